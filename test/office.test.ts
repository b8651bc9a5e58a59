import assert from 'node:assert/strict'
import { cp, rm } from 'node:fs/promises'
import { type TestContext, test } from 'node:test'
import { dayUs, minuteUs, readMoment } from '#civil/minute.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { FakeMachine } from '#keeper/time/fake-machine.ts'
import type { Database } from '#postgres/database.ts'
import { verifyExported } from '#verification/exported.ts'
import { withDatabase } from './database.ts'
import { exported, primitives } from './exported.ts'
import { faultyDatabase } from './faulty-database.ts'
import { foundSite, openWatched } from './keeper-on-a-clock.ts'
import { drained, openDoorOf, startOffice } from './office.ts'
import { folderFor, until } from './site.ts'

async function siteWithOffice(t: TestContext, from = '2026-11-23 10:00') {
  const database = await withDatabase(t)
  const folder = await folderFor(t)
  const machine = new FakeMachine(readMoment(from))
  const premises = await foundSite({ folder, profile: 'kai', machine })
  const site = await openWatched({ t, premises, machine })
  const door = await openDoorOf(t, site)
  const wallUs = () => machine.wallUs()
  const start = (app?: Database) =>
    startOffice(t, { folder, database, wallUs, ...(app ? { app } : {}) })
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

/** The ledger has what the spool has, each number once, and a verifier finds nothing wrong. */
async function allThere(
  office: Awaited<ReturnType<typeof startOffice>>,
  { site, premises }: Awaited<ReturnType<typeof siteWithOffice>>,
) {
  await drained(office, site)
  const kept: number[] = []
  for await (const { n } of site.keeper.spool.read()) kept.push(n)
  const found = await taken(office, premises.keeper)
  assert.deepEqual(
    found.map(({ n }) => n),
    kept,
  )
  const files = await exported(office.ledger)
  const { findings, checked } = verifyExported(primitives, path => files.get(path) ?? null)
  assert.deepEqual(
    findings.filter(({ kind }) => kind !== 'silence'),
    [],
  )
  assert.equal(checked.keeperEvents, kept.length)
}

test('the office away for a day: no erasure waits for it, and nothing of what happened is missing afterwards', async t => {
  const here = await siteWithOffice(t)
  const { site, start } = here
  const office = await start()
  const camera = await site.addCamera('門')
  const filmedUs = site.machine.trueUs
  await site.record([camera], 3)
  await drained(office, site)
  await site.stepAt(filmedUs + 6.5 * dayUs)
  await drained(office, site)
  await office.close()
  const before = site.keeper.spool.head.n
  for (let minute = 1; minute <= 24 * 60; minute++) {
    await site.stepAt(filmedUs + 6.5 * dayUs + minute * minuteUs)
  }
  const done = (await site.events()).filter(
    ({ type, n, atUs }) =>
      type === 'ErasureDone' && n > before && atUs < filmedUs + 7 * dayUs + 1.5 * minuteUs,
  )
  // 168 h, a minute early and never late: each of the three minutes went in its own step.
  assert.deepEqual(
    done.map(({ atUs }) => Math.round((atUs - filmedUs - 7 * dayUs) / minuteUs)),
    [-1, 0, 1],
  )
  await allThere(await start(), here)
})

test('the database away for a day: the same, and the office says what is the matter', async t => {
  const here = await siteWithOffice(t)
  const { site, start, database } = here
  let away = false
  const gate = <T>(work: () => Promise<T>): Promise<T> =>
    away ? Promise.reject(new Fault('Unavailable', sentence('つながりません。', 'away'))) : work()
  const { app } = database
  const office = await start({
    query: (sql, values) => gate(() => app.query(sql, values)),
    session: work => gate(() => app.session(work)),
    transaction: (work, options) => gate(() => app.transaction(work, options)),
    close: () => app.close(),
  })
  await drained(office, site)
  const { size } = await office.ledger.head()
  away = true
  const camera = await site.addCamera('門')
  const filmedUs = site.machine.trueUs
  await site.record([camera], 2)
  for (let hour = 1; hour <= 24; hour++) await site.stepAt(filmedUs + hour * 60 * minuteUs)
  await until(
    async () => {
      const { keepers, problem } = await office.report()
      return keepers.some(one => one.problem !== null) || problem !== null
    },
    () => 'that it says so',
  )
  away = false
  await allThere(office, here)
  assert.ok((await office.ledger.head()).size > size)
})

test('an office whose connection breaks at any statement of its draining, before or after it took effect: each event is there once', async t => {
  const here = await siteWithOffice(t)
  const { site, start, database } = here
  await (await start()).close()
  const faulty = faultyDatabase(database.app)
  let broken = 0
  for (const persisted of [false, true]) {
    for (let at = 0; at < 12; at++) {
      await site.addCamera(`門${persisted}${at}`)
      faulty.breakAt({ at: at + 20, persisted })
      const office = await start(faulty.database).catch(() => null)
      if (office) {
        await drained(office, site)
        await office.close()
      }
      if (faulty.statements > at + 20) broken++
      faulty.breakAt(null)
    }
  }
  assert.ok(broken > 12, `${broken} broken`)
  await allThere(await start(), here)
})

test('a recorder put back to an older day, and one that went on from there otherwise: reported with the place, and nothing more is taken', async t => {
  const here = await siteWithOffice(t)
  const { site, start, folder, machine, premises } = here
  const office = await start()
  await site.addCamera('門')
  await drained(office, site)
  await site.close()
  await here.door.close()
  for (const name of ['data', 'share']) {
    await cp(`${folder}/${name}`, `${folder}/older/${name}`, { recursive: true })
  }
  const reopen = async () => {
    const again = await openWatched({ t, premises, machine })
    return { again, door: await openDoorOf(t, again) }
  }
  const newer = await reopen()
  for (let at = 0; at < 5; at++) await newer.again.addCamera(`裏${at}`)
  await drained(office, newer.again)
  const last = newer.again.keeper.spool.head.n
  await newer.door.close()
  await newer.again.close()
  // 'share' holds the office's share too, which did not go back in time.
  for (const name of ['data', 'share/one.share']) {
    await rm(`${folder}/${name}`, { recursive: true })
    await cp(`${folder}/older/${name}`, `${folder}/${name}`, { recursive: true })
  }
  const older = await reopen()
  const { n } = older.again.keeper.spool.head
  assert.ok(n < last)
  await until(
    async () => (await office.report()).keepers[0]?.state === 'stopped',
    () => 'that the drain has stopped',
  )
  const [drain] = (await office.report()).keepers
  assert.deepEqual([drain?.trouble?.kind, drain?.last], ['cut', last])
  for (let at = 0; at < 20; at++) await older.again.addCamera(`横${at}`)
  await office.close()
  const own = async (of: typeof office) =>
    (await Array.fromAsync(of.ledger.read('ledger/main'))).map(({ leaf }) => leaf.type)
  const second = await start()
  await until(
    async () => (await second.report()).keepers[0]?.state === 'stopped',
    () => 'that it knows what stopped it',
  )
  await second.accept(premises.keeper, 'p1', '復旧した')
  await until(
    async () => (await own(second)).includes('KeeperSpoolAccepted'),
    () => 'that a person decided',
  )
  await drained(second, older.again)
  assert.ok((await own(second)).includes('KeeperSpoolCut'))
})
