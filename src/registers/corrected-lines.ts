import { keptUntilUs } from '#domain/correction/keeping.ts'
import type { CorrectionEvent } from '#domain/correction/words.ts'
import type { Register } from '#law/vocabulary/registers.ts'
import type { Clerk } from './case-file.ts'
import type { FilledCell, Line } from './line.ts'

/** A line with what became of it since. */
export type StandingLine = Line & {
  /** The line that this one puts right, which stays as it was; null: an ordinary line. */
  readonly corrects: {
    readonly number: string
    readonly reason: string
    readonly by: string
  } | null
  /** Until when it is kept, µs, exclusive; null while something about it is open. */
  readonly keptUntilUs: number | null
  /** Its content was disposed of; its number and time stay. */
  readonly disposed: boolean
}

/**
 * A book's lines, each as it was written, then the corrections, each a line of its own that says only what
 * it changes. With a line its corrections are disposed of too.
 */
export function standingLines(
  clerk: Clerk,
  register: Register,
  lines: readonly Line[],
  events: readonly CorrectionEvent[],
): readonly StandingLine[] {
  const later = events.filter(event => event.register === register.id)
  const standing = lines.map(line => stand(clerk, line, later))
  return [...standing, ...corrections(clerk, standing, later)]
}

function stand({ profile }: Clerk, line: Line, later: readonly CorrectionEvent[]): StandingLine {
  const own = later.filter(({ number }) => number === line.number)
  const disposed = own.some(({ type }) => type === 'LineDisposedOf')
  const longer = own.findLast(event => event.type === 'LineKeptLonger')
  return {
    ...line,
    cells: disposed ? line.cells.map(emptied) : line.cells,
    corrects: null,
    keptUntilUs:
      longer?.untilUs ??
      (line.closedAtUs === null ? null : keptUntilUs(profile.registers, line.closedAtUs)),
    disposed,
  }
}

function corrections(
  { nameOf }: Clerk,
  lines: readonly StandingLine[],
  later: readonly CorrectionEvent[],
): readonly StandingLine[] {
  const made = later.filter(event => event.type === 'LineCorrected')
  return made.flatMap(({ number, atUs, by, cells, reason }, at) => {
    const line = lines.find(known => known.number === number)
    if (!line) return []
    const nth = made.slice(0, at).filter(earlier => earlier.number === number).length + 1
    return [
      {
        ...line,
        number: `${number}の訂正${nth}`,
        heldAtUs: atUs,
        cells: line.cells.map(cell => changed(cell, line.disposed ? undefined : cells[cell.id])),
        corrects: { number, reason: line.disposed ? '' : reason, by: nameOf(by) },
      },
    ]
  })
}

const emptied = (cell: FilledCell): FilledCell => ({ ...cell, text: '', state: 'notApplicable' })
const changed = (cell: FilledCell, text: string | undefined): FilledCell =>
  text === undefined ? emptied(cell) : { ...cell, text, state: 'filled' }

/** What a line says now: its own cells, and over them those of its corrections, the latest last. */
export function saysNow(
  lines: readonly StandingLine[],
  number: string,
): Readonly<Record<string, string>> {
  const about = lines.filter(line => line.number === number || line.corrects?.number === number)
  return Object.fromEntries(
    about.flatMap(({ cells }) =>
      cells.filter(({ state }) => state === 'filled').map(({ id, text }) => [id, text]),
    ),
  )
}
