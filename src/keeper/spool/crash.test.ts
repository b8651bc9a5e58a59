import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultyDisk } from '#disk/faulty-disk.ts'
import type { MemoryDisk } from '#disk/memory-disk.ts'
import type { SigningKey } from '#signing/key-file.ts'
import { assertNoFork } from './assert-no-fork.ts'
import { createSpool, openSpool } from './spool.ts'
import { emptyPlace, entries, optionsOn, sealed, upTo } from './test-spool.ts'

/** Opens what a crash left, appends, and looks at everything. */
async function assertGoesOn(disk: MemoryDisk, key: SigningKey, acknowledged: number) {
  const spool = await openSpool(optionsOn({ disk, key }))
  assert.ok(spool.head.n >= acknowledged, `${acknowledged} acknowledged, ${spool.head.n} left`)
  const next = await spool.append({ type: 'KeeperStopped', cause: 'test' })
  await spool.close()
  const { problems, head } = await spool.verify()
  assert.equal(head.n, next)
  // Cut within its last bytes, a frame looks edited: its number is given up, and the spool itself says so.
  assert.ok(problems.every(({ told }) => told))
  const lost = problems.flatMap(({ fromNumber, toNumber }) => upTo(toNumber).slice(fromNumber - 1))
  assert.ok(lost.every(n => n > acknowledged))
  const found = (await entries(spool)).map(({ n }) => n)
  assert.deepEqual(
    [...found, ...lost].sort((a, b) => a - b),
    upTo(next),
  )
  assertNoFork(disk, key)
  return next
}

/** Writes three batches near the end of a file; returns what had been acknowledged before each step. */
async function life() {
  const { disk, key } = await emptyPlace()
  const spool = await createSpool(optionsOn({ disk, key }))
  await Promise.all(upTo(44).map(i => spool.append(sealed(i))))
  await spool.tend()
  const from = disk.history.length
  const acknowledged: [steps: number, n: number][] = []
  for (const batch of [1, 3, 4, 2]) {
    const numbers = await Promise.all(upTo(batch).map(i => spool.append(sealed(i))))
    acknowledged.push([disk.history.length, numbers.at(-1)!])
  }
  await spool.close()
  const before = (steps: number) => acknowledged.findLast(([at]) => at <= steps)?.[1] ?? 44
  return { disk, key, from, before }
}

test('a power cut at every step and in the middle of every write loses no acknowledged event', async () => {
  const { disk, key, from, before } = await life()
  for (let steps = from; steps <= disk.history.length; steps += 1) {
    const step = disk.history[steps]
    const bytes = step?.call === 'write' ? step.bytes.length : 0
    const cuts = bytes > 5000 ? [0, 1, 4096] : [0, 1, 3, 4, 35, 36, 40, 180, 300, bytes - 1, bytes]
    for (const torn of new Set(cuts.filter(cut => cut <= bytes))) {
      for (const unsyncedNames of torn === 0 ? [0, Number.POSITIVE_INFINITY] : [0]) {
        const left = disk.after({ steps, torn, unsyncedNames })
        const acknowledged = before(steps)
        const head = await assertGoesOn(left, key, acknowledged)
        // And once more, on what the recovery left.
        const later = left.after({ steps: left.history.length })
        assert.ok((await assertGoesOn(later, key, acknowledged)) > head)
      }
    }
  }
})

test('what recovery read from a cache survives a power cut after it', async () => {
  const { disk, key, from } = await life()
  for (let steps = from; steps < disk.history.length; steps += 1) {
    const step = disk.history[steps]
    if (step?.call !== 'write') continue
    const killed = disk.after({ steps, torn: Math.min(50, step.bytes.length), cached: true })
    const head = await assertGoesOn(killed, key, 44)
    const later = killed.after({ steps: killed.history.length })
    assert.ok((await assertGoesOn(later, key, head)) > head)
  }
})

test('a second crash during recovery changes nothing', async () => {
  const { disk, key, from, before } = await life()
  for (let steps = from; steps < disk.history.length; steps += 1) {
    const step = disk.history[steps]
    if (step?.call !== 'write' || step.bytes.length > 5000) continue
    const left = disk.after({ steps, torn: step.bytes.length >> 1 })
    await assertGoesOn(left, key, before(steps))
    for (let again = 0; again < left.history.length; again += 1) {
      await assertGoesOn(left.after({ steps: again, torn: 10 }), key, before(steps))
    }
  }
})

test('a reserve whose name was not yet durable when the process died is made so before use', async () => {
  const { disk, key } = await emptyPlace()
  const first = await createSpool(optionsOn({ disk, key }))
  await first.append(sealed(1))
  const synced = disk.history.findLastIndex(({ call }) => call === 'syncDirectory')
  const written = disk.history.findLastIndex(({ call }) => call === 'write')
  assert.ok(synced < written)
  const killed = disk.after({ steps: synced, cached: true })
  const spool = await openSpool(optionsOn({ disk: killed, key }))
  for (const i of upTo(60)) await spool.append(sealed(i))
  await spool.close()
  const writes = killed.history.flatMap((step, i) =>
    step.call === 'write' ? [{ ...step, i }] : [],
  )
  const inSecond = writes.findIndex(({ path }) => path.endsWith('00000002.chunk'))
  const left = killed.after({ steps: writes[inSecond]!.i + 1, unsyncedNames: 0 })
  // The first write of all was the recovery's, every other acknowledged one event.
  await assertGoesOn(left, key, 1 + inSecond)
})

test('where recovery cannot write its cache down in place, it does so in the next file', async () => {
  const { disk, key, from } = await life()
  const steps = disk.history.findIndex(({ call }, i) => i >= from && call === 'write')
  const killed = disk.after({ steps, torn: 0, cached: true })
  const faulty = faultyDisk(killed)
  faulty.plan({ step: 1, kind: 'failed' })
  const spool = await openSpool(optionsOn({ disk: faulty, key }))
  await spool.close()
  assert.equal(spool.head.n, 45)
  const left = killed.after({ steps: killed.history.length })
  assert.equal((await openSpool(optionsOn({ disk: left, key }))).head.n, 45)
})

test('and a power cut in the middle of that forgets nothing the first file had on the medium', async () => {
  const { disk, key, from } = await life()
  const steps = disk.history.findIndex(({ call }, i) => i >= from && call === 'write')
  const left = disk.after({ steps: steps + 1 })
  const faulty = faultyDisk(left)
  faulty.plan({ step: 1, kind: 'failed' })
  await (await openSpool(optionsOn({ disk: faulty, key }))).close()
  const second = left.history.findIndex(step => step.call === 'write' && step.position === 0)
  assert.ok(second >= 0)
  for (let torn = 20; torn < 3000; torn += 170) {
    await assertGoesOn(left.after({ steps: second, torn }), key, 45)
  }
})
