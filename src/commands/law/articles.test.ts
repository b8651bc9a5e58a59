import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isWithin } from './articles.ts'

test('an article holds its parts, however they are written', () => {
  assert.ok(isWithin('第6条第1項第2号', '第6条'))
  assert.ok(isWithin('第6条第1項第2号', '第６条第１項'))
  assert.ok(isWithin('運用基準10（2）', '10(2)'))
  assert.ok(isWithin('運用基準７（２）', '運用基準７'))
  assert.ok(isWithin('要領11(1)(ア)', '11(1)'))
})

test('an article does not hold its neighbours', () => {
  assert.ok(!isWithin('第6条', '第6条第1項'))
  assert.ok(!isWithin('第61条', '第6条'))
  assert.ok(!isWithin('要領11(1)', '1'))
  assert.ok(!isWithin('要領11(1)', '要領11(10)'))
  assert.ok(!isWithin('要領1', '要領11'))
})
