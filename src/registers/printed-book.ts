import { dayOf, minuteOf } from '#civil/minute.ts'
import { warekiDay } from '#civil/wareki.ts'
import type { Register } from '#law/vocabulary/registers.ts'
import type { StandingLine } from './corrected-lines.ts'

/** A book as it is printed: heads and rows of words, in the form's order. */
export type PrintedBook = {
  readonly title: string
  /** The form's name in the document; null where it has none. */
  readonly formName: string | null
  /** What must stand on a form whose layout nobody could read. */
  readonly mark: string | null
  readonly heads: readonly { readonly name: string; readonly within: string | null }[]
  readonly rows: readonly {
    readonly cells: readonly string[]
    /** Outside the frame: the line's number, what it corrects and why, until when it is kept. */
    readonly margin: string
  }[]
}

export const printedBook = (
  { title, formName, unconfirmed, cells }: Register,
  lines: readonly StandingLine[],
): PrintedBook => ({
  title,
  formName,
  mark: unconfirmed?.mark ?? null,
  heads: cells.map(({ name, within }) => ({ name, within })),
  rows: lines.map(line => ({ cells: line.cells.map(({ text }) => text), margin: marginOf(line) })),
})

const marginOf = ({ number, corrects, keptUntilUs, disposed }: StandingLine): string =>
  [
    number,
    corrects && !disposed ? `訂正の理由: ${corrects.reason}（${corrects.by}）` : '',
    disposed ? '廃棄済み' : '',
    keptUntilUs === null ? '' : `保存期限 ${warekiDay(dayOf(minuteOf(keptUntilUs - 1)))}`,
  ]
    .filter(Boolean)
    .join(' ')
