import assert from 'node:assert/strict'
import { test } from 'node:test'
import { houseRule, isRefusal, otherLaw, printedBasis, reading, refuse, text } from './basis.ts'
import { quoting } from './quote.ts'

const 条 = quoting('ある要綱')
const 第3条 = 条(
  '第3条',
  `保存期間は、
  7日以内とする。`,
)

test('a basis is printed as what it is', () => {
  assert.equal(printedBasis(text(第3条)), '第3条により')
  assert.equal(printedBasis(reading('A1', 第3条, '168時間')), '第3条の読み方（A1）')
  assert.equal(printedBasis(houseRule('分単位に限ります。')), '内規')
  const seizure = otherLaw('刑事訴訟法第218条', '令状による差押えには裁量がありません。')
  assert.equal(printedBasis(seizure), '他の法令（規程の所管の確認待ち）')
  assert.equal(printedBasis({ ...seizure, confirmed: true }), '刑事訴訟法第218条')
})

test('a quote loses only the line breaks of the code it stands in', () => {
  assert.equal(第3条.quote, '保存期間は、7日以内とする。')
  assert.equal(条('第1条', '　名　と　 名').quote, '　名　と　 名')
})

test('a refusal is a value that says why and what next', () => {
  const refusal = refuse('できません', text(第3条), 'こうしてください')
  assert.ok(isRefusal(refusal))
  assert.ok(!isRefusal({ held: true }))
})
