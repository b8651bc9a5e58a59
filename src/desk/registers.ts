import { fiscalYearOf } from '#civil/fiscal-year.ts'
import type { Register } from '#law/vocabulary/registers.ts'
import { registerPage, type WrittenPage } from '#projections/page.ts'
import { shownLines, withCameraNames, withWords } from '#projections/show.ts'
import { type PrintedBook, printedBook } from '#registers/printed-book.ts'
import type { Desk } from './desk.ts'

/** The document's registers, as the acts wrote them. */
export class RegisterShelf {
  readonly #desk: Desk
  constructor(desk: Desk) {
    this.#desk = desk
  }

  async list() {
    const { database, ledger } = this.#desk.parts
    const { registers } = await this.#desk.profile()
    return Promise.all(
      registers.list.map(async register => {
        const { lines } = await shownLines(database, ledger, register, null)
        const years = [...new Set(lines.map(({ heldAtUs }) => fiscalYearOf(heldAtUs)))].toSorted()
        const { id, title, formName, official } = register
        return { id, title, formName, official, years, lines: lines.length }
      }),
    )
  }

  async named(id: string): Promise<Register | null> {
    const { registers } = await this.#desk.profile()
    return registers.list.find(register => register.id === id) ?? null
  }

  async show(
    register: Register,
    year: number | null,
    words: string,
  ): Promise<{ readonly book: PrintedBook; readonly closedToUs: number }> {
    const { database, ledger } = this.#desk.parts
    const { lines, closedToUs } = await shownLines(database, ledger, register, year)
    const named = withCameraNames(lines, await this.#desk.recorded.names())
    return { book: printedBook(register, withWords(named, words)), closedToUs }
  }

  /** With everything that shows that it is what happened. */
  async page(register: Register, year: number): Promise<WrittenPage> {
    const { ledger, profile } = this.#desk.parts
    const form = { profile: await this.#desk.profile(), register }
    return registerPage({ profile, nameOf: String }, ledger, form, year)
  }
}
