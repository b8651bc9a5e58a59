import { fiscalYearOf } from '#civil/fiscal-year.ts'
import type { Act } from '#ledger/act.ts'
import { continued, type Known, type Trouble, tells } from './continuation.ts'
import { firstDifferent } from './divergence.ts'
import type { DrainParts } from './drain.ts'
import { type KeeperRow, streamOf } from './keeper-book.ts'
import { type KeeperEvent, keeperEvent } from './keeper-event.ts'
import type { Greeting, SpoolReader } from './spool-reader.ts'

/** One transaction: as many events, and not many more bytes. */
const mostEvents = 500
const mostBytes = 1 << 20

/** One connection's worth of taking over. */
export class Taking {
  known: Known
  readonly #parts: DrainParts
  /** A second look into the same spool. */
  readonly #ahead: () => Promise<SpoolReader | null>
  readonly #keeper: string
  readonly #row: KeeperRow
  /** Taken next, whatever it follows: a person said so. */
  #free: boolean

  constructor(
    parts: DrainParts,
    ahead: () => Promise<SpoolReader | null>,
    keeper: string,
    row: KeeperRow,
    known: Known,
  ) {
    this.#parts = parts
    this.#ahead = ahead
    this.#keeper = keeper
    this.#row = row
    this.known = known
    this.#free = row.acceptedAfter === known.n
  }

  /** What is wrong before anything is taken: another key, or an end before the ledger's. */
  async troubleBefore({ publicKey, head }: Greeting): Promise<Trouble | null> {
    const { n } = this.known
    if (!Buffer.from(publicKey).equals(this.#row.publicKey)) {
      return { kind: 'forked', fromNumber: n + 1, number: n + 1, because: 'anotherKey' }
    }
    if (head >= n || this.#free) return null
    return { kind: 'cut', fromNumber: await this.#firstDifferent(head), toNumber: n }
  }

  /** Makes leaves of them, durable when it resolves; answers what stops the rest. */
  async take(frames: readonly Uint8Array[]): Promise<Trouble | null> {
    let batch: KeeperEvent[] = []
    let bytes = 0
    let now = this.known
    const flush = async () => {
      await this.#append(batch)
      this.known = now
      batch = []
      bytes = 0
    }
    for (const frame of frames) {
      const event = keeperEvent(frame)
      const found = continued(now, event, this.#row.publicKey)
      if (event && found.result === 'known') this.#parts.clock.follow(event)
      if (found.result === 'known') continue
      if (found.result === 'trouble' || (found.result === 'gap' && !(await this.#toldOf(found)))) {
        await flush()
        return found.result === 'trouble' ? this.#placed(found.trouble) : cutAt(found)
      }
      batch.push(event!)
      bytes += frame.length
      this.#free = false
      now = { n: event!.n, atUs: event!.atUs, hash: event!.hash }
      if (batch.length >= mostEvents || bytes >= mostBytes) await flush()
    }
    await flush()
    return null
  }

  async #append(events: readonly KeeperEvent[]): Promise<void> {
    if (events.length === 0) return
    const stream = streamOf(this.#keeper)
    const acts = events.map(
      ({ n, type, atUs, frame }): Act => ({
        stream,
        file: `${stream}/${fiscalYearOf(atUs)}`,
        expected: n - 1,
        n,
        atUs,
        rule: null,
        by: null,
        entries: [{ type, basis: null, body: { frame: Buffer.from(frame).toString('base64') } }],
      }),
    )
    this.#parts.clock.follow(events.at(-1)!)
    await this.#parts.ledger.append(acts)
  }

  /** Where the two histories parted; an older one may have gone on far beyond. */
  async #placed(trouble: Trouble): Promise<Trouble> {
    if (trouble.kind === 'cut' || trouble.because !== 'anotherEvent') return trouble
    return { ...trouble, fromNumber: await this.#firstDifferent(trouble.number - 1) }
  }

  #firstDifferent(last: number): Promise<number> {
    return firstDifferent(this.#parts.ledger, this.#keeper, this.#ahead, last)
  }

  /** Whether the keeper tells of these numbers anywhere behind them: what was pruned is told of long after its place. */
  async #toldOf(gap: { readonly fromNumber: number; readonly toNumber: number }): Promise<boolean> {
    if (this.#free) return true
    const ahead = await this.#ahead()
    if (!ahead) throw new RangeError('the keeper has gone')
    try {
      for await (const frames of ahead.frames(gap.toNumber + 1)) {
        for (const frame of frames) {
          const event = keeperEvent(frame)
          if (event && tells(event, gap) && event.isSignedBy(this.#row.publicKey)) return true
          if (!event || event.n >= ahead.greeting.head) return false
        }
      }
      return false
    } finally {
      ahead.close()
    }
  }
}

const cutAt = ({ fromNumber, toNumber }: { fromNumber: number; toNumber: number }): Trouble => ({
  kind: 'cut',
  fromNumber,
  toNumber,
})
