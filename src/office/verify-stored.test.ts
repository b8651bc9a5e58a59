import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import type { Finding } from '#verification/finding.ts'
import { isWrong } from '#verification/finding.ts'
import { withDatabase } from '../../test/database.ts'
import { makeKeeperFrames } from '../../test/keeper-frames.ts'
import { freshLedger, noted } from '../../test/ledger.ts'
import { verifyStored } from './verify-stored.ts'

async function lived(t: TestContext) {
  const { app, superuser } = await withDatabase(t)
  const { ledger, again } = await freshLedger(app)
  const { enrolled, acts } = makeKeeperFrames(600)
  await ledger.append([enrolled, noted('request/1', 0, 'い', 'p1'), ...acts(1, 600)])
  await ledger.sign()
  await ledger.append([noted('request/1', 1, 'ろ', 'p1')])
  /** As who holds the database and has switched off its triggers. */
  const edit = (sql: string) =>
    superuser.session(async one => {
      await one.query('set session_replication_role = replica')
      await one.query(sql)
    })
  const found = async (): Promise<readonly Finding[]> =>
    (await verifyStored(ledger, app)).findings.filter(isWrong)
  return { app, ledger, again, edit, found }
}

describe('the ledger as it lies in the database', () => {
  test('is whole, and remembers how far its keepers were', async t => {
    const { ledger, app } = await lived(t)
    const verdict = await verifyStored(ledger, app)
    assert.deepEqual(verdict.findings.filter(isWrong), [])
    assert.deepEqual(verdict.checked, {
      leaves: 603,
      openings: 603,
      checkpoints: 2,
      keeperEvents: 600,
    })
    const [keeper] = verdict.keepers
    assert.deepEqual([keeper?.keeper, keeper?.n, keeper?.hash?.length], ['k1', 600, 64])
  })

  const edits: readonly [string, string, Finding][] = [
    [
      'a leaf changed by the superuser',
      `update ledger.leaf set bytes = (select bytes from ledger.leaf where index = 9) where index = 5`,
      { kind: 'leaf', place: { index: 5 } },
    ],
    [
      'a column of a row',
      'update ledger.leaf set n = 9999 where index = 7',
      { kind: 'leaf', place: { index: 7 } },
    ],
    [
      'a row taken out',
      'delete from ledger.leaf where index = 300',
      { kind: 'unreadable', place: { index: 300 } },
    ],
    [
      'a body',
      `update ledger.body set sealed = sealed || '\\x00' where index = 4`,
      { kind: 'body', place: { index: 4 } },
    ],
    [
      'a tile',
      `update ledger.tile set hashes = overlay(hashes placing '\\x00' from 33) where n = 1`,
      { kind: 'tile', place: { level: 0, n: 1 } },
    ],
    [
      'a tile taken out',
      'delete from ledger.tile where n = 1',
      { kind: 'tile', place: { level: 0, n: 1 } },
    ],
    [
      'a stream renamed',
      `update ledger.stream set name = 'request/2' where name = 'request/1'`,
      { kind: 'stream', place: { stream: 2 } },
    ],
  ]
  for (const [name, sql, expected] of edits) {
    test(`${name}: found, with its place`, async t => {
      const { edit, found } = await lived(t)
      await edit(sql)
      const findings = await found()
      assert.ok(
        findings.some(finding => JSON.stringify(finding) === JSON.stringify(expected)),
        JSON.stringify(findings),
      )
    })
  }

  test('two rows swapped: found, with both places', async t => {
    const { edit, found } = await lived(t)
    await edit(`update ledger.leaf set bytes = other.bytes from ledger.leaf other
      where leaf.index in (20, 30) and other.index = 50 - leaf.index`)
    const indexes = (await found()).flatMap(({ kind, place }) =>
      kind === 'order' && 'index' in place ? [place.index] : [],
    )
    assert.ok(indexes.includes(20) || indexes.includes(30), String(indexes))
  })
})
