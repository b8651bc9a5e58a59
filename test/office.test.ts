import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { cp, rm } from 'node:fs/promises'
import { type TestContext, test } from 'node:test'
import { dayUs, minuteUs, readMoment } from '#civil/minute.ts'
import { accept } from '#commands/ledger/accept.ts'
import { terminal } from '#commands/terminal.ts'
import { openDoor } from '#door/door.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { doorPath } from '#keeper/premises.ts'
import { openSpoolDoor, spoolPath } from '#keeper/spool-door.ts'
import { FakeMachine } from '#keeper/time/fake-machine.ts'
import type { Office } from '#office/office.ts'
import { officeHandler } from '#office/orders.ts'
import type { Database } from '#postgres/database.ts'
import { verifyExported } from '#verification/exported.ts'
import { withDatabase } from './database.ts'
import { exported, primitives } from './exported.ts'
import { faultyDatabase } from './faulty-database.ts'
import { foundSite, openWatched, type Watched } from './keeper-on-a-clock.ts'
import { drained, officeIn, openDoorOf, startOffice } from './office.ts'
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
  return { t, database, folder, machine, premises, site, door, start }
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
      return problem !== null && keepers.some(one => one.head > one.last)
    },
    () => 'that it says so, and how much waits',
  )
  assert.equal((await office.report()).backup, null, 'not known, and not: never')
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

/** A keeper that goes on for a while, then is put back to the day before, beside an office that has all of it. */
async function putBack(here: Awaited<ReturnType<typeof siteWithOffice>>) {
  const { t, site, start, folder, machine, premises } = here
  const reopen = async () => {
    const again = await openWatched({ t, premises, machine })
    return { again, door: await openDoorOf(t, again) }
  }
  const office = await start()
  await site.addCamera('門')
  await drained(office, site)
  await site.close()
  await here.door.close()
  for (const name of ['data', 'share']) {
    await cp(`${folder}/${name}`, `${folder}/older/${name}`, { recursive: true })
  }
  const newer = await reopen()
  for (let at = 0; at < 5; at++) await newer.again.addCamera(`裏${at}`)
  await drained(office, newer.again)
  const frames = await framesOf(newer.again)
  await newer.door.close()
  await newer.again.close()
  // 'share' holds the office's share too, which did not go back in time.
  for (const name of ['data', 'share/one.share']) {
    await rm(`${folder}/${name}`, { recursive: true })
    await cp(`${folder}/older/${name}`, `${folder}/${name}`, { recursive: true })
  }
  return { office, frames, last: frames.length, reopen }
}

const framesOf = async ({ keeper }: Pick<Watched, 'keeper'>) =>
  (await Array.fromAsync(keeper.spool.read())).map(({ frame }) => frame.toString('base64'))

const own = async ({ ledger }: Office) =>
  (await Array.fromAsync(ledger.read('ledger/main'))).map(({ leaf }) => leaf.type)

async function stopped(office: Office) {
  await until(
    async () => (await office.report()).keepers[0]?.state === 'stopped',
    () => 'that the drain has stopped',
  )
  return (await office.report()).keepers[0]!
}

test('a recorder put back to an older day: reported with the place, and nothing more is taken until a person says so', async t => {
  const here = await siteWithOffice(t)
  const { start, premises } = here
  const { office, last, reopen } = await putBack(here)
  const { again: older } = await reopen()
  const { n } = older.keeper.spool.head
  assert.ok(n < last)
  const { trouble, last: taken } = await stopped(office)
  assert.deepEqual([trouble?.kind, taken], ['cut', last])
  for (let at = 0; at < 20; at++) await older.addCamera(`横${at}`)
  await office.close()
  const second = await start()
  await stopped(second)
  await second.accept(premises.keeper, 'p1', '復旧した')
  await until(
    async () => (await own(second)).includes('KeeperSpoolAccepted'),
    () => 'that a person decided',
  )
  await drained(second, older)
  assert.ok((await own(second)).includes('KeeperSpoolCut'))
})

