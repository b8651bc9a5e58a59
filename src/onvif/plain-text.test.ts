import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { plainText } from './plain-text.ts'

test('a name that would turn, hide or add lines is one plain line', () => {
  assert.equal(plainText('門\r\n録画中\x1b[2J'), '門 録画中 [2J')
  assert.equal(plainText('cam\u202egnp.exe\u2066x\u200b'), 'cam gnp.exe x')
  assert.equal(plainText(`e${'\u0301'.repeat(500)}x`), 'e\u0301\u0301x')
  assert.equal(plainText('\ud800x'), 'x')
  assert.equal(plainText('防犯カメラ・正門'), '防犯カメラ・正門')
  assert.equal(plainText('あ'.repeat(99), 10), `${'あ'.repeat(9)}…`)
})

test('whatever comes in, what goes out is short and printable', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
      const line = plainText(text)
      assert.doesNotMatch(line, /[\p{C}\p{Zl}\p{Zp}]/u)
      assert.ok(Array.from(line).length <= 60)
      assert.equal(plainText(line), line)
    }),
    { numRuns: 200 },
  )
})
