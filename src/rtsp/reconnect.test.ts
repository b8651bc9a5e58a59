import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { afterEnd, backOffMs, neverFailed } from './reconnect.ts'

const longest = (attempt: number, kind?: 'auth') => backOffMs(attempt, () => 0.9999999, kind)

test('waits double up to a limit, however long it lasts', () => {
  const waits = [0, 1, 2, 3, 4, 5, 6, 7, 3000].map(attempt => longest(attempt))
  assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
})

test('a wrong password is tried seldom', () => {
  const waits = [0, 1, 2, 3, 4, 5, 3000].map(attempt => longest(attempt, 'auth'))
  assert.deepEqual(waits, [30_000, 60_000, 120_000, 240_000, 480_000, 600_000, 600_000])
})

test('chance spreads the wait over its upper half', () => {
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  fc.assert(
    fc.property(fc.nat(5000), random, random, (attempt, a, b) => {
      const [one, other] = [a, b].map(r => backOffMs(attempt, () => r))
      assert.ok(one! <= 2 * other! && one! >= 250 && one! <= 30_000)
    }),
  )
})

test('a good stream begins the row anew; a picture or two does not', () => {
  const failed = { failures: 9, waitMs: 30_000 }
  assert.deepEqual(afterEnd(failed, 'closed', 3_600_000_000, 0), { failures: 1, waitMs: 250 })
  assert.deepEqual(afterEnd(failed, 'closed', 2_000_000, 0), { failures: 10, waitMs: 15_000 })
  assert.deepEqual(afterEnd(neverFailed, 'silence', 0, 0), { failures: 1, waitMs: 250 })
})
