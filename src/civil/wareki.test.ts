import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minuteOf, readMoment } from './minute.ts'
import { warekiDay, warekiFiscalYear, warekiMoment, warekiPeriod } from './wareki.ts'

test('a day bears the era of its own day', () => {
  for (const [day, words] of [
    ['2026-11-14', '令和8年11月14日'],
    ['2019-05-01', '令和元年5月1日'],
    ['2019-04-30', '平成31年4月30日'],
    ['1989-01-08', '平成元年1月8日'],
    ['1989-01-07', '昭和64年1月7日'],
    ['1926-12-25', '昭和元年12月25日'],
    ['1926-12-24', '大正15年12月24日'],
  ] as const) {
    assert.equal(warekiDay(day), words)
  }
})
test('a moment is told to the minute, in Tokyo', () => {
  assert.equal(warekiMoment(readMoment('2026-11-14 00:00:59')), '令和8年11月14日0時0分')
})
test('a period names both ends in full, over a change of era too', () => {
  const period = (from: string, to: string) =>
    warekiPeriod(minuteOf(readMoment(from)), minuteOf(readMoment(to)))
  assert.equal(
    period('2019-04-30 23:59', '2019-05-01 00:01'),
    '平成31年4月30日23時59分から令和元年5月1日0時1分まで',
  )
})
test('a fiscal year is called after its first day', () => {
  assert.equal(warekiFiscalYear(2026), '令和8年度')
  assert.equal(warekiFiscalYear(2019), '平成31年度')
})
