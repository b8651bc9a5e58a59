import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { instantOf } from './written-time.ts'

const us = Date.UTC(2024, 4, 6, 7, 8, 9) * 1000

test('times as cameras write them; without a zone it is Japanese time', () => {
  for (const [written, instant] of [
    ['2024-05-06T07:08:09Z', us],
    ['2024-05-06T07:08:09.250000Z', us + 250_000],
    ['2024-05-06 16:08:09', us],
    ['2024:05:06 16:08:09', us],
    ['2024-05-06T16:08:09+0900', us],
    ['2024-05-06T16:08:09+09:00', us],
    ['Mon May  6 16:08:09 2024\n\0', us],
    ['Mon May 06 16:08:09 2024', us],
  ] as const) {
    assert.equal(instantOf(written), instant, written)
  }
})

test('what is no moment, or the beginning of a count, says nothing', () => {
  for (const written of [
    ...['', '2024', '2024-05-06', '2024-13-06 07:08:09', '2024-02-30 07:08:09'],
    ...['2024-05-06 25:08:09', '1904-01-01T00:00:00Z', '1970-01-01T00:00:00Z'],
    ...['Mon Foo 06 16:08:09 2024', '0000-00-00 00:00:00', '2024-05-06T07:08:09+9999'],
  ]) {
    assert.equal(instantOf(written), null, written)
  }
  fc.assert(
    fc.property(fc.string(), written => {
      const said = instantOf(written)
      assert.ok(said === null || Number.isSafeInteger(said))
    }),
  )
})
