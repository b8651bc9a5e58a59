import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { readMoment } from '#civil/minute.ts'
import { FakeMachine } from '#keeper/time/fake-machine.ts'
import { withDatabase } from './database.ts'
import { foundSite, openWatched } from './keeper-on-a-clock.ts'
import { drained, openDoorOf, startOffice } from './office.ts'
import { folderFor } from './site.ts'

async function siteWithOffice(t: TestContext, from = '2026-11-23 10:00') {
  const database = await withDatabase(t)
  const folder = await folderFor(t)
  const machine = new FakeMachine(readMoment(from))
  const premises = await foundSite({ folder, profile: 'kai', machine })
  const site = await openWatched({ t, premises, machine })
  const door = await openDoorOf(t, site)
  const wallUs = () => machine.wallUs()
  const start = () => startOffice(t, { folder, database, wallUs })
  return { database, folder, machine, premises, site, door, start }
}

/** What the ledger has of the keeper: its numbers, and its frames beside those of the spool. */
async function taken(office: Awaited<ReturnType<typeof startOffice>>, keeper: string) {
  const events = await Array.fromAsync(office.ledger.read(`keeper/${keeper}`))
  return events.map(({ leaf, body }) => ({
    n: leaf.n,
    type: leaf.type,
    atUs: leaf.atUs,
    frame: body && 'frame' in body ? body.frame : null,
  }))
}

test('everything the keeper wrote down is a leaf, under its own number, and signed', async t => {
  const { site, premises, start } = await siteWithOffice(t)
  const office = await start()
  await site.addCamera('門')
  await site.step()
  await drained(office, site)
  const kept: unknown[] = []
  for await (const { n, event, frame } of site.keeper.spool.read()) {
    kept.push({ n, type: event.type, atUs: event.atUs, frame: frame.toString('base64') })
  }
  assert.ok(kept.length >= 3)
  assert.deepEqual(await taken(office, premises.keeper), kept)
  const own = await Array.fromAsync(office.ledger.read('ledger/main'))
  assert.deepEqual(
    own.map(({ leaf }) => leaf.type),
    ['LedgerFounded', 'Heartbeat', 'KeeperEnrolled'],
  )
  const { size } = await office.ledger.head()
  assert.equal(size, kept.length + 3)
  assert.equal((await office.ledger.sign()).size, size)
})
