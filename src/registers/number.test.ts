import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { at } from '../../test/given.ts'
import { numbered } from './number.ts'

test('numbers run by fiscal year, from 1 on 1 April', () => {
  const moments = ['2026-11-14 19:00', '2027-03-31 23:59', '2027-04-01 00:00', '2026-12-01 10:00']
  assert.deepEqual(numbered(moments.map(at)), [
    '令和8年度 第0001号',
    '令和8年度 第0002号',
    '令和9年度 第0001号',
    '令和8年度 第0003号',
  ])
})
test('property: no number twice, and none changes when more is entered', () => {
  const moment = fc.integer({ min: at('2019-01-01 00:00'), max: at('2031-01-01 00:00') })
  fc.assert(
    fc.property(fc.array(moment), fc.array(moment), (earlier, later) => {
      const all = numbered([...earlier, ...later])
      assert.deepEqual(all.slice(0, earlier.length), numbered(earlier))
      assert.equal(new Set(all).size, all.length)
    }),
    { numRuns: 200 },
  )
})
