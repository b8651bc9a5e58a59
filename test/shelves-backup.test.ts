import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync } from 'node:fs'
import { chown, cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { startOfFiscalYearUs } from '#civil/fiscal-year.ts'
import { attachmentPlace, projectedPlace } from '#ledger/places.ts'
import { serverAccount } from '#postgres/account.ts'
import { type ServerUser, superuser } from '#postgres/cluster.ts'
import { connect, type Database } from '#postgres/database.ts'
import { startServer } from '#postgres/server.ts'
import { keepFile } from '#projections/kept.ts'
import { seal, unseal } from '#sealing/seal.ts'
import { readErased } from '#shelves/erased.ts'
import { type TestDatabase, withDatabase } from './database.ts'
import { type Copied, OfficeOfYears } from './shelves-world.ts'

/** Files under a folder in which these bytes stand. */
async function filesWith(folder: string, words: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const found: string[] = []
  for (const entry of entries.filter(entry => entry.isFile())) {
    const path = join(entry.parentPath, entry.name)
    const bytes = await readFile(path).catch(() => Buffer.alloc(0))
    if (bytes.includes(words)) found.push(path)
  }
  return found
}

/** PostgreSQL's own way of copying a running cluster: what pg_basebackup does, by hand. */
async function baseBackup(database: Database, from: string, to: string): Promise<void> {
  await database.session(async one => {
    await one.query("select pg_backup_start('outside', true)")
    await cp(from, to, { recursive: true, preserveTimestamps: true })
    const [stopped] = await one.query<{ labelfile: string }>(
      'select labelfile from pg_backup_stop(false)',
    )
    await one.query('select pg_switch_wal()')
    await rm(join(to, 'pg_wal'), { recursive: true })
    await cp(join(from, 'pg_wal'), join(to, 'pg_wal'), { recursive: true })
    await writeFile(join(to, 'backup_label'), stopped!.labelfile)
    for (const gone of ['postmaster.pid', 'postmaster.opts'])
      await rm(join(to, gone), { force: true })
  })
}

/** A second server on the copy. */
async function restored(t: TestContext, directory: string, name: string): Promise<Database> {
  const account = await serverAccount()
  if (account.user) await ownedBy(join(directory, 'cluster'), account.user)
  const server = await startServer({ directory, ...account, settings: { fsync: 'off' } })
  const database = connect({ ...server.address, database: name }, superuser)
  t.after(async () => {
    await database.close()
    await server.stop()
    await rm(directory, { recursive: true, force: true })
  })
  return database
}

async function ownedBy(folder: string, { uid, gid }: NonNullable<ServerUser>): Promise<void> {
  const inside = await readdir(folder, { recursive: true })
  for (const path of [folder, ...inside.map(name => join(folder, name))])
    await chown(path, uid, gid)
}

async function copied(database: Database): Promise<Copied> {
  const keys = await database.query<Copied['keys'][number]>(
    'select file, shelf, wrapped from ledger.file_key',
  )
  const bodies = await database.query<Copied['bodies'][number]>(
    'select body.file, stream, n, sealed from ledger.body join ledger.leaf using (index)',
  )
  return { keys: [...keys], bodies: [...bodies] }
}

/** Whether a line and a paper of the file open with what is given away. */
async function derivedOpen(database: Database, key: Buffer | undefined, name: string) {
  const [line] = await database.query<{ sealed: Buffer }>('select sealed from projection.line')
  const [part] = await database.query<{ attachment: Buffer; sealed: Buffer }>(
    'select attachment, sealed from ledger.attachment_part',
  )
  const opens = (place: Uint8Array, sealed: Buffer | undefined) =>
    (key && sealed && unseal(key, place, sealed)?.includes(name)) === true
  return {
    rows: Number(line !== undefined) + Number(part !== undefined),
    line: opens(projectedPlace('line'), line?.sealed),
    paper: part !== undefined && opens(attachmentPlace(part.attachment, 0, 1), part.sealed),
  }
}

async function officeWithCase(database: TestDatabase) {
  const office = new OfficeOfYears(database)
  await office.found()
  const process = await office.start()
  const one = await office.newCase(process)
  const { secret } = one
  await process.ledger.attach(one.name, Buffer.from(`申出書 ${secret}`), office.nowUs)
  const file = (await process.ledger.fileNamed(one.name))!
  const sealed = seal(file.key, randomBytes(12), projectedPlace('line'), Buffer.from(secret))
  const line = {
    file: file.number,
    register: 'viewing',
    place: 0,
    held_at_us: office.nowUs,
    sealed,
  }
  await keepFile(
    database.app,
    file.number,
    [{ ...line, closed_at_us: null, kept_until_us: null }],
    null,
  )
  one.closed = { register: 'viewing', keptUntilUs: startOfFiscalYearUs(2028) }
  const open = await office.newCase(process)
  await process.work()
  return { office, process, one, open, file: file.number }
}

describe('a case whose years are over', () => {
  test('stands in plain nowhere on the server’s disk or in a base backup, and no restore opens it', async t => {
    const database = await withDatabase(t)
    const { office, process, one, open, file } = await officeWithCase(database)
    const [setting] = await database.superuser.query<{ data_directory: string }>(
      'show data_directory',
    )
    const cluster = setting!.data_directory
    const copies = mkdtempSync(join(tmpdir(), 'tachiai-copy-'))
    chmodSync(copies, 0o755)
    await baseBackup(database.superuser, cluster, join(copies, 'cluster'))
    await database.superuser.query('checkpoint')
    assert.deepEqual(await filesWith(dirname(cluster), one.secret), [])
    assert.deepEqual(await filesWith(copies, one.secret), [])
    assert.ok(
      (await filesWith(copies, one.name)).length > 0,
      'what lies in the clear is found where it lies',
    )

    const live = await copied(database.superuser)
    assert.deepEqual([...(await office.adversaryOpens(live))], [one.name, open.name])
    const key = office.adversaryKeys(live).get(file)
    assert.deepEqual(await derivedOpen(database.superuser, key, one.secret), {
      ...{ rows: 2, line: true, paper: true },
    })

    office.nowUs = startOfFiscalYearUs(2027)
    await process.work()
    assert.deepEqual([...(await office.adversaryOpens(live))], [one.name, open.name])
    office.nowUs = startOfFiscalYearUs(2028)
    await (await office.start()).work()
    assert.deepEqual(await office.wrong(await office.start()), [])
    assert.equal((await derivedOpen(database.superuser, key, one.secret)).rows, 0)
    await database.superuser.query('checkpoint')
    assert.deepEqual(await filesWith(dirname(cluster), one.secret), [])

    const old = await restored(t, copies, database.name)
    const rows = await copied(old)
    assert.ok(rows.bodies.some(row => row.file === file))
    assert.deepEqual([...(await office.adversaryOpens(rows))], [])
    assert.equal(office.adversaryKeys(rows).get(file), undefined)
    const { line, paper, rows: left } = await derivedOpen(old, undefined, one.secret)
    assert.deepEqual({ left, line, paper }, { left: 2, line: false, paper: false })
  })

  test('an older keyring that is put back opens nothing that was erased, and is recorded once', async t => {
    const database = await withDatabase(t)
    const { office, process, one, open } = await officeWithCase(database)
    office.nowUs = startOfFiscalYearUs(2027)
    await process.work()
    const older = office.disk.after({ steps: office.disk.history.length })
    office.nowUs = startOfFiscalYearUs(2028)
    await process.work()
    const { version } = process.shelves
    office.disk = older
    assert.ok((await office.adversaryOpens()).has(one.name), 'whoever put it back could open it')

    const back = await office.start()
    assert.ok((back.shelves.rolledBackTo ?? version) < version)
    assert.ok(back.shelves.version > version)
    assert.ok(!(await office.adversaryOpens()).has(one.name), 'not any more')
    const work = await back.work()
    assert.deepEqual(work.lost, ['open/2029'])
    const wrong = await office.wrong(back)
    assert.deepEqual(wrong, [])
    await (await office.start()).work()
    const told: string[] = []
    for await (const found of (await office.start()).ledger.openings()) {
      if ('body' in found) told.push(JSON.parse(found.body).event.type)
    }
    assert.equal(told.filter(type => type === 'ShelvesRolledBack').length, 1)
    assert.ok(!office.isOver(open))
  })

  test('mutant: an older keyring is taken as it is', async t => {
    const database = await withDatabase(t)
    const office = new OfficeOfYears(database, {
      ...{ shelves: shelves => shelves, keepShelves: async () => ({}) },
      readErased: async () => ({ version: 0, shelves: [] }),
    })
    await office.found()
    const process = await office.start()
    const one = await office.newCase(process)
    const older = office.disk.after({ steps: office.disk.history.length })
    await process.shelves.ensure(['open/2028'])
    await process.shelves.erase(['open/2026', 'open/2027'])
    one.closed = { register: 'viewing', keptUntilUs: startOfFiscalYearUs(2028) }
    office.nowUs = startOfFiscalYearUs(2028)
    office.disk = older
    const wrong = await office.wrong(await office.start())
    assert.ok(wrong.includes(`expired: ${one.name} opens`), wrong.join('\n'))
    assert.equal((await readErased(database.app)).version, 0)
  })
})
