import { linesOfYear } from '#acts/book.ts'
import type { Register } from '#law/vocabulary/registers.ts'
import type { Ledger } from '#ledger/ledger.ts'
import type { Queries } from '#postgres/database.ts'
import type { StandingLine } from '#registers/corrected-lines.ts'
import { keptLines } from './kept.ts'
import { lineIn } from './rows.ts'

/** A register's kept lines of a fiscal year (null: all), with how many do not open: `check` and `rebuild` say why. */
export async function shownLines(
  queries: Queries,
  ledger: Ledger,
  register: Register,
  year: number | null,
): Promise<{ readonly lines: readonly StandingLine[]; readonly closedToUs: number }> {
  const rows = await keptLines(queries, register.id)
  const lines: StandingLine[] = []
  for (const row of rows) {
    const open = await ledger.fileNamed(row.name)
    const line = open && lineIn(register, open.key, row)
    if (line) lines.push(line)
  }
  return { lines: linesOfYear(register, lines, year), closedToUs: rows.length - lines.length }
}

/**
 * A line written before its camera stood in any list holds the keeper's id of it: people read the name. What is stored, and
 * what goes to outsiders, stays as it was signed.
 */
export const withCameraNames = (
  lines: readonly StandingLine[],
  names: ReadonlyMap<string, string>,
): readonly StandingLine[] => {
  const named = (text: string): string =>
    [...names].reduce(
      (words, [id, name]) => (name ? words.replaceAll(id, () => name) : words),
      text,
    )
  return lines.map(line => ({
    ...line,
    cells: line.cells.map(cell => ({ ...cell, text: named(cell.text) })),
  }))
}

/** Lines in which all of these words stand, in whatever cells; full and half width are the same. */
export function withWords(lines: readonly StandingLine[], words: string): readonly StandingLine[] {
  const wanted = folded(words).split(/\s+/).filter(Boolean)
  return lines.filter(({ number, cells }) => {
    const text = folded([number, ...cells.map(cell => cell.text)].join('\n'))
    return wanted.every(word => text.includes(word))
  })
}

const folded = (text: string): string => text.normalize('NFKC').toLocaleLowerCase('ja')
