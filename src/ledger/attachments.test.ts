import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { withDatabase } from '../../test/database.ts'
import { freshLedger, noted } from '../../test/ledger.ts'
import { longestAttachment } from './attachments.ts'

test('a paper comes back as it was handed in, and with its file it goes', async t => {
  const { app } = await withDatabase(t)
  const { ledger, shelves } = await freshLedger(app)
  assert.equal(await ledger.attach('request/1', Buffer.from('x'), 1), null, 'no such file')
  await ledger.append([noted('request/1', 0, 'いち')])
  for (const size of [0, 1, 256 << 10, (256 << 10) + 1, 3 << 20]) {
    const bytes = randomBytes(size)
    const paper = (await ledger.attach('request/1', bytes, 1))!
    assert.equal(paper.sizeBytes, size)
    assert.deepEqual(await ledger.readAttachment('request/1', paper), bytes)
  }
  await assert.rejects(
    ledger.attach('request/1', new Uint8Array(longestAttachment + 1), 1),
    RangeError,
  )
  const last = (await ledger.attach('request/1', randomBytes(9), 1))!
  shelves.kill('open/2026')
  ledger.forgetFileKeys()
  assert.equal(await ledger.readAttachment('request/1', last), null)
  assert.equal(await ledger.attach('request/1', Buffer.from('x'), 1), null)
})

test('a part that was changed, cut off, exchanged or taken from another paper is found', async t => {
  const { app, superuser } = await withDatabase(t)
  const { ledger } = await freshLedger(app)
  await ledger.append([noted('request/1', 0, 'いち')])
  const paper = () => ledger.attach('request/1', randomBytes(600 << 10), 1)
  for (const sql of [
    `update ledger.attachment_part set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) where attachment = $1 and part = 1`,
    'delete from ledger.attachment_part where attachment = $1 and part = 2',
    `update ledger.attachment_part a set sealed = b.sealed from ledger.attachment_part b
     where a.attachment = $1 and b.attachment = $1 and a.part = 1 - b.part`,
    `update ledger.attachment_part a set sealed = b.sealed from ledger.attachment_part b
     where a.attachment = $1 and b.attachment <> $1 and a.part = b.part`,
  ]) {
    const wrong = (await paper())!
    const right = (await paper())!
    await superuser.session(async one => {
      await one.query('set session_replication_role = replica')
      await one.query(sql, [Buffer.from(wrong.id, 'hex')])
    })
    await assert.rejects(ledger.readAttachment('request/1', wrong), { kind: 'DataLoss' }, sql)
    assert.ok(await ledger.readAttachment('request/1', right))
  }
})
