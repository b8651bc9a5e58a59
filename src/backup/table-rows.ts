import type { Queries, Row } from '#postgres/database.ts'
import type { BackupFolder } from './folder-reader.ts'
import { broken } from './folder-reader.ts'
import { type KeptTable, lineOf, pathOf, rowOf } from './kept-tables.ts'

/** A table's rows as lines, with a cursor in the caller's transaction: few of them in memory. */
export async function* linesIn(
  tx: Queries,
  table: KeptTable,
  onRows: (count: number) => void = () => {},
): AsyncGenerator<string> {
  const columns = Object.keys(table.columns).join(', ')
  await tx.query(
    `declare kept no scroll cursor for select ${columns} from ${table.name} order by ${table.order}`,
  )
  for (;;) {
    const rows = await tx.query<Row>(`fetch ${table.atOnce} from kept`)
    for (const row of rows) yield lineOf(table, row)
    onRows(rows.length)
    if (rows.length < table.atOnce) break
  }
  await tx.query('close kept')
}

/** A table's rows out of a backup, with the place each stands in. Throws Fault 'DataLoss'. */
export async function* rowsIn(
  backup: BackupFolder,
  table: KeptTable,
): AsyncGenerator<{ readonly row: Row; readonly place: string }> {
  let count = 0
  for await (const { line, place } of backup.lines(pathOf(table))) {
    const row = rowOf(table, line)
    if (!row) throw broken(place, '読めません', 'cannot be read')
    count++
    yield { row, place }
  }
  // A table that came later is in no older backup.
  const said = backup.manifest.rows[table.name] ?? 0
  if (said !== count) {
    throw broken(pathOf(table), `${said}行のはずが${count}行です`, `has ${count} rows`)
  }
}

/** Puts rows into the table they came from. */
export async function insertRows(
  tx: Queries,
  { name, columns }: KeptTable,
  rows: readonly Row[],
): Promise<void> {
  const names = Object.keys(columns)
  const arrays = names.map((column, at) => `$${at + 1}::${columns[column]!.replace('?', '')}[]`)
  await tx.query(
    `insert into ${name} (${names.join(', ')}) select * from unnest(${arrays.join(', ')})`,
    names.map(column => rows.map(row => row[column])),
  )
}
