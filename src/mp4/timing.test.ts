import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ParameterSets } from '#video/access-unit.ts'
import { presentationOf } from './presentation.ts'
import { timingOf } from './timing.ts'
import { longestHoleUs, UnitTable } from './unit-table.ts'

const sets: ParameterSets = { codec: 'h264', vps: [], sps: [], pps: [] }
const startUs = 1_790_000_000_000_000

function table(...runs: readonly { at: number; pts: readonly number[]; hidden?: number }[]) {
  const units = new UnitTable(1)
  units.useSets(sets)
  for (const { at, pts, hidden = 0 } of runs) {
    units.beginRun(startUs + at)
    pts.forEach((ticks, i) => {
      units.add(100, ticks, i === 0, i >= hidden)
    })
  }
  return units
}

test('without reordering a unit is decoded when it is shown', () => {
  const timing = timingOf(table({ at: 0, pts: [9000, 12000, 15500, 18000] }))
  assert.deepEqual([...timing.decode], [0, 3000, 6500, 9000])
  assert.deepEqual([...timing.compose], [0, 3000, 6500, 9000])
  assert.equal(timing.endTicks, 11500)
})

test('B-frames: decoding times are the sorted presentation times, one place later', () => {
  // I P B P B in order of decoding
  const timing = timingOf(table({ at: 0, pts: [0, 6000, 3000, 12000, 9000] }))
  assert.deepEqual([...timing.decode], [0, 3000, 6000, 9000, 12000])
  assert.deepEqual([...timing.compose], [3000, 9000, 6000, 15000, 12000])
})

test('a pyramid of B-frames needs two places; an uneven rate keeps every distance', () => {
  const pts = [0, 16000, 8000, 3000, 11000]
  const timing = timingOf(table({ at: 0, pts }))
  const shift = timing.compose[0]! - pts[0]!
  assert.deepEqual(
    [...timing.compose],
    pts.map(p => p + shift),
  )
  assert.deepEqual([...timing.decode], [0, 5000, 10000, 13000, 18000])
})

test('time stamps beyond 32 and 33 bits count on', () => {
  const pts = [2 ** 33 - 3000, 2 ** 33, 2 ** 33 + 3000]
  assert.deepEqual([...timingOf(table({ at: 0, pts })).compose], [0, 3000, 6000])
})

test('two connections keep their true distance', () => {
  const units = table({ at: 0, pts: [500, 3500] }, { at: 10_000_000, pts: [77, 3077] })
  const timing = timingOf(units)
  assert.deepEqual([...timing.compose], [0, 3000, 900_000, 903_000])
  assert.deepEqual(presentationOf(units, timing), {
    fromTicks: 0,
    durationTicks: 906_000,
    pictures: 4,
    captureUs: startUs,
  })
})

test('B-frames before a hole: each run has its own decoding times', () => {
  const pts = [0, 6000, 3000]
  const timing = timingOf(table({ at: 0, pts }, { at: 10_000_000, pts }))
  assert.deepEqual([...timing.compose], [3000, 9000, 6000, 903_000, 909_000, 906_000])
  assert.deepEqual([...timing.decode], [0, 3000, 6000, 900_000, 903_000, 906_000])
})

test('a hole of hours is refused beforehand', () => {
  const units = table({ at: 0, pts: [0, 3000] })
  assert.equal(units.takesRun(startUs + 2 * 3_600_000_000), true)
  assert.equal(units.takesRun(startUs + 4 * 3_600_000_000), false)
  assert.throws(() => units.beginRun(startUs + 4 * 3_600_000_000), RangeError)
})

test('a run that would begin before its predecessor ended stands right behind it', () => {
  const units = table({ at: 0, pts: [0, 3000] }, { at: -5_000_000, pts: [0, 3000] })
  assert.deepEqual([...timingOf(units).compose], [0, 3000, 6000, 9000])
})

test('a camera clock set back within a run: shown on in order of decoding', () => {
  const units = table({ at: 0, pts: [9e6, 9e6 + 3000, 3000, 6000] })
  assert.deepEqual([...timingOf(units).compose], [0, 3000, 6000, 9000])
})

test('an order that no decoder gives back: the order of decoding is shown', () => {
  const backwards = Array.from({ length: 40 }, (_, i) => (40 - i) * 3000)
  const { decode, compose } = timingOf(table({ at: 0, pts: backwards }))
  assert.deepEqual(compose, decode)
  assert.deepEqual(compose, compose.toSorted())
})

test('lead-in units are outside the edit, and the capture time is the first shown', () => {
  const units = table({ at: 0, pts: [0, 3000, 6000, 9000], hidden: 2 })
  assert.deepEqual(presentationOf(units, timingOf(units)), {
    fromTicks: 6000,
    durationTicks: 6000,
    pictures: 2,
    captureUs: startUs + 66_667,
  })
})

test('what follows the last shown unit is outside as well', () => {
  const units = table({ at: 0, pts: [0, 3000] })
  units.add(100, 9000, false, false)
  units.add(100, 6000, false, true)
  assert.equal(presentationOf(units, timingOf(units)).durationTicks, 9000)
})

test('a lead-in that ends among B-frames takes those presented before its last picture with it', () => {
  // I P | B B P: the P of the lead-in is presented after the B-frames that follow it in the stream.
  const units = table({ at: 0, pts: [0, 9000, 3000, 6000, 12000], hidden: 2 })
  const { fromTicks, pictures } = presentationOf(units, timingOf(units))
  assert.deepEqual([fromTicks, pictures], [timingOf(units).compose[4], 1])
})

test('an unshown picture between shown ones is refused', () => {
  const units = table({ at: 0, pts: [0, 3000] })
  units.add(100, 6000, true, false)
  units.add(100, 9000, false, true)
  assert.throws(() => presentationOf(units, timingOf(units)), RangeError)
})

test('a table with nothing to show is refused', () => {
  const units = table({ at: 0, pts: [0], hidden: 1 })
  assert.throws(() => presentationOf(units, timingOf(units)), RangeError)
})

test('any time stamps: decoding rises strictly, never after presentation, within what tables hold', () => {
  const stamp = fc.oneof(
    fc.integer({ min: 0, max: 50 }).map(n => n * 3000),
    fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
  )
  const run = fc.record({
    at: fc.integer({ min: -(10 ** 12), max: longestHoleUs }),
    pts: fc.array(stamp, { minLength: 1, maxLength: 60 }),
  })
  fc.assert(
    fc.property(fc.array(run, { minLength: 1, maxLength: 5 }), parts => {
      const units = table()
      for (const { at, pts } of parts) {
        if (!units.takesRun(startUs + at)) continue
        units.beginRun(startUs + at)
        for (const ticks of pts) units.add(100, ticks, false)
      }
      const { decode, compose, endTicks } = timingOf(units)
      assert.equal(decode[0], 0)
      assert.equal(new Set(compose).size, units.count)
      for (let i = 0; i < units.count; i++) {
        assert.ok(Number.isSafeInteger(decode[i]) && Number.isSafeInteger(compose[i]))
        assert.ok(compose[i]! >= decode[i]! && compose[i]! < endTicks)
        assert.ok(compose[i]! - decode[i]! < 2 ** 31)
        if (i > 0) assert.ok(decode[i]! > decode[i - 1]! && decode[i]! - decode[i - 1]! < 2 ** 31)
      }
    }),
    { numRuns: 500, endOnFailure: true },
  )
})
