import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dayNumbered, dayNumberOf } from './day-number.ts'
import { dayOf, minuteOf } from './minute.ts'

test('a day by number is the calendar’s day, from 1952 to 2255', () => {
  fc.assert(
    fc.property(fc.integer({ min: -567_990_000_000_000, max: Number.MAX_SAFE_INTEGER }), us => {
      assert.equal(dayNumbered(dayNumberOf(us)), dayOf(minuteOf(us)))
    }),
    { numRuns: 2000 },
  )
  for (const [us, day] of [
    [0, '1970-01-01'],
    [54_000_000_000 - 1, '1970-01-01'],
    [54_000_000_000, '1970-01-02'],
    [951_750_000_000_000 - 1, '2000-02-28'],
    [951_750_000_000_000, '2000-02-29'],
    [951_836_400_000_000, '2000-03-01'],
  ] as const) {
    assert.equal(dayNumbered(dayNumberOf(us)), day)
  }
})
