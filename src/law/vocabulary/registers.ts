import { z } from 'zod'
import { basis, rule, ruled } from './basis.ts'
import { list, name, shape, words } from './notation.ts'

/** From which events a register's lines come. */
export const registerOf = z.enum([
  'viewing',
  'takeOut',
  'viewingAndTakeOut',
  'internalViewing',
  'handling',
  'cameras',
  'complaints',
  'media',
  'engagements',
  'funds',
  'tellings',
  'copies',
])

/** What fills a cell. A cell is filled from what happened, not from memory; `note` is the one people write. */
export const cellFact = z.enum([
  'number',
  'kind',
  'heldAt',
  'madeAt',
  'place',
  'purpose',
  'ground',
  'paper',
  'who',
  'organisation',
  'postAndName',
  'contact',
  'cameras',
  'cameraPlace',
  'range',
  'period',
  'conditions',
  'witnesses',
  'operator',
  'instruction',
  'approval',
  'confirmation',
  'recipient',
  'medium',
  'hash',
  'handedOverAt',
  'returnedAt',
  'endedAt',
  'underAgreement',
  'refused',
  'note',
])

/** One cell of a form, in the form's own order. `within`: the heading it stands under. */
export const cell = ruled({
  id: name,
  name: words,
  within: words.nullable(),
  fact: cellFact,
  /** A line with this cell blank is refused. */
  required: z.boolean(),
})

export const register = ruled({
  id: name,
  title: words,
  of: registerOf,
  /** The document's own form, cell by cell; otherwise ours. */
  official: z.boolean(),
  /** The form's name in the document: 別記様式, 第1号様式. */
  formName: words.nullable(),
  /** Its layout could not be read in the source; printed on it. */
  unconfirmed: shape({ mark: words, by: basis }).nullable(),
  cells: list(cell),
})

export const registers = shape({
  list: list(register),
  /** Where the line must stand before the act goes on. */
  order: ruled({ kind: z.enum(['atAct', 'beforeHandOver']) }),
  /** Handling, searching too, leaves a record with its purpose. */
  searchRecorded: rule,
  /** Written from what was shown, corrected only by a new line. */
  fromFacts: rule,
  correction: rule,
  /** Kept so many years from 1 April after the fiscal year in which the line was closed. */
  years: ruled({ count: z.int().min(1), counted: basis }),
})

export type Register = z.infer<typeof register>
export type Cell = z.infer<typeof cell>
export type CellFact = z.infer<typeof cellFact>
export type Registers = z.infer<typeof registers>
