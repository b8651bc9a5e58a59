import type { Database } from '#postgres/database.ts'
import type { Random } from './keyring.ts'
import { neededAt } from './keyring.ts'
import type { ShelfName } from './shelf-keys.ts'
import { isOver, registerShelf } from './shelf-name.ts'
import type { Shelves } from './shelves.ts'
import { unwrapFileKey, wrapFileKey } from './wrapped-key.ts'

/** A file that is closed: its lines stand in a register until that instant, µs, exclusive. */
export type Closed = {
  readonly file: number
  readonly register: string
  readonly keptUntilUs: number
}

export const shelfOf = ({ register, keptUntilUs }: Closed): ShelfName =>
  registerShelf(register, keptUntilUs)

export type LayingParts = {
  readonly database: Database
  readonly shelves: Shelves
  readonly random: Random
}

/** Files that are read and laid at a time. */
const batch = 500

/** Lays each closed file on its register's shelf. One whose years are over already is left to die where it lies. */
export async function layClosed(
  parts: LayingParts,
  closed: ReadonlyMap<number, ShelfName>,
  nowUs: number,
): Promise<void> {
  const due = [...closed].filter(([, shelf]) => !isOver(shelf, nowUs))
  for (let at = 0; at < due.length; at += batch) {
    const some = due.slice(at, at + batch)
    await lay(parts, new Map(some.map(([file, shelf]) => [file, [shelf]])), nowUs)
  }
}

/** Lays every file that is not closed on this year's open shelf and on the next one's. */
export async function layOpen(
  parts: LayingParts,
  closed: ReadonlyMap<number, ShelfName>,
  nowUs: number,
): Promise<void> {
  const targets = neededAt(nowUs)
  for (let after = 0; ; ) {
    const rows = await parts.database.query<{ number: number }>(
      `select number from ledger.file where number > $1
         and (select count(*) from ledger.file_key
              where file_key.file = file.number and shelf = any($2)) < $3
       order by number limit $4`,
      [after, targets, targets.length, batch],
    )
    const open = rows.filter(({ number }) => !closed.has(number))
    await lay(parts, new Map(open.map(({ number }) => [number, targets])), nowUs)
    if (rows.length < batch) return
    after = rows.at(-1)!.number
  }
}

/**
 * Puts the files' keys on these shelves too. A file that no shelf here opens is passed over: it is dead, or lies on a
 * shelf that was lost. A crash leaves some files laid; laying again does the rest.
 */
async function lay(
  { database, shelves, random }: LayingParts,
  wanted: ReadonlyMap<number, readonly ShelfName[]>,
  nowUs: number,
): Promise<void> {
  const rows = await database.query<{ file: number; shelf: ShelfName; wrapped: Buffer }>(
    'select file, shelf, wrapped from ledger.file_key where file = any($1)',
    [[...wanted.keys()]],
  )
  const lying = Map.groupBy(rows, ({ file }) => file)
  const laid: { file: number; shelf: ShelfName; wrapped: Buffer }[] = []
  for (const [file, targets] of wanted) {
    const there = lying.get(file) ?? []
    const missing = targets.filter(shelf => !there.some(row => row.shelf === shelf))
    const key = missing.length > 0 ? fileKeyFrom(shelves, there) : null
    if (!key) continue
    for (const shelf of missing) {
      const shelfKey = shelves.keyOf(shelf)
      if (!shelfKey) continue
      laid.push({ file, shelf, wrapped: wrapFileKey(shelfKey, random(12), { file, shelf }, key) })
    }
    key.fill(0)
  }
  if (laid.length === 0) return
  await database.query(
    `insert into ledger.file_key (file, shelf, wrapped, placed_at_us)
     select file, shelf, wrapped, $4 from unnest($1::bigint[], $2::text[], $3::bytea[]) as row (file, shelf, wrapped)
     on conflict do nothing`,
    [
      laid.map(({ file }) => file),
      laid.map(({ shelf }) => shelf),
      laid.map(({ wrapped }) => wrapped),
      nowUs,
    ],
  )
}

/** The caller wipes it. */
function fileKeyFrom(
  shelves: Shelves,
  rows: readonly { readonly file: number; readonly shelf: ShelfName; readonly wrapped: Buffer }[],
): Buffer | null {
  for (const { file, shelf, wrapped } of rows) {
    const shelfKey = shelves.keyForLaying(shelf)
    const key = shelfKey && unwrapFileKey(shelfKey, { file, shelf }, wrapped)
    if (key) return key
  }
  return null
}
