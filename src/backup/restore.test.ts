import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after, describe, test } from 'node:test'
import { type MemoryDisk, memoryDisk } from '#disk/memory-disk.ts'
import { Fault } from '#fault/fault.ts'
import type { Database } from '#postgres/database.ts'
import { withDatabase } from '../../test/database.ts'
import { freshLedger, noted, type TestLedger } from '../../test/ledger.ts'
import { checkpointOf } from './eras.ts'
import { examine } from './examine.ts'
import { openBackup } from './folder-reader.ts'
import { keptTables } from './kept-tables.ts'
import { decodeManifest, encodeManifest, type Manifest } from './manifest.ts'
import { restoreDatabase } from './restore.ts'
import { takeBackup } from './take.ts'

const taken = (disk: MemoryDisk, database: Database, directory = '/b') =>
  takeBackup({
    disk,
    directory,
    database,
    companions: async () => [],
    site: null,
    software: 'test',
    atUs: 1,
    partBytes: 20_000,
  })

/** Acts, a keeper with a gap, checkpoints along the way, and a paper. */
async function lived(app: Database): Promise<TestLedger> {
  const made = await freshLedger(app)
  const { ledger } = made
  for (let at = 0; at < 20; at++) {
    await ledger.append([
      noted('request/1', at, 'い'.repeat(at), 'p1'),
      noted(`camera/${at}`, 0, '門'),
    ])
    if (at % 5 === 0) await ledger.sign()
  }
  const frames = Array.from({ length: 600 }, (_, at) => ({
    ...noted('keeper/k', at, 'x'),
    n: at + (at > 300 ? 7 : 1),
  }))
  await ledger.append(frames)
  await ledger.sign()
  await app.query(`insert into shelves.ending values ('open/2024', 3, 1)`)
  await app.query(`insert into shelves.erased values ('open/2024', 3, $1, 2)`, [randomBytes(32)])
  await app.query(`insert into shelves.removed values ('open/2024', 3)`)
  const id = randomBytes(16)
  const [paper] = await app.query<{ file: number }>(
    'select number as file from ledger.file limit 1',
  )
  await app.query('insert into ledger.attachment values ($1, $2, 3, 0)', [id, paper!.file])
  for (const part of [0, 1, 2]) {
    await app.query('insert into ledger.attachment_part values ($1, $2, $3)', [
      id,
      part,
      randomBytes(50_000),
    ])
  }
  const named = [id, 'request/x', 'ab'.repeat(32), 3, 'application/pdf', 0]
  await app.query('insert into desk.paper values ($1, $2, $3, $4, $5, $6)', named)
  return made
}

const all = async (database: Database) => {
  const found: Record<string, unknown> = {}
  for (const name of [...keptTables.map(({ name }) => name), 'ledger.tile']) {
    found[name] = await database.query(`select * from ${name} order by 1, 2`)
  }
  return found
}

describe('a backup of a real database', () => {
  test('comes back row by row, tiles too, in an empty one, and the ledger goes on', async t => {
    const [here, there] = [await withDatabase(t), await withDatabase(t)]
    const { ledger, again } = await lived(here.app)
    const disk = memoryDisk()
    const manifest = await taken(disk, here.app)
    assert.equal(manifest.size, 640)
    assert.equal(manifest.proven.newest?.size, 640)
    const backup = await openBackup(disk, '/b')
    await restoreDatabase(there.owner, backup, await examine(backup), { withContents: true })
    assert.deepEqual(await all(there.app), await all(here.app))
    const restored = await again(there.app)
    await restored.append([noted('request/1', 20, '続き', 'p1')])
    const said = await Array.fromAsync(restored.openings(0, 1))
    assert.ok(said[0] && 'body' in said[0])
    assert.equal((await restored.sign()).size, (await ledger.head()).size + 1)
    await assert.rejects(
      restoreDatabase(there.owner, backup, await examine(backup), { withContents: true }),
      (error: Fault) => error.kind === 'Conflict',
    )
  })

  test('is of one instant, though the office goes on writing', async t => {
    const { app } = await withDatabase(t)
    const { ledger } = await lived(app)
    let writing = true
    const office = (async () => {
      for (let at = 0; writing; at++) await ledger.append([noted('request/2', at, 'いま')])
    })()
    for (const directory of ['/b1', '/b2', '/b3']) {
      const { size, proven } = await taken(memoryDisk(), app, directory)
      assert.equal(proven.size, size)
    }
    writing = false
    await office
    assert.ok((await ledger.head()).size > 643)
  })

  test('keeps every table of the ledger, and no other schema is unknown to it', async t => {
    const { superuser } = await withDatabase(t)
    const rows = await superuser.query<{ schema: string; name: string }>(
      `select table_schema as schema, table_name as name from information_schema.tables
       where table_schema not in ('pg_catalog', 'information_schema')`,
    )
    const kept = rows.filter(
      ({ schema, name }) => ['ledger', 'shelves'].includes(schema) || name === 'paper',
    )
    assert.deepEqual(
      kept.map(({ schema, name }) => `${schema}.${name}`).toSorted(),
      [...keptTables.map(({ name }) => name), 'ledger.tile'].toSorted(),
    )
    for (const { schema, name } of rows.filter(row => !kept.includes(row))) {
      assert.ok(
        ['inbox', 'projection', 'entrance', 'desk', 'public'].includes(schema),
        `${schema}.${name}`,
      )
    }
  })
})

