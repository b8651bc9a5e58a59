import assert from 'node:assert/strict'
import { test } from 'node:test'
import { namesPost } from './names-post.ts'

test('a post stands first and alone', () => {
  assert.ok(namesPost('市長', ['市長']))
  assert.ok(namesPost('　管理責任者　北斗花子 ', ['課長', '管理責任者']))
  assert.ok(!namesPost('市長室長 山田', ['市長']))
  assert.ok(!namesPost('副市長', ['市長']))
  assert.ok(!namesPost('', ['市長']))
})
