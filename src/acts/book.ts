import { fiscalYearOf, startOfFiscalYearUs } from '#civil/fiscal-year.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { Register } from '#law/vocabulary/registers.ts'
import type { StandingLine } from '#registers/corrected-lines.ts'
import { type PrintedBook, printedBook } from '#registers/printed-book.ts'
import { type NameOf, standingLinesIn } from './lines.ts'
import { Sight } from './sight.ts'
import type { World } from './world.ts'

/**
 * A book of one fiscal year out of all its lines (null: of every year): by when each was held, corrections with the
 * line that they put right and behind all lines. A list of cameras is a state and no year's events: of it the version
 * in force at the year's end.
 */
export function linesOfYear(
  register: Register,
  lines: readonly StandingLine[],
  year: number | null,
): readonly StandingLine[] {
  const ordered = lines.toSorted((one, other) => one.heldAtUs - other.heldAtUs)
  const first = ordered.filter(({ corrects }) => corrects === null)
  const own = register.of === 'cameras' ? inForce(first, year) : heldIn(first, year)
  const numbers = new Set(own.map(({ number }) => number))
  return [
    ...own,
    ...ordered.filter(({ corrects }) => corrects !== null && numbers.has(corrects.number)),
  ]
}

const heldIn = (lines: readonly StandingLine[], year: number | null) =>
  year === null ? lines : lines.filter(({ heldAtUs }) => fiscalYearOf(heldAtUs) === year)

function inForce(lines: readonly StandingLine[], year: number | null) {
  const endUs = year === null ? Infinity : startOfFiscalYearUs(year + 1)
  const latest = Math.max(...lines.map(({ heldAtUs }) => heldAtUs).filter(us => us < endUs))
  return lines.filter(({ heldAtUs }) => heldAtUs === latest)
}

/** A book as the world has it: which files have lines in it, the lines, and what writing them looked at. */
export function bookIn(
  world: World,
  profile: Profile,
  register: Register,
  nameOf: NameOf,
  year: number | null,
): {
  readonly lines: readonly StandingLine[]
  readonly files: readonly string[]
  readonly seen: ReadonlySet<string>
} {
  const written = [...world.files.entries()].map(([file]) => {
    const sight = new Sight(world, profile)
    return { file, lines: standingLinesIn(sight, register, file, nameOf), seen: sight.seen }
  })
  const lines = linesOfYear(
    register,
    written.flatMap(({ lines }) => lines),
    year,
  )
  const chosen = new Set(lines)
  const own = written.filter(({ lines }) => lines.some(line => chosen.has(line)))
  return {
    lines,
    files: own.map(({ file }) => file).toSorted(),
    seen: new Set(own.flatMap(({ seen }) => [...seen])),
  }
}

/**
 * The printed rows that no line of the world is, each by its number (what stands in its margin, where that begins with
 * no number that is known). Rows that were left out are not missed: a page may be part of a book.
 */
export function wrongRows(
  world: World,
  profile: Profile,
  register: Register,
  nameOf: NameOf,
  { rows }: Pick<PrintedBook, 'rows'>,
): readonly string[] {
  const { lines } = bookIn(world, profile, register, nameOf, null)
  const known = printedBook(register, lines).rows
  const numbers = lines
    .map(({ number }) => number)
    .toSorted((one, other) => other.length - one.length)
  return rows
    .filter(row => !known.some(other => isSame(row, other)))
    .map(({ margin }) => numbers.find(number => margin.startsWith(number)) ?? margin)
}

type Row = PrintedBook['rows'][number]

const isSame = (one: Row, other: Row): boolean =>
  one.margin === other.margin &&
  one.cells.length === other.cells.length &&
  one.cells.every((cell, at) => cell === other.cells[at])
