import type { Basis } from '#law/basis.ts'
import type { Cell, CellFact, Register } from '#law/vocabulary/registers.ts'

/** What is known for a line, in the words it is written with; a fact that is missing is not known. */
export type Facts = Readonly<Partial<Record<CellFact, string>>>

export type FilledCell = {
  readonly id: string
  readonly name: string
  /** The heading it stands under on the form. */
  readonly within: string | null
  readonly text: string
  /** `open`: filled when its event comes; `notApplicable`: it never will be. */
  readonly state: 'filled' | 'blank' | 'open' | 'notApplicable'
  readonly by: Basis
}

/** One line of a register, its cells in the form's own order. */
export type Line = {
  readonly register: string
  readonly number: string
  readonly heldAtUs: number
  readonly cells: readonly FilledCell[]
  /** When nothing about it was open any more; null while something is. Its years run from there. */
  readonly closedAtUs: number | null
}

/** What a fact that is not known yet, or never will be, is written as. */
export type Unfilled = Readonly<Partial<Record<CellFact, 'open' | { readonly never: string }>>>

export const filledCells = (
  { cells }: Register,
  facts: Facts,
  unfilled: Unfilled = {},
): readonly FilledCell[] =>
  cells.map(cell => filled(cell, textFor(cells, cell, facts), unfilled[cell.fact]))

/** A form with one cell for 目的 and 根拠法令等 gets both in it; without a ground it stays blank. */
function textFor(cells: Register['cells'], { fact }: Cell, facts: Facts): string | undefined {
  const text = facts[fact]
  const both = fact === 'ground' && !cells.some(other => other.fact === 'purpose')
  return both && text ? `${facts.purpose ?? ''}（${text}）` : text
}

function filled(
  { id, name, within, fact, by }: Cell,
  text: string | undefined,
  unfilled: Unfilled[CellFact],
): FilledCell {
  const cell = { id, name, within, by }
  if (text !== undefined && text.trim() !== '') return { ...cell, text, state: 'filled' }
  if (unfilled === 'open') return { ...cell, text: '', state: 'open' }
  if (unfilled) return { ...cell, text: unfilled.never, state: 'notApplicable' }
  return { ...cell, text: '', state: fact === 'note' ? 'notApplicable' : 'blank' }
}

/** Cells the form demands that nobody has filled and nothing will. */
export const missingCells = (register: Register, line: Line): readonly FilledCell[] =>
  line.cells.filter(
    ({ id, state }) =>
      state === 'blank' && register.cells.some(cell => cell.id === id && cell.required),
  )
