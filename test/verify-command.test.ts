import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Answer } from '#verification/answer.ts'
import { withDatabase } from './database.ts'
import { exported, type Files } from './exported.ts'
import { freshLedger, noted } from './ledger.ts'
import { proofOf, registerPageOf } from './proofs.ts'

const root = join(import.meta.dirname, '..')

function tachiai(...words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise(done => {
    execFile(
      join(root, 'node_modules/.bin/node'),
      [join(root, 'src/main.ts'), ...words],
      { env: { ...process.env, LANG: 'ja_JP.UTF-8', LC_ALL: '' } },
      (error, out, err) => done({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}
async function answer(...words: readonly string[]): Promise<{ code: number; said: Answer }> {
  const { code, out, err } = await tachiai('--json', 'verify', ...words)
  assert.equal(err, '')
  return { code, said: JSON.parse(out) }
}

function folderOf(t: TestContext, files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'tachiai-verify-'))
  t.after(() => rmSync(folder, { recursive: true }))
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
  return folder
}

async function someLedger(t: TestContext) {
  const { app } = await withDatabase(t)
  const { ledger } = await freshLedger(app)
  await ledger.append(
    Array.from({ length: 20 }, (_, at) => noted(`ledger/${at % 2}`, Math.floor(at / 2), 'x')),
  )
  return ledger
}

test('verify: a folder that is right, and the day that is to be explained', async t => {
  const folder = folderOf(t, await exported(await someLedger(t)))
  const { code, said } = await answer(folder)
  assert.equal(code, 0)
  assert.deepEqual(
    said.findings.map(({ kind }) => kind),
    ['silence'],
  )
  const { out } = await tachiai('verify', folder)
  assert.match(out, /○ 変えられたところはありません。説明を聞く日が 1 日あります。/)
  assert.ok(out.includes(`鍵の指紋: ${said.fingerprint}`))
})

test('verify: an edited entry is named, and the exit code says so', async t => {
  const files = await exported(await someLedger(t))
  files.get('tile/entries/000.p/20')![40]! ^= 1
  const folder = folderOf(t, files)
  const { code, said } = await answer(folder)
  assert.equal(code, 4)
  assert.ok(said.findings.some(({ kind, place }) => kind === 'leaf' && 'index' in place))
  const { out } = await tachiai('verify', folder)
  assert.match(out, /✕ 0番の記録が、署名されたときのものと違います/)
})

test('verify: a checkpoint typed from paper shows that the end was cut off', async t => {
  const ledger = await someLedger(t)
  const folder = folderOf(t, await exported(ledger))
  await ledger.append([noted('ledger/0', 10, 'later')])
  const { note } = await ledger.sign()
  const paper = join(folder, '控え.txt')
  writeFileSync(paper, `\r\n${note.replaceAll('\n', '\r\n')}\r\n\r\n`)
  const { code, said } = await answer(folder, '--checkpoint', paper)
  assert.equal(code, 4)
  assert.deepEqual(said.findings[0], { kind: 'cut', place: { size: 21, leaves: 20 } })
})

test('verify: a proof and a page by themselves; what is neither is no proof of anything', async t => {
  const ledger = await someLedger(t)
  const files: Files = new Map([
    ['proof', await proofOf(ledger, 3)],
    ['closed', await proofOf(ledger, 3, false)],
    ['page', await registerPageOf(ledger, ['ledger/1'])],
    ['else', Buffer.from('なにか')],
  ])
  const folder = folderOf(t, files)
  const said = async (name: string) => {
    const { code, said } = await answer(join(folder, name))
    return [code, said.what, said.checked.leaves, said.checked.openings, said.findings]
  }
  assert.deepEqual(await said('proof'), [0, 'proof', 1, 1, []])
  assert.deepEqual(await said('closed'), [0, 'proof', 1, 0, []])
  assert.deepEqual(await said('page'), [0, 'page', 10, 10, []])
  const unreadable = [{ kind: 'unreadable', place: { file: 'page' } }]
  assert.deepEqual(await said('else'), [4, 'page', 0, 0, unreadable])
})

test('verify: what is not there, and words that are off', async () => {
  assert.equal((await tachiai('verify', '/nirgends')).code, 1)
  assert.equal((await tachiai('verify', 'a', 'b')).code, 2)
  assert.equal((await tachiai('verify', '.', '--checkpoint', '/nirgends')).code, 1)
})
