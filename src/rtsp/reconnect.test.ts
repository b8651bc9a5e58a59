import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { afterEnd, neverFailed, type Reconnect } from './reconnect.ts'
import type { StreamEnd } from './stream-end.ts'

/** The waits after failures in a row, at their longest. */
function waits(count: number, kind: StreamEnd['kind']): number[] {
  let state: Reconnect = neverFailed
  return Array.from({ length: count }, () => {
    state = afterEnd(state, kind, 0, 0.9999999)
    return state.waitMs
  })
}

test('waits double up to a limit, however long it lasts', () => {
  assert.deepEqual(waits(8, 'silence'), [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
  assert.equal(waits(3000, 'network').at(-1), 30_000)
})

test('a wrong password is tried seldom', () => {
  assert.deepEqual(waits(6, 'auth'), [30_000, 60_000, 120_000, 240_000, 480_000, 600_000])
})

test('a good stream begins the row anew; a picture or two does not', () => {
  const failed = { failures: 9, waitMs: 30_000 }
  assert.deepEqual(afterEnd(failed, 'closed', 3_600_000_000, 0), { failures: 1, waitMs: 250 })
  assert.equal(afterEnd(failed, 'closed', 2_000_000, 0).failures, 10)
})

test('chance spreads the wait over its upper half', () => {
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  fc.assert(
    fc.property(fc.nat(5000), random, random, (failures, a, b) => {
      const before = { failures, waitMs: 0 }
      const [one, other] = [a, b].map(r => afterEnd(before, 'closed', 0, r).waitMs)
      assert.ok(one! <= 2 * other! && one! >= 250 && one! <= 30_000)
    }),
  )
})
