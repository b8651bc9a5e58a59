import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isMonth, monthOf, monthSpanUs, monthsBetween } from './month.ts'

const jst = (moment: string) => Date.parse(`${moment}+09:00`) * 1000

test('a month begins and ends at midnight in Tokyo, whatever the zone of the machine', () => {
  const { fromUs, toUs } = monthSpanUs('2026-11')
  assert.equal(fromUs, jst('2026-11-01T00:00'))
  assert.equal(toUs, jst('2026-12-01T00:00'))
  assert.equal(monthOf(fromUs), '2026-11')
  assert.equal(monthOf(fromUs - 1), '2026-10')
})

test('months follow each other over the turn of a year and through a leap February', () => {
  assert.deepEqual(monthsBetween(jst('2027-11-30T23:59'), jst('2028-03-01T00:00')), [
    '2027-11',
    '2027-12',
    '2028-01',
    '2028-02',
  ])
  const { fromUs, toUs } = monthSpanUs('2028-02')
  assert.equal((toUs - fromUs) / 86_400_000_000, 29)
})

test('an empty stretch touches no month', () => {
  const us = jst('2026-11-05T12:00')
  assert.deepEqual(monthsBetween(us, us), [])
  assert.deepEqual(monthsBetween(us, us - 1), [])
})

test('what is no month is not taken for one', () => {
  for (const text of ['2026-13', '2026-00', '2026-1', '26-11', '2026-11-01', '']) {
    assert.equal(isMonth(text), false, text)
  }
  assert.ok(isMonth('2026-12'))
})
