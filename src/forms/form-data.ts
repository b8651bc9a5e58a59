import type { PrintedBook } from '#registers/printed-book.ts'

/** What a template gets, as one JSON: words, never markup. */
export type FormData = PrintedBook & {
  /** For handwriting: the cells stay empty. */
  readonly blank: boolean
  /** The ledger's signed state the lines stand under, as text; null where nobody asked a ledger. */
  readonly checkpoint: string | null
  /** The day it is printed for, `2026-11-23`: the document's own date, so that the same input gives the same bytes. */
  readonly dated: string
}

/** HOKUTO's 別記様式 is drawn cell by cell; the other books as frames in their own order. */
export const templateOf = ({ formName }: PrintedBook): 'hokuto-record' | 'book' =>
  formName === '別記様式' ? 'hokuto-record' : 'book'

/** The same book with one empty line. */
export const blankOf = (book: Omit<PrintedBook, 'rows'>, dated: string): FormData => ({
  ...book,
  rows: [{ cells: book.heads.map(() => ''), margin: '' }],
  blank: true,
  checkpoint: null,
  dated,
})

type Condition = { readonly says: string; readonly by: { readonly kind: string } }

/** Conditions stand each on a line of its own, numbered and word for word; one of our own says that it is 内規. */
export function withConditions(book: PrintedBook, conditions: readonly Condition[]): PrintedBook {
  const at = book.heads.findIndex(({ name }) => name === '提供・閲覧の条件')
  if (at < 0) return book
  const numbered = (words: string) =>
    conditions
      .reduce(
        (so, { says, by }, n) =>
          so.replace(
            says,
            () => `(${n + 1}) ${says}${by.kind === 'houseRule' ? '（内規）' : ''}\n`,
          ),
        words,
      )
      .replaceAll('\n、', '\n')
      .trimEnd()
  const rows = book.rows.map(row => ({
    ...row,
    cells: row.cells.with(at, numbered(row.cells[at]!)),
  }))
  return { ...book, rows }
}

/** Control characters have no shape: each is shown as 「□」, and nothing else of a word is changed. */
export const printable = <Data>(data: Data): Data =>
  JSON.parse(JSON.stringify(data), (_, value) => (typeof value === 'string' ? shown(value) : value))

const shown = (words: string) => words.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n]/gu, '□')