describe('a backup that somebody edited, hashes and all', () => {
  const edits: readonly [string, string, (lines: string[]) => void, RegExp][] = [
    ['a leaf', 'ledger/leaf', lines => swapIn(lines, 7, 'bytes', lines[3]!), /leaf\.\d+\.jsonl:8 /],
    ['two leaves swapped', 'ledger/leaf', lines => swap(lines, 3, 4), /leaf\.\d+\.jsonl:4 /],
    ['a leaf less', 'ledger/leaf', lines => void lines.pop(), /head.*:22 /],
    ['a leaf of no stream', 'ledger/stream', lines => void lines.pop(), /leaf.*:\d+ /],
    ['a body of no file', 'ledger/body', lines => set(lines, 2, 'file', 999), /body.*:3 /],
    ['a checkpoint', 'ledger/checkpoint', lines => set(lines, 1, 'size', 13), /checkpoint.*:2 /],
    ['a head', 'ledger/head', lines => swapIn(lines, 5, 'root', lines[6]!), /head.*:6 /],
    ['a body of no leaf', 'ledger/body', lines => set(lines, 9, 'index', 10_000), /body.*:/],
    ['a paper of no file', 'ledger/attachment', lines => set(lines, 0, 'file', 99), /attachment/],
    [
      'another origin',
      'ledger/origin',
      lines => set(lines, 0, 'origin', `tachiai/${'0'.repeat(32)}`),
      /origin.*:1 /,
    ],
    ['more in a row', 'ledger/file', lines => set(lines, 0, 'more', 1), /file.*:1 /],
  ]
  const clean = memoryDisk()
  let made = false
  for (const [name, table, edit, place] of edits) {
    test(`${name}: refused, with the place`, async t => {
      if (!made) {
        const { app } = await withDatabase(t)
        await lived(app)
        await taken(clean, app)
        made = true
      }
      const disk = clean.after({ steps: clean.history.length })
      await forge(disk, table, edit)
      const backup = await openBackup(disk, '/b')
      await assert.rejects(examine(backup), (error: unknown) => {
        assert.ok(error instanceof Fault && error.kind === 'DataLoss', String(error))
        assert.match(error.message, place)
        return true
      })
    })
  }
  after(() => assert.ok(made))

  test('a checkpoint that was brought must be of this tree', async t => {
    const { app } = await withDatabase(t)
    const { signer, ledger } = await lived(app)
    const disk = memoryDisk()
    const { proven } = await taken(disk, app)
    await ledger.append([noted('request/9', 0, 'のち')])
    const later = checkpointOf(proven.eras, (await ledger.sign()).note)!
    const backup = await openBackup(disk, '/b')
    await examine(backup, [later])
    const other = { ...later, size: 640, root: randomBytes(32) }
    await assert.rejects(examine(backup, [other]), /checkpoint 640/)
    assert.equal(later.origin, signer.key.name)
  })
})

const swap = (lines: string[], a: number, b: number) => {
  lines.splice(a, 1, ...lines.splice(b, 1, lines[a]!))
}
const set = (lines: string[], at: number, name: string, value: unknown) => {
  const row = { ...JSON.parse(lines[at]!), [name]: value }
  lines[at] = JSON.stringify(
    Object.fromEntries(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  )
}
const swapIn = (lines: string[], at: number, name: string, other: string) =>
  set(lines, at, name, JSON.parse(other)[name])

/** Edits a table over all its parts and writes a manifest to match. */
async function forge(disk: MemoryDisk, table: string, edit: (lines: string[]) => void) {
  const manifest = decodeManifest((await disk.read('/b/manifest.json')).toString()) as Manifest
  const parts = manifest.files.filter(({ path }) => path.startsWith(`${table}.`))
  const texts = await Promise.all(parts.map(({ path }) => disk.read(`/b/${path}`)))
  const counts = texts.map(text => text.toString().split('\n').length - 1)
  const lines = texts.flatMap(text => text.toString().trimEnd().split('\n'))
  edit(lines)
  const files = [...manifest.files]
  let from = 0
  for (const [at, part] of parts.entries()) {
    const bytes = Buffer.from(
      lines
        .slice(from, from + counts[at]!)
        .map(line => `${line}\n`)
        .join(''),
    )
    from += counts[at]!
    await replace(disk, `/b/${part.path}`, bytes)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    files[files.indexOf(part)] = { path: part.path, bytes: bytes.length, sha256 }
  }
  const rows = { ...manifest.rows, [table.replace('/', '.')]: lines.length }
  await replace(disk, '/b/manifest.json', Buffer.from(encodeManifest({ ...manifest, rows, files })))
}

async function replace(disk: MemoryDisk, path: string, bytes: Uint8Array) {
  await disk.remove(path)
  const file = await disk.create(path)
  await file.write(bytes, 0)
  await file.close()
}
