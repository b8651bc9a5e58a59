import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fiscalYearOf, startOfFiscalYearUs } from './fiscal-year.ts'
import { readMoment } from './minute.ts'

test('a fiscal year begins on 1 April at midnight in Tokyo', () => {
  assert.equal(fiscalYearOf(readMoment('2027-03-31 23:59')), 2026)
  assert.equal(fiscalYearOf(readMoment('2027-04-01 00:00')), 2027)
  assert.equal(fiscalYearOf(readMoment('2027-01-01 00:00')), 2026)
  assert.equal(startOfFiscalYearUs(2027), readMoment('2027-04-01 00:00'))
})
test('the first moment of a fiscal year is its own, the one before is not', () => {
  for (let year = 1990; year < 2100; year++) {
    assert.equal(fiscalYearOf(startOfFiscalYearUs(year)), year)
    assert.equal(fiscalYearOf(startOfFiscalYearUs(year) - 1), year - 1)
  }
})
