import { publicSha256 } from '#hash/public-sha256.ts'
import { decodeLeaf } from '#leaf/leaf.ts'
import type { Row } from '#postgres/database.ts'
import { leafHash } from '#tlog/tree.ts'
import { TreeHead } from '#tlog/tree-head.ts'
import { checkpointOf, type Era, erasIn, type SignedCheckpoint } from './eras.ts'
import { type BackupFolder, broken } from './folder-reader.ts'
import { tableNamed } from './kept-tables.ts'
import { type Milestone, Milestones } from './milestones.ts'
import { rowsIn } from './table-rows.ts'

export type Examined = {
  readonly size: number
  readonly root: Uint8Array
  readonly eras: readonly Era[]
  /** The newest checkpoint of the newest ledger that is kept here; null: none was signed yet. */
  readonly newest: SignedCheckpoint | null
}
export type Progress = (done: number, of: number) => void

/**
 * Reads a whole backup and proves it, writing nothing: every file is as it was written, every line has its form, the
 * leaves follow each other in their streams and have the root of every head, every checkpoint is signed by the key
 * of its time over this very tree, and nothing sealed belongs to nobody. `also` are checkpoints that people brought:
 * those within the tree must be of it. Throws Fault 'DataLoss' with the place.
 */
export async function examine(
  backup: BackupFolder,
  also: readonly SignedCheckpoint[] = [],
  progress: Progress = () => {},
): Promise<Examined> {
  const { manifest } = backup
  const eras = await erasIn(backup)
  const files = await numbers(backup, 'ledger.file')
  let newest: SignedCheckpoint | null = null
  const milestones = [
    new Milestones(heads(backup)),
    new Milestones(
      checkpoints(backup, eras, one => {
        if (one.origin === manifest.origin) newest = one
      }),
    ),
    new Milestones(brought(also, eras, manifest.size)),
  ]
  const tree = new TreeHead(publicSha256)
  const pass = async () => {
    for (const one of milestones) await one.pass(tree.size, () => tree.root())
    if (tree.size % 10_000 === 0) progress(tree.size, manifest.size)
  }
  await pass()
  const follows = await followsIn(backup, eras)
  for await (const { row, place } of rowsIn(backup, tableNamed('ledger.leaf'))) {
    if (row.index !== tree.size || !follows(row)) throw outOfOrder(place)
    tree.append(leafHash(publicSha256, row.bytes as Buffer))
    await pass()
  }
  for (const { beyond } of milestones) if (beyond) throw tooFew(beyond.place)
  const root = tree.root()
  if (tree.size !== manifest.size || Buffer.from(root).toString('base64') !== manifest.root) {
    throw tooFew('manifest.json')
  }
  await examineSealed(backup, tree.size, files)
  for (const file of manifest.files.filter(({ path }) => !/^(ledger|shelves)\//.test(path))) {
    for await (const _ of backup.bytes(file));
  }
  progress(manifest.size, manifest.size)
  return { size: tree.size, root, eras, newest }
}

async function* heads(backup: BackupFolder): AsyncGenerator<Milestone> {
  for await (const { row, place } of rowsIn(backup, tableNamed('ledger.head'))) {
    yield { size: Number(row.size), root: row.root as Buffer, place }
  }
}

async function* checkpoints(
  backup: BackupFolder,
  eras: readonly Era[],
  met: (checkpoint: SignedCheckpoint) => void,
): AsyncGenerator<Milestone> {
  for await (const { row, place } of rowsIn(backup, tableNamed('ledger.checkpoint'))) {
    const checkpoint = checkpointOf(eras, String(row.note))
    if (!checkpoint || checkpoint.size !== row.size) {
      throw broken(place, '署名が合いません', 'is not signed by the ledger')
    }
    met(checkpoint)
    yield { ...checkpoint, place }
  }
}

/** Those of an earlier ledger that count more leaves than were handed on say nothing about this tree. */
function brought(also: readonly SignedCheckpoint[], eras: readonly Era[], size: number) {
  const within = also.filter(checkpoint => {
    const at = eras.findIndex(({ key }) => key.name === checkpoint.origin)
    return checkpoint.size <= Math.min(size, eras[at + 1]?.size ?? size)
  })
  return within
    .toSorted((a, b) => a.size - b.size)
    .map(checkpoint => ({ ...checkpoint, place: `checkpoint ${checkpoint.size}` }))
}

async function numbers(backup: BackupFolder, name: string): Promise<Set<unknown>> {
  const found = new Set<unknown>()
  for await (const { row } of rowsIn(backup, tableNamed(name))) found.add(row.number)
  return found
}

/** Whether a leaf is the next of its stream; a keeper's numbers may have gaps, which `verify` names. */
async function followsIn(backup: BackupFolder, eras: readonly Era[]) {
  const streams = new Map<number, { readonly keeper: boolean; last: number }>()
  for await (const { row } of rowsIn(backup, tableNamed('ledger.stream'))) {
    streams.set(Number(row.number), { keeper: String(row.name).startsWith('keeper/'), last: 0 })
  }
  return ({ index, stream: number, n, bytes }: Row): boolean => {
    const leaf = decodeLeaf(bytes as Buffer)
    const stream = leaf && streams.get(leaf.stream)
    if (!leaf || !stream || leaf.stream !== number || leaf.n !== n) return false
    const next = stream.keeper ? leaf.n > stream.last : leaf.n === stream.last + 1
    stream.last = leaf.n
    const begins = index !== 0 && eras.some(({ size }) => size === index)
    return next && (!begins || leaf.type === 'LedgerRestored')
  }
}

async function examineSealed(
  backup: BackupFolder,
  size: number,
  files: Set<unknown>,
): Promise<void> {
  let last = -1
  for await (const { row, place } of rowsIn(backup, tableNamed('ledger.body'))) {
    const index = Number(row.index)
    if (index <= last || index >= size || !files.has(row.file)) throw outOfOrder(place)
    last = index
  }
  for (const name of ['ledger.file_key', 'ledger.attachment']) {
    for await (const { row, place } of rowsIn(backup, tableNamed(name))) {
      if (!files.has(row.file)) throw outOfOrder(place)
    }
  }
  for (const name of ['shelves.ending', 'shelves.erased', 'shelves.removed']) {
    for await (const _ of rowsIn(backup, tableNamed(name)));
  }
  let [paper, part] = ['', 0]
  for await (const { row, place } of rowsIn(backup, tableNamed('ledger.attachment_part'))) {
    const id = (row.attachment as Buffer).toString('hex')
    part = id === paper ? part + 1 : 0
    paper = id
    if (row.part !== part) throw outOfOrder(place)
  }
}

const outOfOrder = (place: string) => broken(place, '順序が合いません', 'does not follow in order')
const tooFew = (place: string) =>
  broken(place, '葉が足りません', 'counts another number of leaves than there are')
