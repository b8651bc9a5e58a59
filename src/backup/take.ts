import type { Disk } from '#disk/disk.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { committedHead } from '#ledger/head.ts'
import { readOrigin } from '#ledger/origin.ts'
import type { Database, Queries } from '#postgres/database.ts'
import { type Examined, examine, type Progress } from './examine.ts'
import { openBackup } from './folder-reader.ts'
import { FolderWriter } from './folder-writer.ts'
import { keptTables, pathOf } from './kept-tables.ts'
import type { Manifest } from './manifest.ts'
import { linesIn } from './table-rows.ts'

/** A file beside the database that belongs into a backup. */
export type Companion = {
  /** Its name in the backup. */
  readonly path: string
  readonly source: string
  /** It must be the same at the beginning and at the end, or the backup is taken anew: the keys that the database wants. */
  readonly steady: boolean
}

export type BackupParts = {
  readonly disk: Disk
  readonly directory: string
  /** Under the role of the running office, which goes on meanwhile. */
  readonly database: Database
  readonly companions: () => Promise<readonly Companion[]>
  readonly site: string | null
  readonly software: string
  readonly atUs: number
  readonly progress?: (step: 'writing' | 'examining', done: number, of: number) => void
  /** Least length of a part; for tests. */
  readonly partBytes?: number
}

/**
 * Writes a backup of one instant of the database, with the files beside it, into a new folder; reads it back and
 * proves it as a restore would; and only then gives it the name that makes it one. Crashed, full or pulled out before
 * that, what lies there is no backup to anybody.
 */
export async function takeBackup(parts: BackupParts): Promise<Manifest & { proven: Examined }> {
  const { disk, directory, database, progress = () => {} } = parts
  const writer = await FolderWriter.begin(disk, directory, parts.partBytes)
  const companions = await parts.companions()
  const before = await steadyOnes(disk, companions)
  const kept = await database.transaction(
    tx => writeTables(tx, writer, (done, of) => progress('writing', done, of)),
    { isolation: 'repeatable read', readOnly: true },
  )
  for (const { path, source, steady } of companions) {
    const bytes = steady ? before.get(source)! : await readIfThere(disk, source)
    if (bytes) await writer.whole(path, bytes)
  }
  const after = await steadyOnes(disk, companions)
  for (const [source, bytes] of before) {
    if (!after.get(source)?.equals(bytes)) throw movedOn()
  }
  const { site, software, atUs: madeAtUs } = parts
  const manifest = await writer.finish({ madeAtUs, software, site, ...kept })
  const written = await openBackup(disk, directory, { unnamed: true })
  const proven = await examine(written, [], (done, of) => progress('examining', done, of))
  await writer.name()
  return { ...manifest, proven }
}

async function writeTables(tx: Queries, writer: FolderWriter, progress: Progress) {
  const { origin, key } = await readOrigin(tx)
  const { size, root } = await committedHead(tx)
  const rows: Record<string, number> = {}
  let done = 0
  for (const table of keptTables) {
    rows[table.name] = await writer.lines(
      pathOf(table),
      linesIn(tx, table, count => {
        if (table.name === 'ledger.leaf' || table.name === 'ledger.body') done += count
        progress(done, 2 * size)
      }),
    )
  }
  return { origin, key, size, root: Buffer.from(root).toString('base64'), rows }
}

async function steadyOnes(disk: Disk, companions: readonly Companion[]) {
  const found = new Map<string, Buffer>()
  for (const { source, steady } of companions) {
    if (steady) found.set(source, await disk.read(source))
  }
  return found
}

/** A spool file may be pruned meanwhile: its events are in the ledger. */
const readIfThere = (disk: Disk, path: string): Promise<Buffer | null> =>
  disk.read(path).catch(error => {
    if (error.code === 'ENOENT') return null
    throw error
  })

const movedOn = () =>
  new Fault(
    'Conflict',
    sentence(
      '控えを取っているあいだに事務室の鍵束が新しくなったため、取り直しが必要です。',
      "The office's keyring moved on while the backup was taken; it has to be taken again.",
    ),
    sentence('別の名前で、もう一度実行してください。', 'Run it again under another name.'),
  )
