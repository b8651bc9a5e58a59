import { setTimeout as pause } from 'node:timers/promises'
import { Fault, type Sentence, sentence } from '#fault/fault.ts'
import { hashBeforeFirst } from '#frame/layout.ts'
import { sha256 } from '#hash/sha256.ts'
import type { Ledger } from '#ledger/ledger.ts'
import type { Known, Trouble } from './continuation.ts'
import { type KeeperRow, readKeepers, streamOf } from './keeper-book.ts'
import { keeperEvent } from './keeper-event.ts'
import type { OfficeClock } from './office-clock.ts'
import type { OwnRecord } from './own-record.ts'
import { type Greeting, readSpool } from './spool-reader.ts'
import { Taking } from './taking.ts'

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
  /** When the newest event in the ledger happened; null: none yet, or its years are over. */
  readonly lastAtUs: number | null
  readonly head: number
  readonly state: 'away' | 'draining' | 'stopped'
  readonly trouble: Trouble | null
  /** It comes under another key than the one it was enrolled with: nothing of this is its own, and nobody can accept it. */
  readonly anotherKey: boolean
  /** What kept the last try from going on, such as a database that does not answer. */
  readonly problem: Sentence | null
}

const againMs = 1000
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
    lastAtUs: null,
    head: 0,
    state: 'away',
    trouble: null,
    anotherKey: false,
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

  /**
   * A person goes on with what stopped this drain. Throws Fault 'NotFound' where nothing did, 'Conflict' while the keeper
   * shows another key than its own.
   */
  async accept(by: string, reason: string): Promise<void> {
    const { keeper, trouble, last: after, anotherKey } = this.#report
    if (keeper === null || trouble === null) throw nothingToAccept()
    if (anotherKey) throw underAnotherKey()
    const { record, clock } = this.#parts
    const event = { type: 'KeeperSpoolAccepted', keeper, after, trouble, by, reason }
    await record.note(event, clock.nowUs())
    this.#say({ trouble: null, state: 'away' })
  }

  async #once(signal: AbortSignal): Promise<void> {
    const reader = await readSpool(this.#path, signal)
    if (!reader) {
      return this.#say({ state: this.#report.trouble ? 'stopped' : 'away', problem: null })
    }
    try {
      const { greeting } = reader
      const { keeper, head } = greeting
      this.#say({ keeper, head })
      const row = await this.#rowOf(greeting)
      const anotherKey = !Buffer.from(greeting.publicKey).equals(row.publicKey)
      const known = await this.#known(keeper, row)
      const { trouble } = row
      const state = trouble ? 'stopped' : 'draining'
      this.#say({ last: known.n, lastAtUs: known.atUs, state, trouble, anotherKey, problem: null })
      if (trouble) return
      const ahead = () => readSpool(this.#path, signal)
      const taking = new Taking(this.#parts, ahead, keeper, row, known)
      const before = await taking.troubleBefore(greeting)
      if (before) return await this.#stop(keeper, before)
      for await (const frames of reader.frames(Math.max(1, known.n))) {
        const newest = keeperEvent(frames.at(-1)!)?.n ?? 0
        this.#say({ head: Math.max(newest, this.#report.head) })
        const met = await taking.take(frames)
        const { n, atUs } = taking.known
        this.#say({ last: n, lastAtUs: atUs, problem: null })
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
    if (n === 0) {
      return { n, atUs: null, hash: accepted ? null : hashBeforeFirst(sha256, row.publicKey) }
    }
    for await (const { leaf, body } of ledger.read(streamOf(keeper), n)) {
      if (leaf.n !== n || !body || !('frame' in body)) break
      const event = keeperEvent(Buffer.from(body.frame, 'base64'))
      if (event) clock.follow(event)
      return { n, atUs: leaf.atUs, hash: accepted ? null : (event?.hash ?? null) }
    }
    return { n, atUs: null, hash: null }
  }

  #say(change: Partial<DrainReport>): void {
    this.#report = { ...this.#report, ...change }
  }
}

function problemOf(error: unknown): Sentence {
  if (error instanceof Fault) return error.sentence
  if (error instanceof RangeError) return sentence('録画係の知らせが読めません。', error.message)
  return sentence(String(error), String(error))
}

const nothingToAccept = () =>
  new Fault(
    'NotFound',
    sentence('取り込みは止まっていません。', 'nothing has stopped the taking over'),
  )

const underAnotherKey = () =>
  new Fault(
    'Conflict',
    sentence(
      '録画係が別の署名鍵を名乗っています。これは認められません。',
      'the keeper shows another key; this cannot be accepted',
    ),
    sentence('「keeper.key」を元に戻してください。', 'Put its keeper.key back.'),
  )
