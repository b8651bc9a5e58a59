import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { chmod, cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { succeedLedger } from '#backup/succession.ts'
import { minuteOf, minuteUs, readMoment } from '#civil/minute.ts'
import { Fault } from '#fault/fault.ts'
import { ed25519Verify } from '#hash/ed25519.ts'
import { sha256 } from '#hash/sha256.ts'
import { FakeMachine } from '#keeper/time/fake-machine.ts'
import type { Act } from '#ledger/act.ts'
import { type Ledger, openLedger } from '#ledger/ledger.ts'
import { foundLedger, originName, readOrigin } from '#ledger/origin.ts'
import { seenOnDisk } from '#ledger/seen.ts'
import { serverAccount } from '#postgres/account.ts'
import { superuser } from '#postgres/cluster.ts'
import { connect, type Database } from '#postgres/database.ts'
import { migrate } from '#postgres/migrate.ts'
import { startServer } from '#postgres/server.ts'
import { createSigningKey, readSigningKey } from '#signing/key-file.ts'
import { noteKey, printedKey } from '#tlog/note.ts'
import { verifyExported } from '#verification/exported.ts'
import { baseBackup } from './base-backup.ts'
import { exported, primitives } from './exported.ts'
import {
  foundSite,
  machineDisk,
  openWatched,
  picturesIn,
  premisesIn,
  type Watched,
} from './keeper-on-a-clock.ts'
import { shelvesInMemory } from './ledger.ts'
import { sealedFiles } from './sealed-pieces.ts'
import { atEnd, folderFor } from './site.ts'

const dayUs = 24 * 60 * minuteUs
const shelves = shelvesInMemory()
const random = (length: number) => randomBytes(length)

async function databaseIn(t: TestContext, directory: string) {
  const account = await serverAccount()
  const server = await startServer({ directory, ...account, settings: { fsync: 'off' } })
  atEnd(t, () => server.stop())
  const as = (role: string) => {
    const database = connect(server.address, role)
    atEnd(t, () => database.close())
    return database
  }
  return { app: as('tachiai_app'), owner: as('tachiai_owner'), all: as(superuser), account }
}

/** The office's part of a data directory, as far as the ledger needs it. */
const office = (folder: string) => ({
  keyPath: join(folder, 'data/office/office.key'),
  seen: seenOnDisk(machineDisk, join(folder, 'data/office/seen')),
})

async function ledgerIn(folder: string, database: Database): Promise<Ledger> {
  const { keyPath, seen } = office(folder)
  const { raw, sign } = await readSigningKey(machineDisk, keyPath)
  const { origin } = await readOrigin(database)
  const signer = { key: noteKey(sha256, origin, raw), sign, verify: ed25519Verify }
  return openLedger({ database, shelves, random, seen, signer })
}

/** Everything the keeper wrote that the ledger does not have yet. */
async function drain({ keeper, premises }: Watched, ledger: Ledger): Promise<number> {
  const stream = `keeper/${premises.keeper}`
  const acts: Act[] = []
  for await (const { n, event, frame } of keeper.spool.read((await ledger.lastOf(stream)) + 1)) {
    const body = { frame: Buffer.from(frame).toString('base64') }
    const { type, atUs } = event
    const entries = [{ type, basis: null, body }]
    acts.push({ stream, expected: 0, n, atUs, rule: null, by: null, entries })
  }
  if (acts.length > 0) await ledger.append(acts)
  return acts.length
}

async function enrolled({ premises, keeper }: Watched): Promise<Act> {
  const { raw } = await readSigningKey(machineDisk, join(premises.directory, 'keeper.key'))
  const publicKey = Buffer.from(raw).toString('base64')
  const event = { type: 'KeeperEnrolled', keeper: premises.keeper, publicKey }
  const entries = [{ type: event.type, basis: null, body: { event } }]
  const atUs = keeper.nowUs()
  return { stream: 'ledger/main', expected: 0, atUs, rule: null, by: null, entries }
}

test('drill: base backup and sealed files on a clean host: what expired stays shut, what lives opens, the gap has a name', async t => {
  const [here, there] = [await folderFor(t), await folderFor(t)]
  for (const folder of [here, there]) await chmod(folder, 0o711)
  const machine = new FakeMachine(readMoment('2026-11-01 09:59'))
  const premises = await foundSite({ folder: here, profile: 'kai', machine })
  const site = await openWatched({ t, premises, machine })
  machine.wait(minuteUs)
  const camera = await site.addCamera('門')
  const expired = minuteOf(machine.trueUs)
  await site.record([camera], 2)
  await site.stepAt(readMoment('2026-11-05 10:00'))
  const living = minuteOf(machine.trueUs)
  await site.record([camera], 2)

  const running = await databaseIn(t, join(here, 'postgres'))
  await migrate(running.owner)
  await mkdir(join(here, 'data/office'))
  const { raw } = await createSigningKey(machineDisk, office(here).keyPath)
  const origin = originName(randomBytes(16))
  const key = printedKey(noteKey(sha256, origin, raw))
  await foundLedger(running.app, { origin, key, before: null, foundedAtUs: machine.trueUs })
  const ledger = await ledgerIn(here, running.app)
  await ledger.append([await enrolled(site)])
  await drain(site, ledger)
  const copied = await ledger.sign()

  // Monday: the base backup, and a copy of every sealed file.
  await mkdir(join(there, 'postgres'))
  const { account } = running
  const clusters = [join(here, 'postgres/cluster'), join(there, 'postgres/cluster')] as const
  await baseBackup(running.all, clusters[0], clusters[1], account.user)
  const kept = ['footage', 'held', 'quarantine']
  for (const name of kept) {
    await cp(join(here, 'data', name), join(there, 'data', name), { recursive: true })
  }
  assert.equal((await sealedFiles(join(there, 'data'))).length > 0, true)
  for (const minute of [expired, living]) {
    assert.equal((await picturesIn(site.keeper, camera, minute)).length, 60, 'alive on Monday')
  }
  await cp(join(here, 'data/keyring'), join(there, 'mondays'), { recursive: true })

  // Wednesday: the first minutes are erased, and the disk with the database dies.
  await site.stepAt(expired * minuteUs + 8 * dayUs)
  await drain(site, ledger)
  const last = await ledger.sign()
  const healthy = await site.check()
  const lost = last.size - copied.size
  assert.ok(lost > 0)
  await site.close()

  // A clean host: the old database and the old sealed files, the keyring as it is today.
  for (const name of ['site.json', 'keyring', 'spool', 'keeper.key', 'office']) {
    await cp(join(here, 'data', name), join(there, 'data', name), { recursive: true })
  }
  await cp(join(here, 'share'), join(there, 'share'), { recursive: true })
  const again = await openWatched({ t, premises: premisesIn(there), machine })
  assert.equal((await picturesIn(again.keeper, camera, living)).length, 60)
  await assert.rejects(picturesIn(again.keeper, camera, expired), /cannot be derived/)
  const { findings } = await again.check()
  assert.deepEqual(findings, healthy.findings, 'nothing but the camera that did not record')

  const restored = await databaseIn(t, join(there, 'postgres'))
  await assert.rejects(ledgerIn(there, restored.app), (error: unknown) => {
    assert.ok(error instanceof Fault && error.kind === 'Conflict')
    return error.message.includes(`${copied.size} leaves`) && error.message.includes(`${last.size}`)
  })
  await succeedLedger(
    {
      database: restored.app,
      shelves,
      random,
      disk: machineDisk,
      ...office(there),
      atUs: machine.trueUs,
    },
    { cause: 'ディスクの故障', by: ['佐藤', '鈴木'], brought: [] },
  )
  const successor = await ledgerIn(there, restored.app)
  assert.ok((await drain(again, successor)) >= lost, 'the keeper sends again what was lost')
  const files = await exported(successor)
  const notes = [copied.note, last.note]
  const verdict = verifyExported(primitives, path => files.get(path) ?? null, notes)
  assert.deepEqual(
    verdict.findings.filter(({ kind }) => kind !== 'silence'),
    [],
  )
  const { before } = JSON.parse(files.get('ledger.json')!.toString())
  assert.deepEqual(
    [before.origin, before.size, before.checkpoint],
    [origin, copied.size, last.note],
  )
  const [opening] = await Array.fromAsync(successor.openings(copied.size, copied.size + 1))
  assert.ok(opening && 'body' in opening)
  const { event } = JSON.parse(opening.body)
  assert.deepEqual(
    [event.type, event.lost, event.cause],
    ['LedgerRestored', lost, 'ディスクの故障'],
  )

  // Monday's keyring opens with nobody's share any more, whatever else was copied with it.
  await again.close()
  await cp(join(there, 'mondays'), join(there, 'data/keyring'), { recursive: true, force: true })
  await assert.rejects(openWatched({ t, premises: premisesIn(there), machine }), {
    kind: 'DataLoss',
  })
})
