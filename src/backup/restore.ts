import { Fault, sentence } from '#fault/fault.ts'
import { sha256 } from '#hash/sha256.ts'
import type { Database, Queries, Row } from '#postgres/database.ts'
import { TiledTree } from '#tlog/tiled-tree.ts'
import { leafHash } from '#tlog/tree.ts'
import type { Examined, Progress } from './examine.ts'
import { type BackupFolder, broken } from './folder-reader.ts'
import { keptTables, tableNamed } from './kept-tables.ts'
import { insertRows, rowsIn } from './table-rows.ts'

/** Of which nothing can be opened any more once the office's keyring is lost: files are then opened anew, with new keys. */
const contents = [
  'ledger.file',
  'ledger.body',
  'ledger.file_key',
  'ledger.attachment',
  'ledger.attachment_part',
  'desk.paper',
  // What another keyring erased; that its shelves take no more keys stays.
  'shelves.erased',
  'shelves.removed',
]

/**
 * Puts an examined backup into a migrated, empty database, in one transaction: crashed before its end, the database is
 * as empty as it was. The files are read, and their hashes held, a second time. `withContents` false leaves out what
 * no key of this machine opens: the leaves and their tree stand without it.
 * Throws Fault 'Conflict' where a ledger is there already, 'DataLoss' where the backup changed since.
 */
export async function restoreDatabase(
  owner: Database,
  backup: BackupFolder,
  examined: Examined,
  options: { readonly withContents: boolean; readonly progress?: Progress },
): Promise<void> {
  const { withContents, progress = () => {} } = options
  await owner.transaction(async tx => {
    const [there] = await tx.query('select 1 from ledger.origin limit 1')
    if (there) throw notEmpty()
    const root = await restoreLeaves(tx, backup, progress)
    if (!Buffer.from(root).equals(examined.root)) {
      throw broken('ledger/leaf', '読み直すと違っていました', 'read otherwise the second time')
    }
    for (const table of keptTables) {
      if (table.name === 'ledger.leaf' || (!withContents && contents.includes(table.name))) continue
      for await (const rows of inBatches(backup, table.name)) await insertRows(tx, table, rows)
    }
  })
}

/** Leaves, and the tiles made of them; returns the root. */
async function restoreLeaves(
  tx: Queries,
  backup: BackupFolder,
  progress: Progress,
): Promise<Uint8Array> {
  const tree = new TiledTree(sha256)
  for await (const rows of inBatches(backup, 'ledger.leaf')) {
    await insertRows(tx, tableNamed('ledger.leaf'), rows)
    const tiles = tree.append(rows.map(({ bytes }) => leafHash(sha256, bytes as Buffer)))
    await tx.query(
      'insert into ledger.tile (level, n, hashes) select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])',
      [
        tiles.map(({ level }) => level),
        tiles.map(({ n }) => n),
        tiles.map(({ hashes }) => Buffer.from(hashes)),
      ],
    )
    progress(tree.size, backup.manifest.size)
  }
  return tree.root()
}

async function* inBatches(backup: BackupFolder, name: string): AsyncGenerator<readonly Row[]> {
  const table = tableNamed(name)
  let rows: Row[] = []
  for await (const { row } of rowsIn(backup, table)) {
    rows.push(row)
    if (rows.length < table.atOnce) continue
    yield rows
    rows = []
  }
  if (rows.length > 0) yield rows
}

const notEmpty = () =>
  new Fault(
    'Conflict',
    sentence(
      'ここには、すでに改ざん防止記録があります。控えは空のところにだけ戻せます。',
      'There is a ledger here already. A backup is restored into an empty place only.',
    ),
    sentence(
      '別のデータベースか、新しいデータフォルダーに戻してください。',
      'Restore it into another database or a new data directory.',
    ),
  )
