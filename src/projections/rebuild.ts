import type { World } from '#acts/world.ts'
import { sameJson } from '#canonical/json.ts'
import type { Database, Queries } from '#postgres/database.ts'
import type { StandingLine } from '#registers/corrected-lines.ts'
import type { BooksParts } from './books.ts'
import { keepFile, keptLines, removeLines } from './kept.ts'
import { readWorld } from './read-world.ts'
import { type ClosedRow, closedRow, type LineRow, lineIn, linesOf, rowsOf } from './rows.ts'

export type RebuildParts = BooksParts & {
  readonly database: Database
  readonly progress?: (done: number, of: number) => void
}

/** A line that was not kept as the acts say: another, missing, or one too many. `number` null: it does not open. */
export type Differing = {
  readonly file: string
  readonly register: string
  readonly number: string | null
}

export type Compared = { readonly lines: number; readonly differing: readonly Differing[] }

/** Writes every line anew in memory and holds the kept ones to it. Nothing is changed. */
export const compareLines = (parts: RebuildParts): Promise<Compared> => over(parts, false)

/**
 * Puts all lines as the acts say, in one transaction, and answers what differed. The office's acts wait for it meanwhile;
 * a crash leaves everything as it was.
 */
export const rebuildLines = (parts: RebuildParts): Promise<Compared> => over(parts, true)

const over = (parts: RebuildParts, mend: boolean): Promise<Compared> =>
  parts.database.transaction(async tx => {
    // The lock of every append: the acts that are read and the lines that are kept belong together.
    await tx.query(`select pg_advisory_xact_lock(hashtext('tachiai.ledger'))`)
    const world = await readWorld(parts.ledger)
    const kept = Map.groupBy(await keptLines(tx), ({ name }) => name)
    const closed = await closedRows(tx)
    const files = [...world.files.entries()].map(([file]) => file).toSorted()
    const differing: Differing[] = []
    let lines = 0
    for (const [at, file] of files.entries()) {
      const open = await parts.ledger.fileNamed(file)
      if (open) {
        const wanted = linesOf(parts, world, file)
        const rows = rowsOf(wanted, open, parts.random)
        const closing = closedRow(parts, world, file, open.number)
        const wrong = difference(parts, file, open.key, wanted, rows, kept.get(file) ?? [])
        const other = !sameJson(closing, closed.get(open.number) ?? null)
        lines += wanted.length
        differing.push(...wrong)
        if (mend && (wrong.length > 0 || other)) await keepFile(tx, open.number, rows, closing)
      }
      parts.progress?.(at + 1, files.length)
    }
    if (mend) await removeLines(tx, orphans(world, kept))
    return { lines, differing }
  })

function difference(
  { profile }: RebuildParts,
  file: string,
  key: Uint8Array,
  wanted: readonly StandingLine[],
  rows: readonly LineRow[],
  kept: readonly LineRow[],
): readonly Differing[] {
  const placeOf = ({ register, place }: LineRow) => `${register}/${place}`
  const there = new Map(kept.map(row => [placeOf(row), row]))
  const wrong = rows.flatMap((row, at): readonly Differing[] => {
    const line = wanted[at]!
    const found = there.get(placeOf(row))
    there.delete(placeOf(row))
    const register = profile.registers.list.find(({ id }) => id === row.register)!
    const is = found && lineIn(register, key, found)
    return is && sameJson(is, line) ? [] : [{ file, register: row.register, number: line.number }]
  })
  const surplus = [...there.values()].map(row => {
    const register = profile.registers.list.find(({ id }) => id === row.register)
    const number = (register && lineIn(register, key, row)?.number) ?? null
    return { file, register: row.register, number }
  })
  return [...wrong, ...surplus]
}

async function closedRows(tx: Queries): Promise<ReadonlyMap<number, ClosedRow>> {
  const rows = await tx.query<ClosedRow>(
    'select file, register, closed_at_us, kept_until_us from projection.closed_file',
  )
  return new Map(rows.map(row => [row.file, row]))
}

/** Files that have lines and no acts. */
const orphans = (world: World, kept: ReadonlyMap<string, readonly LineRow[]>): readonly number[] =>
  [...kept]
    .filter(([name]) => world.files.get(name) === undefined)
    .flatMap(([, rows]) => rows.slice(0, 1).map(({ file }) => file))
