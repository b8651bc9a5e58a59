import { setTimeout as pause } from 'node:timers/promises'
import { fiscalYearOf } from '#civil/fiscal-year.ts'
import { Fault, type Sentence, sentence } from '#fault/fault.ts'
import { hashBeforeFirst } from '#frame/layout.ts'
import { sha256 } from '#hash/sha256.ts'
import type { Act } from '#ledger/act.ts'
import type { Ledger } from '#ledger/ledger.ts'
import { continued, type Known, type Trouble, tells } from './continuation.ts'
import { type KeeperRow, readKeepers } from './keeper-book.ts'
import { type KeeperEvent, keeperEvent } from './keeper-event.ts'
import type { OfficeClock } from './office-clock.ts'
import type { OwnRecord } from './own-record.ts'
import { type Greeting, readSpool, type SpoolReader } from './spool-reader.ts'

export type DrainParts = {
  readonly ledger: Ledger
  readonly record: OwnRecord
  readonly clock: OfficeClock
}

export type DrainReport = {
  /** null: nobody answered there yet. */
  readonly keeper: string | null
  /** The number of the newest event in the ledger, and in the keeper's spool as last heard. */
  readonly last: number
  readonly head: number
  readonly state: 'away' | 'draining' | 'stopped'
  readonly trouble: Trouble | null
  /** What kept the last try from going on, such as a database that does not answer. */
  readonly problem: Sentence | null
}

const againMs = 1000
/** One transaction: as many events, and not many more bytes. */
const mostEvents = 500
const mostBytes = 1 << 20

/**
 * Takes over what one keeper wrote down, as leaves of `keeper/<id>`, each under the number that the keeper gave it.
 *
 * It goes on behind the newest number that the ledger itself has, so a crash anywhere leaves each event there once: one
 * before COMMIT takes nothing, one after it is seen by the next start. An event is taken only where its signature is
 * the enrolled key's and it continues the one before; else the place is recorded and nothing more is taken until a
 * person has decided. The keeper never waits for any of this.
 */
export class Drain {
  readonly #path: string
  readonly #parts: DrainParts
  #report: DrainReport = {
    keeper: null,
    last: 0,
    head: 0,
    state: 'away',
    trouble: null,
    problem: null,
  }

  constructor(path: string, parts: DrainParts) {
    this.#path = path
    this.#parts = parts
  }

  get report(): DrainReport {
    return this.#report
  }

  /** Until the signal; rejects never. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#once(signal).catch(error => {
        if (!signal.aborted) this.#say({ problem: problemOf(error) })
      })
      await pause(againMs, undefined, { signal }).catch(() => {})
    }
  }

  /** A person goes on with what stopped this drain. Throws Fault 'NotFound' where nothing did, 'Conflict' on another key. */
  async accept(by: string, reason: string): Promise<void> {
    const { keeper, trouble, last: after } = this.#report
    if (keeper === null || trouble === null) throw nothingToAccept()
    if (trouble.kind === 'forked' && trouble.because === 'anotherKey') throw anotherKey()
    const { record, clock } = this.#parts
    const event = { type: 'KeeperSpoolAccepted', keeper, after, trouble, by, reason }
    await record.note(event, clock.nowUs())
    this.#say({ trouble: null, state: 'away' })
  }

  async #once(signal: AbortSignal): Promise<void> {
    const reader = await readSpool(this.#path, signal)
    if (!reader) return this.#say({ state: this.#report.trouble ? 'stopped' : 'away' })
    try {
      const { greeting } = reader
      const row = await this.#rowOf(greeting)
      const known = await this.#known(greeting.keeper, row)
      const { keeper, head } = greeting
      const { trouble } = row
      const state = trouble ? 'stopped' : 'draining'
      this.#say({ keeper, head, last: known.n, state, trouble, problem: null })
      if (trouble) return
      const taking = new Taking(
        this.#parts,
        () => readSpool(this.#path, signal),
        keeper,
        row,
        known,
      )
      const before = taking.troubleBefore(greeting)
      if (before) return await this.#stop(keeper, before)
      for await (const frames of reader.frames(Math.max(1, known.n))) {
        const met = await taking.take(frames)
        const { n } = taking.known
        this.#say({ last: n, head: Math.max(n, this.#report.head), problem: null })
        if (met) return await this.#stop(keeper, met)
      }
    } finally {
      reader.close()
    }
  }

  async #stop(keeper: string, trouble: Trouble): Promise<void> {
    const { record, clock } = this.#parts
    const { kind, ...place } = trouble
    const type = kind === 'cut' ? 'KeeperSpoolCut' : 'KeeperSpoolForked'
    await record.note({ type, keeper, ...place }, clock.nowUs())
    this.#say({ state: 'stopped', trouble })
  }

  /** The keeper as the ledger knows it; one that it sees for the first time becomes known by the key it shows. */
  async #rowOf({ keeper, publicKey }: Greeting): Promise<KeeperRow> {
    const { ledger, record, clock } = this.#parts
    const row = (await readKeepers(ledger)).get(keeper)
    if (row) return row
    const event = {
      type: 'KeeperEnrolled',
      keeper,
      publicKey: Buffer.from(publicKey).toString('base64'),
      fingerprint: Buffer.from(sha256(publicKey)).toString('hex'),
    }
    await record.note(event, clock.nowUs())
    return { publicKey, trouble: null, acceptedAfter: null }
  }

  async #known(keeper: string, row: KeeperRow): Promise<Known> {
    const { ledger, clock } = this.#parts
    const n = await ledger.lastOf(streamOf(keeper))
    const accepted = row.acceptedAfter === n
    if (n === 0) return { n, hash: accepted ? null : hashBeforeFirst(sha256, row.publicKey) }
    for await (const { leaf, body } of ledger.read(streamOf(keeper), n)) {
      if (leaf.n !== n || !body || !('frame' in body)) break
      const event = keeperEvent(Buffer.from(body.frame, 'base64'))
      if (event) clock.follow(event)
      return { n, hash: accepted ? null : (event?.hash ?? null) }
    }
    return { n, hash: null }
  }

  #say(change: Partial<DrainReport>): void {
    this.#report = { ...this.#report, ...change }
  }
}

/** One connection's worth of taking over. */
class Taking {
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

  /** What the greeting alone shows. */
  troubleBefore({ publicKey, head }: Greeting): Trouble | null {
    const { n } = this.known
    if (!Buffer.from(publicKey).equals(this.#row.publicKey)) {
      return { kind: 'forked', number: n + 1, because: 'anotherKey' }
    }
    return head < n && !this.#free ? { kind: 'cut', fromNumber: head + 1, toNumber: n } : null
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
        return found.result === 'trouble' ? found.trouble : cutAt(found)
      }
      batch.push(event!)
      bytes += frame.length
      this.#free = false
      now = { n: event!.n, hash: event!.hash }
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

export const streamOf = (keeper: string): string => `keeper/${keeper}`

const problemOf = (error: unknown): Sentence =>
  error instanceof Fault ? error.sentence : sentence(String(error), String(error))

const nothingToAccept = () =>
  new Fault(
    'NotFound',
    sentence('取り込みは止まっていません。', 'nothing has stopped the taking over'),
  )

const anotherKey = () =>
  new Fault(
    'Conflict',
    sentence(
      '録画係が別の署名鍵を名乗っています。これは認められません。',
      'the keeper shows another key; this cannot be accepted',
    ),
    sentence('「keeper.key」を元に戻してください。', 'Put its keeper.key back.'),
  )
