import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { canonicalJson } from '#canonical/json.ts'
import { endingOf } from '#desk/viewing-end.ts'
import { withDatabase } from './database.ts'
import { freshLedger } from './ledger.ts'

const receipt = 'ab'.repeat(32)
const atUs = 1_795_400_000_000_000

/** What a keeper wrote, one event after the other, as the ledger took it over. */
async function written(t: TestContext, events: readonly (readonly [string, object])[]) {
  const { app } = await withDatabase(t)
  const { ledger } = await freshLedger(app)
  for (const [at, [type, said]] of events.entries()) {
    const json = Buffer.from(canonicalJson({ type, n: at + 1, ...said }))
    const length = Buffer.alloc(4)
    length.writeUInt32BE(json.length)
    const frame = Buffer.concat([length, Buffer.alloc(32), json, Buffer.alloc(64)])
    const entry = { type, basis: null, body: { frame: frame.toString('base64') } }
    const act = { stream: 'keeper/k1', expected: at, atUs: atUs + at, rule: null, by: null }
    await ledger.append([{ ...act, entries: [entry] }])
  }
  return (from?: number) => endingOf(ledger, 'k1', receipt, from)
}

const began = ['ReleaseStarted', { receipt }] as const
const ended = (how: string, of = receipt) => ['FootageReleased', { receipt: of, how }] as const
const started = ['KeeperStarted', {}] as const
const mark = ['TimeMarked', {}] as const

describe('閲覧の終わりは、録画係の記録による', () => {
  test('内規: 始まりだけなら続いている。録画係の言うとおりに終わる。ほかの閲覧の終わりではない', async t => {
    assert.equal(await (await written(t, [mark]))(), null)
    assert.equal(await (await written(t, [began, mark, mark]))(), 'running')
    assert.equal(await (await written(t, [began, ended('lapsed', 'cd')]))(), 'running')
    assert.equal(await (await written(t, [began, ended('lapsed')]))(), 'lapsed')
  })

  test('内規: 起動し直した録画係が終わりを知らずに先へ進んだら、切れたものとして閉じる', async t => {
    assert.equal(await (await written(t, [began, started]))(), 'running')
    assert.equal(await (await written(t, [began, started, ended('powerCut'), mark]))(), 'powerCut')
    assert.equal(await (await written(t, [began, started, mark]))(), 'powerCut')
    assert.equal(await (await written(t, [began, started, mark]))(2), null, 'behind its number')
  })
})
