import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isWrong } from '#verification/finding.ts'
import { withDatabase } from '../../test/database.ts'
import { freshLedger, noted } from '../../test/ledger.ts'
import { backupOrders } from './backup-orders.ts'
import { OwnRecord } from './own-record.ts'
import type { StoredVerdict } from './verify-stored.ts'

test('the office looks at its ledger when asked, and writes down that a backup was made', async t => {
  const { app } = await withDatabase(t)
  const { ledger } = await freshLedger(app)
  await ledger.append([noted('request/1', 0, 'い')])
  const parts = { ledger, database: app, record: new OwnRecord(ledger), nowUs: () => 7 }
  const orders = backupOrders(parts)
  const asked = (order: string, fields = {}) => orders[order]!({ order, ...fields }, () => {})
  const made = { size: 1, root: 'A'.repeat(44), bytes: 1000 }
  assert.equal(await asked('backup.made', made), 1)
  for (const wrong of [{ size: -1 }, { bytes: '1000' }, { root: '山田' }]) {
    await assert.rejects(asked('backup.made', { ...made, ...wrong }), { kind: 'Misconfigured' })
  }
  const verdict = (await asked('check')) as StoredVerdict
  assert.deepEqual([verdict.findings.filter(isWrong), verdict.checked.leaves], [[], 2])
})
