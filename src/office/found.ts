import { dirname } from 'node:path'
import type { Disk } from '#disk/disk.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { ed25519Verify } from '#hash/ed25519.ts'
import { sha256 } from '#hash/sha256.ts'
import type { Store } from '#keystore/keystore.ts'
import { foundLedger, originName, readOrigin } from '#ledger/origin.ts'
import type { Seen } from '#ledger/seen.ts'
import type { LedgerSigner } from '#ledger/signing.ts'
import type { Database } from '#postgres/database.ts'
import { foundShelves } from '#shelves/shelves.ts'
import { createSigningKey, readSigningKey } from '#signing/key-file.ts'
import { noteKey, printedKey } from '#tlog/note.ts'
import type { OfficePlace } from './place.ts'

export type FoundingParts = {
  readonly place: OfficePlace
  readonly disk: Disk
  readonly store: Store
  readonly database: Database
  readonly seen: Seen
  readonly nowUs: () => number
  readonly random: (length: number) => Uint8Array
}

/**
 * Founds what is not founded yet: keyring, signing key, then the ledger in the empty database, which is the point from
 * which all of it is needed. A crash before leaves a keyring and a key under which nothing was sealed or signed, and the
 * next start goes on with them. Throws Fault 'DataLoss' where the database is empty though checkpoints of its ledger
 * were given out.
 */
export async function foundOnce(parts: FoundingParts): Promise<void> {
  const { place, disk, store, database, seen, nowUs, random } = parts
  if (await isFounded(database)) return
  if ((await seen.get()) !== null) throw databaseLost()
  for (const folder of [place.folder, ...place.shares.map(share => dirname(share))]) {
    await disk.makeDirectory(folder)
  }
  if (!(await isThere(disk, place.keyring, 'blob-0'))) await foundShelves(store, nowUs())
  if (!(await isThere(disk, place.folder, 'office.key'))) {
    await createSigningKey(disk, place.signingKey)
  }
  const { raw } = await readSigningKey(disk, place.signingKey)
  const key = printedKey(noteKey(sha256, originName(random(16)), raw))
  const origin = key.slice(0, key.indexOf('+'))
  await foundLedger(database, { origin, key, before: null, foundedAtUs: nowUs() })
}

/** The ledger's key under the name of its origin. Throws Fault: 'NotFound' where no ledger was founded, 'DataLoss' where its key is lost. */
export async function signerOf({
  place,
  disk,
  database,
}: Pick<FoundingParts, 'place' | 'disk' | 'database'>): Promise<LedgerSigner> {
  const { origin } = await readOrigin(database)
  const { raw, sign } = await readSigningKey(disk, place.signingKey).catch(error => {
    throw error.code === 'ENOENT' ? keyLost(error) : error
  })
  return { key: noteKey(sha256, origin, raw), sign, verify: ed25519Verify }
}

const isFounded = (database: Database): Promise<boolean> =>
  readOrigin(database).then(
    () => true,
    error => {
      if (error instanceof Fault && error.kind === 'NotFound') return false
      throw error
    },
  )

const isThere = (disk: Disk, folder: string, name: string): Promise<boolean> =>
  disk.list(folder).then(names => names.includes(name))

const databaseLost = () =>
  new Fault(
    'DataLoss',
    sentence(
      'データベースが空です。この場所の改ざん防止記録は、すでに始まっていました。',
      'the database is empty, and checkpoints of its ledger were given out already',
    ),
    sentence(
      '「tachiai restore」で控えを戻してください。録画は続いています。',
      'Restore a backup ("tachiai restore"). Recording goes on.',
    ),
  )

const keyLost = (cause: unknown) =>
  new Fault(
    'DataLoss',
    sentence(
      '改ざん防止記録の署名の鍵（office.key）がありません。',
      'the signing key of the ledger (office.key) is gone',
    ),
    sentence(
      '「tachiai ledger succeed」で、新しい鍵に引き継いでください。録画は続いています。',
      'Succeed the ledger under a new key ("tachiai ledger succeed"). Recording goes on.',
    ),
    cause,
  )
