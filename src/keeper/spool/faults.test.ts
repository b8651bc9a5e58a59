import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Fault, faultyDisk } from '#disk/faulty-disk.ts'
import { assertNoFork } from './assert-no-fork.ts'
import { createSpool, openSpool } from './spool.ts'
import { emptyPlace, entries, optionsOn, sealed, upTo } from './test-spool.ts'

async function almostFull() {
  const { disk, key } = await emptyPlace()
  const spool = await createSpool(optionsOn({ disk, key }))
  await Promise.all(upTo(40).map(i => spool.append(sealed(i))))
  await spool.tend()
  await spool.close()
  return { disk, key }
}

test('any step may fail: what was acknowledged stays, nothing is signed twice, appending goes on', async () => {
  const kinds = ['failed', 'failedButPersisted', 'short', 'crash'] as const
  const fault = fc.record({
    step: fc.integer({ min: 1, max: 30 }),
    kind: fc.constantFrom(...kinds),
    keptBytes: fc.integer({ min: 0, max: 1500 }),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fault, { minLength: 1, maxLength: 8, selector: ({ step }) => step }),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 5, maxLength: 20 }),
      async (faults: readonly Fault[], batches) => {
        const { disk, key } = await almostFull()
        const faulty = faultyDisk(disk, ...faults)
        const acknowledged = new Map<number, number>()
        let tried = 0
        const spool = await openSpool(optionsOn({ disk: faulty, key })).catch(() => null)
        for (const batch of spool ? batches : []) {
          const appended = upTo(batch).map(async () => {
            tried += 1
            const minute = 1000 + tried
            acknowledged.set(await spool!.append(sealed(minute)), minute)
          })
          await Promise.allSettled(appended)
        }
        await spool?.close()
        const again = await openSpool(optionsOn({ disk, key }))
        const found = await entries(again)
        const minutes = new Map(
          found.map(({ n, event }) => [n, event.type === 'MinuteSealed' && event.minute]),
        )
        for (const [n, minute] of acknowledged) assert.equal(minutes.get(n), minute)
        assert.equal(await again.append(sealed(1)), again.head.n)
        const { problems } = await again.verify()
        assert.ok(problems.every(({ told }) => told))
        assertNoFork(disk, key)
      },
    ),
    { numRuns: 80, endOnFailure: true },
  )
})

test('a write that failed goes on in the next file, byte for byte', async () => {
  const { disk, key } = await almostFull()
  const faulty = faultyDisk(disk)
  const spool = await openSpool(optionsOn({ disk: faulty, key }))
  await spool.tend()
  faulty.plan({ step: faulty.steps + 1, kind: 'short', keptBytes: 200 })
  faulty.plan({ step: faulty.steps + 2, kind: 'failedButPersisted' })
  assert.equal(await spool.append(sealed(41)), 41)
  assert.equal(await spool.append(sealed(42)), 42)
  await spool.close()
  const again = await openSpool(optionsOn({ disk, key }))
  assert.deepEqual(
    (await entries(again)).map(({ n }) => n),
    upTo(42),
  )
  assert.deepEqual((await again.verify()).problems, [])
  assertNoFork(disk, key)
})

test('a crash in the middle of that goes on from whichever file got further', async () => {
  for (let keptBytes = 0; keptBytes < 1800; keptBytes += 60) {
    const { disk, key } = await almostFull()
    const faulty = faultyDisk(disk)
    const spool = await openSpool(optionsOn({ disk: faulty, key }))
    await spool.tend()
    faulty.plan({ step: faulty.steps + 1, kind: 'failedButPersisted' })
    faulty.plan({ step: faulty.steps + 2, kind: 'failed' })
    faulty.plan({ step: faulty.steps + 3, kind: 'crash', keptBytes })
    await Promise.allSettled(upTo(3).map(i => spool.append(sealed(i))))
    assert.ok(faulty.crashed)
    const again = await openSpool(optionsOn({ disk, key }))
    assert.equal(again.head.n, 43)
    assert.equal(await again.append(sealed(4)), 44)
    for (const from of [1, 41, 42, 43, 44]) {
      const found = (await entries(again, from)).map(({ n }) => n)
      assert.deepEqual(found, upTo(44).slice(from - 1))
    }
    assert.deepEqual((await again.verify()).problems, [])
    assertNoFork(disk, key)
  }
})

test('a rejected append may still come, as the next event and no other', async () => {
  const { disk, key } = await almostFull()
  const faulty = faultyDisk(disk)
  const spool = await openSpool(optionsOn({ disk: faulty, key }))
  await spool.tend()
  faulty.offline = ['/data/spool']
  await assert.rejects(spool.append(sealed(141)))
  await assert.rejects(spool.append(sealed(142)))
  assert.equal(spool.head.n, 40)
  faulty.offline = []
  assert.equal(await spool.append(sealed(143)), 42)
  const minutes = (await entries(spool, 41)).map(
    ({ event }) => event.type === 'MinuteSealed' && event.minute,
  )
  assert.deepEqual(minutes, [141, 143])
})

test('on a full disk events go on into the file in reserve', async () => {
  const { disk, key } = await almostFull()
  const faulty = faultyDisk(disk)
  faulty.full = true
  const spool = await openSpool(optionsOn({ disk: faulty, key }))
  await spool.tend()
  let written = 0
  const fails = async () => {
    for (let i = 0; i < 100; i += 1) written = await spool.append(sealed(i))
  }
  await assert.rejects(fails(), { code: 'ENOSPC' })
  assert.ok(written > 80, `${written}`)
  assert.equal(spool.reserve, 'missing')
  await assert.rejects(spool.tend(), { code: 'ENOSPC' })
  faulty.full = false
  await spool.tend()
  assert.equal(spool.reserve, 'ready')
  assert.equal(await spool.append(sealed(1)), written + 2)
  assert.deepEqual((await spool.verify()).problems, [])
})
