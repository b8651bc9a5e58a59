import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { connectDoor, doorClient, resultOf } from '#commands/door-client.ts'
import { ledgerThrough } from '#commands/ledger/through-door.ts'
import { openDoor } from '#door/door.ts'
import { proofFile } from '#ledger/proof.ts'
import type { LedgerSource } from '#ledger/source.ts'
import { ledgerOrders } from '#office/ledger-orders.ts'
import type { Answer } from '#verification/answer.ts'
import { withDatabase } from './database.ts'
import { exported } from './exported.ts'
import { freshLedger, noted } from './ledger.ts'

async function behindDoor(t: TestContext) {
  const { app, superuser } = await withDatabase(t)
  const { ledger, seen } = await freshLedger(app)
  await ledger.append(
    Array.from({ length: 600 }, (_, at) => noted(`ledger/${at % 5}`, Math.floor(at / 5), 'x', 'p')),
  )
  const orders = ledgerOrders({ ledger, database: app, seen, profiles: [] })
  const folder = mkdtempSync(join(tmpdir(), 'tachiai-door-'))
  const path = join(folder, 'door')
  const door = await openDoor(path, async ({ order, ...words }, progress) => ({
    result: await orders[order as keyof typeof orders](words, progress),
  }))
  const socket = (await connectDoor(path))!
  t.after(async () => {
    socket.destroy()
    await door.close()
    rmSync(folder, { recursive: true })
  })
  const office = doorClient(socket, { ja: '', en: 'gone' })
  const verify = async (brought: readonly string[] = []) =>
    resultOf(await office.order<Answer>({ order: 'ledger.verify', brought }))
  return { ledger, office, verify, superuser, seen }
}

const bytesOf = async (source: LedgerSource) =>
  [...(await exported(source))].map(([path, bytes]) => [path, bytes.toString('hex')])

test('through the door the ledger is the same, byte for byte', async t => {
  const { ledger, office } = await behindDoor(t)
  const through = await ledgerThrough(office)
  assert.deepEqual(await bytesOf(through), await bytesOf(ledger))
  assert.equal(await proofFile(through, 517, true), await proofFile(ledger, 517, true))
  await assert.rejects(proofFile(through, 600, true), /no entry 600/)
})

test('the office looks through its own database, and says where somebody was at it', async t => {
  const { verify, superuser, ledger } = await behindDoor(t)
  const { note } = await ledger.sign()
  const whole = await verify([note])
  assert.deepEqual(
    whole.findings.filter(({ kind }) => kind !== 'silence'),
    [],
  )
  assert.equal(whole.checked.leaves, 600)
  await superuser.query('set session_replication_role = replica')
  await superuser.transaction(async tx => {
    await tx.query('set local session_replication_role = replica')
    await tx.query(
      `update ledger.leaf set bytes = overlay(bytes placing 'x' from 30) where index = 300`,
    )
  })
  const { findings } = await verify()
  assert.ok(
    findings.some(({ kind, place }) => kind === 'leaf' && 'index' in place && place.index === 300),
    JSON.stringify(findings),
  )
})

test('what the office has shown counts, though the database forgot it', async t => {
  const { verify, seen, superuser, ledger } = await behindDoor(t)
  await ledger.sign()
  const shown = seen.note!
  seen.get = async () => shown.replace('\n600\n', '\n601\n')
  const { findings } = await verify()
  assert.deepEqual(findings[0], { kind: 'signature', place: { size: 601 } })
  await superuser.query('select 1')
})

test('an order that is none is a fault, and asks the database nothing', async t => {
  const { office } = await behindDoor(t)
  for (const words of [{ from: -1, to: 3 }, { from: 'x' }, {}]) {
    await assert.rejects(office.order({ order: 'ledger.leaves', ...words }), /not a count/)
  }
})
