import { canonicalJson } from '#canonical/json.ts'
import { isRecord } from '#leaf/leaf.ts'
import type { Row } from '#postgres/database.ts'

type Kind = 'bigint' | 'integer' | 'text' | 'bytea'

export type KeptTable = {
  /** With its schema, which is its folder in the backup. */
  readonly name: string
  /** A `?` behind the kind: may be null. */
  readonly columns: Readonly<Record<string, Kind | `${Kind}?`>>
  readonly order: string
  /** Rows held in memory at once. */
  readonly atOnce: number
}

/**
 * What of the database is kept, in an order that puts what is referred to first. Tiles are not: they are made again
 * from the leaves, and prove them. Projected lines are not: they are derived (`tachiai ledger rebuild`).
 */
export const keptTables: readonly KeptTable[] = [
  {
    name: 'ledger.origin',
    columns: {
      number: 'integer',
      origin: 'text',
      key: 'text',
      before: 'text?',
      founded_at_us: 'bigint',
    },
    order: 'number',
    atOnce: 100,
  },
  {
    name: 'ledger.file',
    columns: { number: 'bigint', name: 'text', opened_at_us: 'bigint' },
    order: 'number',
    atOnce: 2000,
  },
  {
    name: 'ledger.stream',
    columns: { number: 'bigint', name: 'text' },
    order: 'number',
    atOnce: 2000,
  },
  {
    name: 'ledger.leaf',
    columns: { index: 'bigint', stream: 'bigint', n: 'bigint', bytes: 'bytea' },
    order: 'index',
    atOnce: 2000,
  },
  {
    name: 'ledger.body',
    columns: { index: 'bigint', file: 'bigint', sealed: 'bytea' },
    order: 'index',
    atOnce: 500,
  },
  {
    name: 'ledger.head',
    columns: { size: 'bigint', root: 'bytea', at_us: 'bigint' },
    order: 'size',
    atOnce: 2000,
  },
  {
    name: 'ledger.checkpoint',
    columns: { size: 'bigint', note: 'text' },
    order: 'size',
    atOnce: 2000,
  },
  {
    name: 'ledger.file_key',
    columns: { file: 'bigint', shelf: 'text', wrapped: 'bytea', placed_at_us: 'bigint' },
    order: 'file, shelf',
    atOnce: 2000,
  },
  {
    name: 'ledger.attachment',
    columns: { id: 'bytea', file: 'bigint', size_bytes: 'bigint', added_at_us: 'bigint' },
    order: 'id',
    atOnce: 2000,
  },
  {
    name: 'ledger.attachment_part',
    columns: { attachment: 'bytea', part: 'integer', sealed: 'bytea' },
    order: 'attachment, part',
    atOnce: 4,
  },
  // How events call the papers; of the desk nothing else is kept.
  {
    name: 'desk.paper',
    columns: {
      attachment: 'bytea',
      file: 'text',
      sha256: 'text',
      size_bytes: 'bigint',
      media_type: 'text',
      added_at_us: 'bigint',
    },
    order: 'attachment',
    atOnce: 2000,
  },
  // After the keys: none is laid on a shelf that is ending.
  {
    name: 'shelves.ending',
    columns: { shelf: 'text', version: 'bigint', intended_at_us: 'bigint' },
    order: 'shelf, version',
    atOnce: 2000,
  },
  {
    name: 'shelves.erased',
    columns: { shelf: 'text', version: 'bigint', blob_hash: 'bytea', erased_at_us: 'bigint' },
    order: 'shelf',
    atOnce: 2000,
  },
  {
    name: 'shelves.removed',
    columns: { shelf: 'text', removed_at_us: 'bigint' },
    order: 'shelf',
    atOnce: 2000,
  },
]

export const tableNamed = (name: string): KeptTable =>
  keptTables.find(table => table.name === name)!

/** Where its rows lie in a backup, without the number of the part. */
export const pathOf = ({ name }: KeptTable): string => name.replace('.', '/')

/** A row as one line: canonical JSON, bytes in base64. */
export const lineOf = ({ columns }: KeptTable, row: Row): string =>
  canonicalJson(
    Object.fromEntries(
      Object.keys(columns).map(name => {
        const value = row[name]
        return [name, Buffer.isBuffer(value) ? value.toString('base64') : value]
      }),
    ),
  )

/** null: not exactly what `lineOf` writes. */
export function rowOf(table: KeptTable, line: string): Row | null {
  try {
    const value: unknown = JSON.parse(line)
    if (!isRecord(value)) return null
    const row: Record<string, unknown> = {}
    for (const [name, kind] of Object.entries(table.columns)) {
      const read = readAs(kind, value[name])
      if (read === undefined) return null
      row[name] = read
    }
    return lineOf(table, row) === line ? row : null
  } catch {
    return null
  }
}

function readAs(kind: Kind | `${Kind}?`, value: unknown): unknown {
  if (value === null) return kind.endsWith('?') ? null : undefined
  if (kind.startsWith('text')) return typeof value === 'string' ? value : undefined
  if (kind.startsWith('bytea')) {
    return typeof value === 'string' ? Buffer.from(value, 'base64') : undefined
  }
  return Number.isSafeInteger(value) ? value : undefined
}
