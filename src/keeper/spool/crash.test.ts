import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MemoryDisk } from '#disk/memory-disk.ts'
import { assertNoFork } from './assert-no-fork.ts'
import type { KeeperKey } from './keeper-key.ts'
import { createSpool, openSpool } from './spool.ts'
import { emptyPlace, entries, optionsOn, sealed, upTo } from './test-spool.ts'

/** Opens what a crash left, appends, and looks at everything. */
async function assertGoesOn(disk: MemoryDisk, key: KeeperKey, acknowledged: number) {
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
      for (const unsyncedNames of [0, Number.POSITIVE_INFINITY]) {
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
    assert.ok((await assertGoesOn(later, key, 44)) > head)
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
