import assert from 'node:assert/strict'
import { test } from 'node:test'
import { civilDay } from './day.ts'

test('a civil day is one of the calendar', () => {
  assert.equal(civilDay('2028-02-29')?.dayOfYear, 60)
  for (const words of ['2027-02-29', '2026-1-1', '2026-13-01', '', '2026-12-31T00:00']) {
    assert.equal(civilDay(words), null)
  }
})
