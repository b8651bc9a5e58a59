import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { chooseHours, type Hour, type Usage } from './give-up.ts'
import { surplusAbove } from './share.ts'

const cameras = ['a', 'b', 'c'] as const
const hour = fc
  .record({
    camera: fc.constantFrom(...cameras),
    slot: fc.nat(200),
    first: fc.nat(59),
    bytes: fc.integer({ min: 1, max: 1000 }),
  })
  .map(
    ({ camera, slot, first, bytes }): Hour => ({
      ...{ camera, bytes },
      from: slot * 60 + first,
      to: slot * 60 + 60,
    }),
  )
const hours = fc.uniqueArray(hour, {
  selector: ({ camera, from }) => `${camera} ${Math.floor(from / 60)}`,
  maxLength: 60,
})
const shares = fc.record({
  a: fc.option(fc.nat(5000)),
  b: fc.option(fc.nat(5000)),
  c: fc.option(fc.nat(5000)),
})

const sum = (all: readonly Hour[]) => all.reduce((bytes, one) => bytes + one.bytes, 0)
const usageOf = (all: readonly Hour[], share: Record<string, number | null>) =>
  new Map(
    cameras.map((camera): [string, Usage] => [
      camera,
      { usedBytes: sum(all.filter(one => one.camera === camera)), shareBytes: share[camera]! },
    ]),
  )
const isGuilty = (camera: string, usage: ReadonlyMap<string, Usage>) => {
  const { usedBytes, shareBytes } = usage.get(camera)!
  return shareBytes !== null && usedBytes > surplusAbove * shareBytes
}

test('only what was offered goes, each hour once, as much as is needed and at most one hour more', () => {
  fc.assert(
    fc.property(hours, shares, fc.nat(20_000), (all, share, needed) => {
      const chosen = chooseHours(all, usageOf(all, share), surplusAbove, needed)
      for (const { reason: _, ...one } of chosen) {
        assert.equal(
          all.filter(given => JSON.stringify(given) === JSON.stringify({ ...given, ...one }))
            .length,
          1,
        )
      }
      assert.equal(new Set(chosen.map(one => `${one.camera} ${one.from}`)).size, chosen.length)
      if (needed === 0) assert.equal(chosen.length, 0)
      else assert.ok(sum(chosen) >= Math.min(needed, sum(all)))
      if (chosen.length > 0) assert.ok(sum(chosen.slice(0, -1)) < needed)
    }),
  )
})

test('the surplus of the guilty goes before anything of the others, down to the share, oldest first', () => {
  fc.assert(
    fc.property(hours, shares, fc.nat(20_000), (all, share, needed) => {
      const usage = usageOf(all, share)
      const chosen = chooseHours(all, usage, surplusAbove, needed)
      for (const { camera } of chosen.filter(({ reason }) => reason === 'overShare')) {
        assert.ok(isGuilty(camera, usage))
      }
      if (chosen.some(({ reason }) => reason === 'space')) {
        for (const camera of cameras.filter(camera => isGuilty(camera, usage))) {
          const gone = sum(
            chosen.filter(one => one.camera === camera && one.reason === 'overShare'),
          )
          const { usedBytes, shareBytes } = usage.get(camera)!
          assert.ok(usedBytes - gone <= shareBytes!)
        }
      }
      for (const camera of cameras) {
        const own = chosen.filter(one => one.camera === camera)
        const kept = all.filter(
          one => one.camera === camera && !own.some(({ from }) => from === one.from),
        )
        for (const one of kept) assert.ok(own.every(({ from }) => from < one.from))
      }
      const last = chosen.filter(({ reason }) => reason === 'space').at(-1)
      if (last) {
        for (const one of all.filter(({ from }) => from < last.from)) {
          assert.ok(chosen.some(({ camera, from }) => camera === one.camera && from === one.from))
        }
      }
    }),
  )
})

test('a camera that nothing is planned for is never guilty', () => {
  const all = [
    { camera: 'a', from: 60, to: 120, bytes: 1_000_000 },
    { camera: 'b', from: 0, to: 60, bytes: 1 },
  ]
  const chosen = chooseHours(all, usageOf(all, { a: null, b: 1, c: 1 }), surplusAbove, 1)
  assert.deepEqual(
    chosen.map(({ camera, reason }) => [camera, reason]),
    [['b', 'space']],
  )
})
