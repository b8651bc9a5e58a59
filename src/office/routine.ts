import { setTimeout as pause } from 'node:timers/promises'
import { dayNumberOf } from '#civil/day-number.ts'
import { minuteUs } from '#civil/minute.ts'
import { Fault, type Sentence, sentence } from '#fault/fault.ts'
import type { Ledger } from '#ledger/ledger.ts'
import { closedFiles } from '#projections/kept.ts'
import { keepShelves, type ShelfWork } from '#shelves/shelf-work.ts'
import type { Shelves } from '#shelves/shelves.ts'
import { closedYears } from './closed-years.ts'
import { readKeepers, streamOf } from './keeper-book.ts'
import type { OfficeParts } from './office.ts'
import type { OfficeClock } from './office-clock.ts'
import type { OwnRecord } from './own-record.ts'
import { vouchedUs } from './vouched.ts'

export type RoutineParts = Pick<
  OfficeParts,
  'database' | 'asOwner' | 'random' | 'softwareVersion' | 'founding' | 'removeDerived'
> & {
  readonly ledger: Ledger
  readonly shelves: Shelves
  readonly record: OwnRecord
  readonly clock: OfficeClock
}

const lookAgainMs = 300

/**
 * What comes by itself: a signature over the newest head within a second, a heartbeat at each start and each day at
 * 00:00 in Tokyo, and the day's work on shelves. Each is tried again until it succeeds.
 */
export class Routine {
  readonly #parts: RoutineParts
  #day: number | null = null
  #shelvedAtUs = 0
  #signedAtUs: number | null = null
  #shelfWork: ShelfWork = { lost: [], unvouched: [], problem: null }
  #problem: Sentence | null = null
  #shelvesProblem: Sentence | null = null

  constructor(parts: RoutineParts) {
    this.#parts = parts
  }

  get signedAtUs(): number | null {
    return this.#signedAtUs
  }
  get shelfWork(): ShelfWork {
    return this.#shelfWork
  }
  get problem(): Sentence | null {
    return this.#problem ?? this.#shelvesProblem
  }

  /** The first leaf, where there is none; then what every day begins with. */
  async begin(): Promise<void> {
    const { ledger, record, clock, founding, softwareVersion } = this.#parts
    if ((await ledger.head()).size === 0) {
      await record.note({ type: 'LedgerFounded', ...founding, softwareVersion }, clock.nowUs())
    }
    await this.#daily()
    await this.#sign()
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await pause(lookAgainMs, undefined, { signal }).catch(() => {})
      if (signal.aborted) return
      try {
        await this.#sign()
        const nowUs = this.#parts.clock.nowUs()
        if (this.#day !== dayNumberOf(nowUs)) await this.#daily()
        else if (this.#isOwed() && Math.abs(nowUs - this.#shelvedAtUs) >= minuteUs) {
          await this.#tryShelves(nowUs)
        }
        this.#problem = null
      } catch (error) {
        this.#problem = sentenceOf(error)
      }
    }
  }

  async #sign(): Promise<void> {
    const { ledger, clock } = this.#parts
    const { size } = await ledger.head()
    if (ledger.signed?.size === size) return
    await ledger.sign()
    this.#signedAtUs = clock.nowUs()
  }

  /** Shelves first: the heartbeat of a new fiscal year lies on a shelf that may have to be drawn. */
  async #daily(): Promise<void> {
    const { clock, record, ledger, shelves, softwareVersion } = this.#parts
    const nowUs = clock.nowUs()
    await this.#tryShelves(nowUs)
    const keepers: { keeper: string; n: number }[] = []
    for (const keeper of (await readKeepers(ledger)).keys()) {
      keepers.push({ keeper, n: await ledger.lastOf(streamOf(keeper)) })
    }
    const keyring = shelves.version
    await record.note({ type: 'Heartbeat', softwareVersion, keepers, keyring }, nowUs)
    this.#day = dayNumberOf(nowUs)
  }

  /** A keeper has not yet vouched for the day, or a place did not answer: tried again every minute. */
  #isOwed(): boolean {
    const { unvouched, problem } = this.#shelfWork
    return unvouched.length > 0 || problem !== null || this.#shelvesProblem !== null
  }

  /** A share that does not answer must not silence the ledger: the heartbeat goes on, and the work is tried again. */
  async #tryShelves(nowUs: number): Promise<void> {
    try {
      await this.#shelve(nowUs)
      this.#shelvesProblem = null
    } catch (error) {
      this.#shelvesProblem = sentenceOf(error)
    }
  }

  async #shelve(nowUs: number): Promise<void> {
    const { record, ledger, database } = this.#parts
    this.#shelvedAtUs = nowUs
    this.#shelfWork = await keepShelves(
      {
        ...this.#parts,
        closed: async () => [
          ...(await closedYears(database, nowUs)),
          ...(await closedFiles(database)),
        ],
        journal: async (event, atUs, alongside) => {
          await record.note(event, atUs, alongside)
        },
        forgetFileKeys: () => ledger.forgetFileKeys(),
        vouchedUs: () => vouchedUs(database),
      },
      nowUs,
    )
  }
}

const sentenceOf = (error: unknown): Sentence =>
  error instanceof Fault ? error.sentence : sentence(String(error), String(error))
