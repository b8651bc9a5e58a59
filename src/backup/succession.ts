import { dirname } from 'node:path'
import type { Disk } from '#disk/disk.ts'
import { Fault } from '#fault/fault.ts'
import { ed25519Verify } from '#hash/ed25519.ts'
import { sha256 } from '#hash/sha256.ts'
import { type Head, treeAt } from '#ledger/head.ts'
import { Ledger, openLedger } from '#ledger/ledger.ts'
import { type Before, insertOrigin, type Origin, originName, readOrigin } from '#ledger/origin.ts'
import { checkpoints } from '#ledger/reading.ts'
import type { Seen } from '#ledger/seen.ts'
import type { LedgerSigner, Signed } from '#ledger/signing.ts'
import { Writer } from '#ledger/writer.ts'
import type { Database, Queries } from '#postgres/database.ts'
import type { ShelfKeys } from '#shelves/shelf-keys.ts'
import { createSigningKey, readSigningKey, type SigningKey } from '#signing/key-file.ts'
import { noteKey, printedKey, readKey } from '#tlog/note.ts'
import { checkpointOf, type SignedCheckpoint } from './eras.ts'
import { anotherHistory, needsNoSuccessor, nothingKnown, stillSealed } from './succession-faults.ts'
import { wholeTree } from './whole-tree.ts'

export type SuccessionParts = {
  /** Of the office, which must not run. */
  readonly database: Database
  readonly shelves: ShelfKeys
  readonly seen: Seen
  readonly random: (length: number) => Uint8Array
  readonly disk: Disk
  /** `office.key`: the key that signs checkpoints, or its place. */
  readonly keyPath: string
  readonly atUs: number
}
export type SuccessionWords = {
  /** Why leaves are lost, in the words of those who answer for it. */
  readonly cause: string
  /** Two people of the founding roster. */
  readonly by: readonly [string, string]
  /** Checkpoints that people brought, as signed notes. */
  readonly brought: readonly string[]
}
export type Succeeded = { readonly origin: Origin; readonly signed: Signed }

/**
 * Goes on with a ledger that may not be continued (its key is lost, or it is older than a checkpoint that was shown)
 * under a new name and key. The order of writes:
 * 1. the new key, durable as `office.key.next`;
 * 2. one transaction: the new origin, and its first leaf, `LedgerRestored`, behind all leaves that are here.
 *    From here on the ledger is the new one;
 * 3. the key takes its name; the old one, where it was there, is gone;
 * 4. a checkpoint of the new origin, in the `seen` file.
 * Crashed after 1 the key belongs to nothing and is drawn anew; after 2 or 3 the same call finishes what is left.
 * Throws Fault: 'Conflict' where the ledger can go on as it is, 'DataLoss' where its rows are not its tree.
 */
export async function succeedLedger(
  parts: SuccessionParts,
  words: SuccessionWords,
): Promise<Succeeded> {
  const { disk, keyPath } = parts
  const old = await readOrigin(parts.database)
  const next = await keyAt(parts, `${keyPath}.next`)
  if (next && isKeyOf(old, next)) return finish(parts)
  const known = await newestKnown(parts, old, words.brought)
  const key = await keyAt(parts, keyPath)
  if (!known && old.before && key && isKeyOf(old, key)) return signedFirst(parts)
  if (!known) throw nothingKnown()
  const head = await wholeTree(parts.database)
  await mustFit(parts, known, head)
  if (known.size <= head.size && key && isKeyOf(old, key)) throw needsNoSuccessor()
  await disk.remove(`${keyPath}.next`).catch(isNotThere)
  await createSigningKey(disk, `${keyPath}.next`)
  await handOver(parts, words, old, known, head)
  return finish(parts)
}

/** Step 2. */
async function handOver(
  parts: SuccessionParts,
  { cause, by }: SuccessionWords,
  old: Origin,
  known: SignedCheckpoint,
  { size, root }: Head,
): Promise<void> {
  const { database, atUs } = parts
  const { origin: name, key, before: earlier } = old
  const before: Before = { origin: name, key, checkpoint: known.note, size, before: earlier }
  const signer = signerOf(
    originName(parts.random(16)),
    await readSigningKey(parts.disk, `${parts.keyPath}.next`),
  )
  const origin: Origin = {
    origin: signer.key.name,
    key: printedKey(signer.key),
    before,
    foundedAtUs: atUs,
  }
  const [row] = await database.query<{ origins: number; last: number }>(
    `select (select count(*) from ledger.origin) as origins,
       coalesce((select max(n) from ledger.leaf join ledger.stream on stream = number
                 where name = 'ledger/main'), 0) as last`,
  )
  const ledger = new Ledger({ ...parts, signer }, origin, new Writer(parts))
  const event = {
    type: 'LedgerRestored',
    before,
    restored: { size, root: Buffer.from(root).toString('base64') },
    lost: Math.max(0, known.size - size),
    cause,
    by,
    unwitnessed: true,
  } as const
  const entry = { type: event.type, basis: null, body: { event } }
  const act = { stream: 'ledger/main', file: 'ledger', atUs, rule: null, by: null } as const
  const insert = (tx: Queries) => insertOrigin(tx, row!.origins + 1, origin)
  await ledger.append([{ ...act, expected: row!.last, entries: [entry] }], insert).catch(error => {
    throw error instanceof Fault && error.kind === 'NotFound' ? stillSealed(error) : error
  })
}

/** Steps 3 and 4. */
async function finish(parts: SuccessionParts): Promise<Succeeded> {
  const { disk, keyPath } = parts
  await disk.rename(`${keyPath}.next`, keyPath)
  await disk.syncDirectory(dirname(keyPath))
  return signedFirst(parts)
}

async function signedFirst(parts: SuccessionParts): Promise<Succeeded> {
  const origin = await readOrigin(parts.database)
  const signer = signerOf(origin.origin, await readSigningKey(parts.disk, parts.keyPath))
  const ledger = await openLedger({ ...parts, signer })
  return { origin, signed: await ledger.sign() }
}

/** The newest checkpoint of this ledger that is known from anywhere; null: none. */
async function newestKnown(
  { database, seen }: SuccessionParts,
  { key }: Origin,
  brought: readonly string[],
): Promise<SignedCheckpoint | null> {
  const era = { key: readKey(sha256, key)!, size: 0 }
  const notes = [await seen.get(), ...(await checkpoints(database)), ...brought]
  const own = notes.flatMap(note => (note && checkpointOf([era], note)) || [])
  return own.toSorted((a, b) => a.size - b.size).at(-1) ?? null
}

/** What was shown of leaves that are here is what is here. */
async function mustFit(
  { database }: SuccessionParts,
  known: SignedCheckpoint,
  head: Head,
): Promise<void> {
  if (known.size > head.size) return
  const tree = await treeAt(database, known.size)
  if (!Buffer.from(tree.root()).equals(known.root)) throw anotherHistory(known.size)
}

const isKeyOf = ({ key }: Origin, { raw }: SigningKey): boolean =>
  readKey(sha256, key)?.publicKey.every((byte, at) => byte === raw[at]) ?? false

/** null: there is none, or one that a crash left half written. */
const keyAt = ({ disk }: SuccessionParts, path: string): Promise<SigningKey | null> =>
  readSigningKey(disk, path).catch(error => {
    if (error instanceof Fault) return null
    return isNotThere(error)
  })

function isNotThere(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

const signerOf = (origin: string, { raw, sign }: SigningKey): LedgerSigner => ({
  key: noteKey(sha256, origin, raw),
  sign,
  verify: ed25519Verify,
})