test('a recorder that went on from an older day, beyond what the ledger has: forked, with the first number that differs; it stays so through restarts, and goes on where a person says so', async t => {
  const here = await siteWithOffice(t)
  const { start, premises } = here
  const { office, frames, last, reopen } = await putBack(here)
  await office.close()
  const { again: older } = await reopen()
  for (let at = 0; at < 20; at++) await older.addCamera(`横${at}`)
  const others = await framesOf(older)
  assert.ok(others.length > last)
  const fromNumber = frames.findIndex((frame, at) => frame !== others[at]) + 1
  assert.ok(fromNumber > 1 && fromNumber < last)

  const second = await start()
  const trouble = { kind: 'forked', fromNumber, number: last, because: 'anotherEvent' }
  assert.deepEqual((await stopped(second)).trouble, trouble)
  await second.close()
  await older.addCamera('庭')
  const third = await start()
  assert.deepEqual((await stopped(third)).trouble, trouble)
  const inLedger = async () => (await taken(third, premises.keeper)).map(({ frame }) => frame)
  assert.deepEqual(await inLedger(), frames)

  await third.accept(premises.keeper, 'p1', '昨日の控えから戻した')
  await drained(third, older)
  await older.addCamera('池')
  await drained(third, older)
  const now = await framesOf(older)
  assert.deepEqual(await inLedger(), [...frames, ...now.slice(last)])
  assert.equal((await third.report()).keepers[0]!.state, 'draining')
  const recorded = (await own(third)).filter(type => type.startsWith('KeeperSpool'))
  assert.deepEqual(recorded, ['KeeperSpoolForked', 'KeeperSpoolAccepted'])
  // For ever: who verifies is told of the one place at which two histories were joined.
  const files = await exported(third.ledger)
  const { findings } = verifyExported(primitives, path => files.get(path) ?? null)
  const wrong = findings.filter(({ kind }) => kind !== 'silence')
  assert.deepEqual(
    wrong.map(({ kind, place }) => [kind, 'n' in place && place.n]),
    [['keeper-fork', last + 1]],
  )
})

test('a keeper under another key: never accepted, before its own key is back; then its record goes on as strictly as before', async t => {
  const here = await siteWithOffice(t)
  const { site, premises, start } = here
  const office = await start()
  await drained(office, site)
  const { keeper } = premises
  const { spool } = site.keeper
  const path = spoolPath(doorPath(premises.directory))
  await here.door.close()
  const publicKey = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x!
  const raw = Buffer.from(publicKey, 'base64url')
  const read = (from: number) => spool.read(from)
  const forged = await openSpoolDoor(path, {
    keeper,
    spool: { head: spool.head, publicKey: raw, read },
  })
  const { trouble } = await stopped(office)
  assert.equal(trouble?.kind === 'forked' && trouble.because, 'anotherKey')
  await assert.rejects(office.accept(keeper, 'p1', 'よい'), { kind: 'Conflict' })
  const door = await openDoor(officeIn(here.folder).door, officeHandler(office))
  const env = { TACHIAI_DATA: premises.directory, TACHIAI_OFFICE: officeIn(here.folder).folder }
  const words = [keeper.slice(0, 8), '--by', '佐藤', '--reason', 'よい']
  const unasked = () => assert.fail('asked, though nobody can say yes')
  const screen = { ...terminal({ language: 'ja', json: false }), env, ask: unasked }
  await assert.rejects(accept(words, screen), ({ text }) => /別の署名鍵/.test(text.ja))
  await door.close()
  await forged.close()

  const { n } = spool.head
  for (let at = 0; at < 3; at++) await site.addCamera(`門${at}`)
  const holed = await openSpoolDoor(path, {
    keeper,
    spool: {
      get head() {
        return spool.head
      },
      publicKey: spool.publicKey,
      async *read(from) {
        for await (const one of spool.read(from)) if (one.n !== n + 2) yield one
      },
    },
  })
  await until(
    async () =>
      office.accept(keeper, 'p1', '鍵を戻した').then(
        () => true,
        () => false,
      ),
    () => 'that its own key is back',
  )
  await until(
    async () => (await own(office)).includes('KeeperSpoolCut'),
    () => 'the hole is seen',
  )
  const cut = (await stopped(office)).trouble
  assert.deepEqual(cut, { kind: 'cut', fromNumber: n + 2, toNumber: n + 2 })
  assert.deepEqual(
    (await taken(office, keeper)).map(event => event.n),
    Array.from({ length: n + 1 }, (_, at) => at + 1),
  )
  await holed.close()
})
