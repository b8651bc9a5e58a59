import { setTimeout as pause } from 'node:timers/promises'
import type { Refusal } from '#law/basis.ts'
import { receiptHouse } from '#law/house/receipts.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { Ledger } from '#ledger/ledger.ts'
import type { Books } from '#projections/books.ts'
import { receiptFor } from '#projections/receipt.ts'
import type { WrittenReceipt } from '#receipt/receipt.ts'
import { greetingIn, ReleaseLine } from './release-line.ts'
import { type WaitingOrder, WaitingOrders } from './waiting-orders.ts'

export type CarrierParts = {
  readonly ledger: Ledger
  readonly openBooks: () => Promise<Books>
  readonly profile: Profile
  /** The keeper's socket for receipts; null: this office has none, or several. */
  readonly path: string | null
}

/** An act that its keeper has not carried out, and what it says about that; null: it was not reached yet. */
export type Undelivered = Pick<WaitingOrder, 'stream' | 'type' | 'atUs'> & {
  readonly refusal: Refusal | null
}

const lookMs = 2000
/** A keeper that refused is asked again in so many looks: what it lacked may have come. */
const looksBetween = 15

/**
 * Carries what the office decided to the keeper that does it: a hold and its end, a period, an early erasure, each with
 * the receipt of its act, as often as it takes. What was done stands in the keeper's own record, so nothing is remembered
 * here. One at a time, in the order of the ledger: a hold comes before its end.
 */
export class Carrier {
  readonly #parts: CarrierParts
  readonly #orders: WaitingOrders
  readonly #refused = new Map<string, Refusal>()
  #undelivered: readonly Undelivered[] = []
  #looks = 0

  constructor(parts: CarrierParts) {
    this.#parts = parts
    this.#orders = new WaitingOrders(parts.ledger)
  }

  get undelivered(): readonly Undelivered[] {
    return this.#undelivered
  }

  /** Until the signal; rejects never. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      // A keeper or a database that is away is asked again; `undelivered` says what waits.
      await this.once().catch(() => {})
      await pause(lookMs, undefined, { signal }).catch(() => {})
    }
  }

  async once(): Promise<void> {
    const waiting = await this.#orders.waiting()
    const tell = () => {
      this.#undelivered = waiting
        .filter(({ receipt }) => !this.#orders.isDone(receipt))
        .map(({ stream, type, atUs, receipt }) => ({
          ...{ stream, type, atUs, refusal: this.#refused.get(receipt) ?? null },
        }))
    }
    tell()
    const again = this.#looks++ % looksBetween === 0
    for (const order of waiting) {
      if (this.#refused.has(order.receipt) && !again) continue
      const refusal = await this.#show({ stream: order.stream, n: order.n })
      if (!refusal || isOver(refusal)) this.#orders.done(order.receipt)
      else this.#refused.set(order.receipt, refusal)
      tell()
    }
  }

  /** null: it is carried out. */
  async #show(act: WrittenReceipt['act']): Promise<Refusal | null> {
    const { ledger, openBooks, profile, path } = this.#parts
    if (path === null) throw new TypeError('which keeper it is for is not known')
    const books = await openBooks()
    const line = await ReleaseLine.to(path)
    try {
      const { keeper, from } = greetingIn(await line.heard('greeting'))
      const order = await receiptFor({ ledger, books, profile }, { keeper, act, from })
      const { refusal } = await line.ask({ order }, 'ordered', 'refusal')
      return (refusal as Refusal | undefined) ?? null
    } finally {
      line.close()
    }
  }
}

/** Done before, or undone by what was decided since: no keeper will ever do it. */
const isOver = ({ basis }: Refusal): boolean =>
  [receiptHouse.once, receiptHouse.decidedAgain].some(
    rule => basis.kind === 'houseRule' && JSON.stringify(rule) === JSON.stringify(basis),
  )
