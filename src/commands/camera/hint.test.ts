import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { hintLines, hints } from './hint.ts'

test('each hint answers words that a stream’s end still says', () => {
  const root = join(import.meta.dirname, '../../rtsp')
  const sources = globSync('*.ts', { cwd: root })
    .filter(file => !file.endsWith('.test.ts'))
    .map(file => readFileSync(join(root, file), 'utf8'))
  for (const [words] of hints) {
    assert.ok(
      sources.some(source => words.test(source)),
      `${words}`,
    )
  }
})

test('the other carriage is advised, and nothing where nothing helps', () => {
  assert.match(
    hintLines('the camera refuses RTP over TCP (461); try --transport udp')[0]!.ja,
    /udp/,
  )
  assert.match(
    hintLines('nothing comes over UDP (…); try --transport tcp')[0]!.ja,
    /ファイアウォール/,
  )
  assert.deepEqual(hintLines('no picture'), [])
})
