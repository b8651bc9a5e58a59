import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDay, readTime } from './read-day.ts'

test('内規: 日付は、人が書くどの書き方でも同じ日になる', () => {
  for (const words of [
    '令和8年11月14日',
    '令和８年１１月１４日',
    '令和 8 年 11 月 14 日',
    'R8.11.14',
    'r8/11/14',
    'Ｒ８．１１．１４',
    'R8-11-14',
    '2026/11/14',
    '２０２６／１１／１４',
    '2026-11-14',
    '2026年11月14日',
  ]) {
    assert.deepEqual(readDay(words), { day: '2026-11-14' }, words)
  }
  assert.deepEqual(readDay('令和元年5月1日'), { day: '2019-05-01' })
  assert.deepEqual(readDay('H31.4.30'), { day: '2019-04-30' })
  assert.deepEqual(readDay('昭和64年1月7日'), { day: '1989-01-07' })
})

test('内規: その元号にない日と、暦にない日は断り、書き方を示す', () => {
  for (const words of ['令和元年4月30日', '平成31年5月1日', '平成32年1月1日', '昭和64年1月8日']) {
    const read = readDay(words)
    assert.ok('wrong' in read && read.wrong.includes('元号を確かめてください'), words)
  }
  for (const words of ['', '昨日', '11/14', '令和8年2月29日', '2026/13/1', '令和0年1月1日']) {
    const read = readDay(words)
    assert.ok('wrong' in read && read.wrong.includes('令和8年11月14日'), words)
  }
})

test('内規: 時刻は、どの書き方でも同じ分になる', () => {
  for (const words of ['15:42', '１５：４２', '15時42分', '1542']) {
    assert.equal(readTime(words), 942, words)
  }
  assert.equal(readTime('9時'), 540)
  assert.equal(readTime('24:00'), 1440)
  for (const words of ['', '25:00', '15:60', '24:01', '午後']) assert.equal(readTime(words), null)
})
