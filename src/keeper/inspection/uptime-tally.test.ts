import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { GapCause } from '../spool/events.ts'
import { disjoint, type Missing, tally } from './uptime-tally.ts'

const causes: readonly GapCause[] = ['silence', 'keeperRestart', 'loss']
const gap = (fromUs: number, toUs: number, cause: GapCause = 'silence'): Missing => ({
  fromUs,
  toUs,
  cause,
})

/** Second by second, as slowly and plainly as it can be said. */
function bruteForce(told: readonly Missing[], from: number, to: number) {
  const whose = (at: number): Missing | undefined =>
    told
      .filter(({ fromUs, toUs }) => fromUs <= at && at < toUs)
      .reduce<Missing | undefined>(
        (first, one) => (first && first.fromUs <= one.fromUs ? first : one),
        undefined,
      )
  const byCause: Partial<Record<GapCause, number>> = {}
  const runs: number[] = []
  for (let at = from, inGap = false; at < to; at++) {
    const owner = whose(at)
    if (owner) {
      byCause[owner.cause] = (byCause[owner.cause] ?? 0) + 1
      if (!inGap) runs.push(0)
      runs[runs.length - 1]! += 1
    }
    inGap = owner !== undefined
  }
  return {
    byCause,
    missing: runs.reduce((a, b) => a + b, 0),
    gaps: runs.length,
    longest: Math.max(0, ...runs),
  }
}

test('gaps told twice, overlapping, nested, empty or out of order come to what a count second by second comes to', () => {
  const told = fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 25 }), fc.nat(2))
      .map(([from, length, cause]) => gap(from, from + length, causes[cause])),
    { maxLength: 12 },
  )
  const window = fc.tuple(fc.integer({ min: -5, max: 70 }), fc.integer({ min: 0, max: 60 }))
  fc.assert(
    fc.property(told, window, (gaps, [from, length]) => {
      const counted = tally(disjoint(gaps), from, from + length)
      const model = bruteForce(gaps, from, from + length)
      assert.deepEqual(counted.byCause, model.byCause)
      assert.equal(counted.missingUs, model.missing)
      assert.equal(counted.gaps, model.gaps)
      const { longest } = counted
      assert.equal(longest ? longest.toUs - longest.fromUs : 0, model.longest)
    }),
    { numRuns: 3000 },
  )
})

test('what was told twice counts once, and a whole is the sum of its parts', () => {
  const told = fc.array(
    fc
      .tuple(fc.nat(500), fc.nat(80), fc.nat(2))
      .map(([from, length, cause]) => gap(from, from + length, causes[cause])),
  )
  fc.assert(
    fc.property(told, fc.nat(600), (gaps, cut) => {
      const once = disjoint(gaps)
      assert.deepEqual(disjoint([...gaps, ...gaps]), once)
      assert.deepEqual(disjoint(once), once)
      const parts = tally(once, 0, cut).missingUs + tally(once, cut, 600).missingUs
      assert.equal(parts, tally(once, 0, 600).missingUs)
    }),
  )
})

test('a gap rolled every minute is one gap, as long as all its parts', () => {
  const rolled = Array.from({ length: 90 }, (_, minute) => gap(minute * 60, minute * 60 + 60))
  const counted = tally(disjoint([...rolled, gap(5400, 5410, 'keeperRestart')]), 0, 86_400)
  assert.deepEqual(counted, {
    missingUs: 5410,
    byCause: { silence: 5400, keeperRestart: 10 },
    gaps: 1,
    longest: gap(0, 5410),
  })
})
