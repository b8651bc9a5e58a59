import type { Body, Opening } from '#leaf/body.ts'
import { decodeLeaf, type Leaf } from '#leaf/leaf.ts'
import type { Queries } from '#postgres/database.ts'
import { unseal } from '#sealing/seal.ts'
import type { ShelfKeys } from '#shelves/shelf-keys.ts'
import { Known } from './known.ts'
import { bodyPlace } from './places.ts'

/** A leaf as it lies in the database: its bytes, and the columns that must say the same. */
export type StoredLeaf = {
  readonly index: number
  readonly stream: number
  readonly n: number
  readonly bytes: Uint8Array
}
export type StreamEntry = { readonly stream: number; readonly name: string }

const batch = 2048

/** Leaves by index, `from` to `to` (exclusive), as they are; missing rows are simply not there. */
export async function* leaves(
  queries: Queries,
  from = 0,
  to = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<StoredLeaf> {
  for (let at = from; at < to; ) {
    const rows = await queries.query<StoredLeaf>(
      'select index, stream, n, bytes from ledger.leaf where index >= $1 and index < $2 order by index limit $3',
      [at, to, batch],
    )
    yield* rows
    if (rows.length < batch) return
    at = rows.at(-1)!.index + 1
  }
}

/** One stream's leaves by `n`. */
export async function* leavesOf(
  queries: Queries,
  stream: number,
  fromN = 1,
): AsyncGenerator<StoredLeaf> {
  for (let at = fromN; ; ) {
    const rows = await queries.query<StoredLeaf>(
      'select index, stream, n, bytes from ledger.leaf where stream = $1 and n >= $2 order by n limit $3',
      [stream, at, batch],
    )
    yield* rows
    if (rows.length < batch) return
    at = rows.at(-1)!.n + 1
  }
}

export const streams = (queries: Queries): Promise<readonly StreamEntry[]> =>
  queries.query<StreamEntry>('select number as stream, name from ledger.stream order by number')

/** Every checkpoint that was given out, oldest first, as signed notes. */
export async function checkpoints(queries: Queries): Promise<readonly string[]> {
  const rows = await queries.query<{ note: string }>(
    'select note from ledger.checkpoint order by size',
  )
  return rows.map(({ note }) => note)
}

/**
 * What the bodies say, for those whose years are not over: by index. A body that does not open though its file's
 * key is alive is `damaged`.
 */
export async function* openings(
  queries: Queries,
  shelves: ShelfKeys,
  from = 0,
  to = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<Opening | { readonly index: number; readonly damaged: true }> {
  const known = new Known(queries, shelves)
  try {
    for (let at = from; at < to; ) {
      const rows = await queries.query<BodyRow>(
        `select body.index, leaf.stream, leaf.n, body.file, body.sealed
         from ledger.body join ledger.leaf using (index)
         where body.index >= $1 and body.index < $2 order by body.index limit $3`,
        [at, to, batch],
      )
      await known.loadKeys(rows.map(({ file }) => file))
      for (const row of rows) {
        const key = known.keyOf(row.file)
        if (key) yield opened(key, row)
      }
      if (rows.length < batch) return
      at = rows.at(-1)!.index + 1
    }
  } finally {
    known.forgetKeys()
  }
}

type BodyRow = {
  readonly index: number
  readonly stream: number
  readonly n: number
  readonly file: number
  readonly sealed: Buffer
}

function opened(key: Uint8Array, { index, stream, n, sealed }: BodyRow) {
  const plain = unseal(key, bodyPlace(stream, n), sealed)
  if (!plain || plain.length < 32) return { index, damaged: true } as const
  return { index, salt: plain.subarray(0, 32), body: plain.subarray(32).toString('utf8') }
}

/** One event with what it says; `body` null: its years are over, or it does not open. */
export type ReadEvent = { readonly index: number; readonly leaf: Leaf; readonly body: Body | null }

/** A stream's events by `n`, opened. Leaves that are none are left out: `verify` names them. */
export async function* eventsOf(
  queries: Queries,
  shelves: ShelfKeys,
  name: string,
  fromN = 1,
): AsyncGenerator<ReadEvent> {
  const known = new Known(queries, shelves)
  try {
    for (let at = fromN; ; ) {
      const rows = await queries.query<BodyRow & { readonly bytes: Buffer }>(
        `select leaf.index, leaf.stream, leaf.n, leaf.bytes, coalesce(body.file, 0) as file,
           coalesce(body.sealed, '') as sealed
         from ledger.leaf left join ledger.body using (index)
         where leaf.stream = (select number from ledger.stream where name = $1) and leaf.n >= $2
         order by leaf.n limit $3`,
        [name, at, batch],
      )
      await known.loadKeys(rows.map(({ file }) => file))
      for (const row of rows) {
        const leaf = decodeLeaf(row.bytes)
        if (leaf) yield { index: row.index, leaf, body: bodyIn(known.keyOf(row.file), row) }
      }
      if (rows.length < batch) return
      at = rows.at(-1)!.n + 1
    }
  } finally {
    known.forgetKeys()
  }
}

function bodyIn(key: Uint8Array | null, row: BodyRow): Body | null {
  const found = key && opened(key, row)
  return found && 'body' in found ? (JSON.parse(found.body) as Body) : null
}

/** One leaf of somebody's act, with the name of its stream; `opening` null: its years are over, or it does not open. */
export type ActLeaf = StoredLeaf & {
  readonly name: string
  readonly opening: Opening | null
}

/** The leaves of these streams (null: of all but the ledger's own and the keepers'), by index. */
export async function* actLeaves(
  queries: Queries,
  shelves: ShelfKeys,
  from = 0,
  names: readonly string[] | null = null,
): AsyncGenerator<ActLeaf> {
  const known = new Known(queries, shelves)
  try {
    for (let at = from; ; ) {
      const rows = await queries.query<BodyRow & { bytes: Buffer; name: string }>(
        `select leaf.index, leaf.stream, leaf.n, leaf.bytes, stream.name,
           coalesce(body.file, 0) as file, coalesce(body.sealed, '') as sealed
         from ledger.leaf join ledger.stream on stream.number = leaf.stream
           left join ledger.body using (index)
         where leaf.index >= $1 and stream.name !~ '^(ledger|keeper)/'
           and ($3::text[] is null or stream.name = any($3))
         order by leaf.index limit $2`,
        [at, batch, names],
      )
      await known.loadKeys(rows.map(({ file }) => file))
      for (const row of rows) {
        const { index, stream, n, bytes, name } = row
        const key = known.keyOf(row.file)
        const found = key && opened(key, row)
        yield {
          ...{ index, stream, n, bytes, name },
          opening: found && !('damaged' in found) ? found : null,
        }
      }
      if (rows.length < batch) return
      at = rows.at(-1)!.index + 1
    }
  } finally {
    known.forgetKeys()
  }
}

export async function lastOf(queries: Queries, name: string): Promise<number> {
  const [row] = await queries.query<{ last: number | null }>(
    'select max(n) as last from ledger.leaf where stream = (select number from ledger.stream where name = $1)',
    [name],
  )
  return row?.last ?? 0
}
