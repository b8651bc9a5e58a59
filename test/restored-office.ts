import { randomBytes } from 'node:crypto'
import type { TestContext } from 'node:test'
import { examine } from '#backup/examine.ts'
import { openBackup } from '#backup/folder-reader.ts'
import { restoreDatabase } from '#backup/restore.ts'
import { succeedLedger } from '#backup/succession.ts'
import { takeBackup } from '#backup/take.ts'
import type { Disk } from '#disk/disk.ts'
import { memoryDisk } from '#disk/memory-disk.ts'
import { ed25519Verify } from '#hash/ed25519.ts'
import { sha256 } from '#hash/sha256.ts'
import { openLedger } from '#ledger/ledger.ts'
import { foundLedger, originName, readOrigin } from '#ledger/origin.ts'
import { seenOnDisk } from '#ledger/seen.ts'
import type { LedgerSigner } from '#ledger/signing.ts'
import type { Database } from '#postgres/database.ts'
import type { ShelfKeys } from '#shelves/shelf-keys.ts'
import { createSigningKey, readSigningKey } from '#signing/key-file.ts'
import { noteKey, printedKey } from '#tlog/note.ts'
import { withDatabase } from './database.ts'
import { noted, shelvesInMemory } from './ledger.ts'

export const keyPath = '/office/office.key'
const words = { cause: 'ディスクの故障', by: ['佐藤', '鈴木'], brought: [] } as const
export const random = (length: number) => randomBytes(length)

/** Who signs for the ledger of that database, by the key on that disk. */
export async function signerOn(disk: Disk, database: Database): Promise<LedgerSigner> {
  const { raw, sign } = await readSigningKey(disk, keyPath)
  const { origin } = await readOrigin(database)
  return { key: noteKey(sha256, origin, raw), sign, verify: ed25519Verify }
}

export const opened = async (database: Database, disk: Disk, shelves: ShelfKeys) =>
  openLedger({
    database,
    shelves,
    random,
    signer: await signerOn(disk, database),
    seen: seenOnDisk(disk, '/office/seen'),
  })

/** The successor of what that database has. */
export const succeeded = (database: Database, disk: Disk, shelves: ShelfKeys, more = {}) =>
  succeedLedger(
    {
      database,
      shelves,
      random,
      disk,
      keyPath,
      seen: seenOnDisk(disk, '/office/seen'),
      atUs: 1_795_400_000_000_500,
    },
    { ...words, ...more },
  )

/** An office that made a backup at seven leaves and went on to ten; and the backup, restored elsewhere. */
export async function restoredOffice(t: TestContext, withContents = true) {
  const [was, is] = [await withDatabase(t), await withDatabase(t)]
  const disk = memoryDisk()
  for (const folder of ['/office', '/media']) await disk.makeDirectory(folder)
  const { raw } = await createSigningKey(disk, keyPath)
  const origin = originName(randomBytes(16))
  const key = printedKey(noteKey(sha256, origin, raw))
  await foundLedger(was.app, { origin, key, before: null, foundedAtUs: 0 })
  const shelves = shelvesInMemory()
  const ledger = await opened(was.app, disk, shelves)
  await ledger.append([
    { ...noted('ledger/main', 0, '始'), file: 'ledger' },
    noted('request/1', 0, 'い', 'p1'),
  ])
  for (let n = 1; n <= 5; n++) await ledger.append([{ ...noted('keeper/k', n - 1, 'x'), n }])
  await ledger.sign()
  await backUp(disk, was.app)
  await ledger.append([noted('request/1', 1, 'ろ'), noted('request/2', 0, 'は')])
  await ledger.append([{ ...noted('keeper/k', 5, 'x'), n: 6 }])
  const last = await ledger.sign()
  await restoreInto(is.owner, disk, withContents)
  return { was, is, disk, shelves, last, origin, key }
}

export const backUp = (disk: Disk, database: Database) =>
  takeBackup({
    disk,
    directory: '/media/b',
    database,
    companions: async () => [],
    site: null,
    software: 'test',
    atUs: 1,
  })

export async function restoreInto(owner: Database, disk: Disk, withContents: boolean) {
  const backup = await openBackup(disk, '/media/b')
  await restoreDatabase(owner, backup, await examine(backup), { withContents })
}
