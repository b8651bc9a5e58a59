import { fiscalYearOf } from '#civil/fiscal-year.ts'
import type { Ledger } from '#ledger/ledger.ts'
import type { Queries } from '#postgres/database.ts'

/** What the office writes down about itself and about the ledger, in `ledger/main`. */
export type OwnEvent = { readonly type: string } & Readonly<Record<string, unknown>>

export const ownStream = 'ledger/main'
/** What is needed as long as the ledger lasts lies in a file that is never closed. */
const lastingFile = 'ledger'
/** What comes every day goes after its years. */
const daily: readonly string[] = ['Heartbeat']

/**
 * Appends to the ledger's own stream, one after another. `note` resolves when the event is durable, with its index; what
 * `alongside` writes is in the same transaction, and what it throws keeps both out.
 */
export class OwnRecord {
  readonly #ledger: Ledger
  #last: Promise<unknown> = Promise.resolve()

  constructor(ledger: Ledger) {
    this.#ledger = ledger
  }

  note(event: OwnEvent, atUs: number, alongside?: (tx: Queries) => Promise<void>): Promise<number> {
    const noted = this.#last.then(() => this.#append(event, atUs, alongside))
    this.#last = noted.catch(() => {})
    return noted
  }

  async #append(
    event: OwnEvent,
    atUs: number,
    alongside?: (tx: Queries) => Promise<void>,
  ): Promise<number> {
    const act = {
      stream: ownStream,
      file: daily.includes(event.type) ? `${lastingFile}/${fiscalYearOf(atUs)}` : lastingFile,
      expected: await this.#ledger.lastOf(ownStream),
      atUs,
      rule: null,
      by: null,
      entries: [{ type: event.type, basis: null, body: { event } }],
    }
    const [appended] = await this.#ledger.append([act], alongside)
    return appended!.firstIndex
  }
}
