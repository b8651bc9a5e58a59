import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { backOffMs } from './reconnect.ts'

const longest = (attempt: number, kind?: 'auth') => backOffMs(attempt, () => 0.999999, kind)

test('waits double up to a limit', () => {
  assert.deepEqual(
    [0, 1, 2, 3, 6, 7, 1000].map(attempt => longest(attempt)),
    [500, 1000, 2000, 4000, 30_000, 30_000, 30_000],
  )
})

test('a wrong password is tried seldom', () => {
  assert.deepEqual(
    [0, 1, 5, 1000].map(attempt => longest(attempt, 'auth')),
    [30_000, 60_000, 600_000, 600_000],
  )
})

test('chance spreads the wait over its upper half', () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.double({ min: 0, max: 0.999999, noNaN: true }), (attempt, r) => {
      const full = longest(attempt)
      const wait = backOffMs(attempt, () => r)
      assert.ok(wait >= full / 2 - 1 && wait <= full)
    }),
  )
  assert.equal(
    backOffMs(3, () => 0),
    2000,
  )
})
