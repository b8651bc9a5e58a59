import { type Refusal, refuse } from '#law/basis.ts'
import { machineHouse } from '#law/house/machine.ts'
import type { OfTime, OrderedBy, Stamp } from '../spool/events.ts'
import { type HardwareSeen, ownSources, type Readings, seeHardware } from './readings.ts'
import { agreement, agreementUs, type ClockSource, type SourceReading, votes } from './sources.ts'
import type { TimeMark } from './time-mark.ts'

/** A difference between the two running clocks above this is a sleep of the machine. */
const sleepUs = 1_000_000

/**
 * Keeper time, K: the mark plus the elapsed boot-time clock. It alone decides when footage is due.
 *
 * While it runs, the wall clock never moves it. At a start in the same boot it goes on as if nothing had
 * stopped; after a boot it waits at the mark until two independent sources agree, which moves it once,
 * never back. Without agreement it goes on from the mark, uncertain, and one officer sets it (two where
 * the jump exceeds the retention). Erasure always goes by `nowUs`; opening asks `mayOpen`.
 *
 * It returns what happened as events; the caller writes them to the spool, in order.
 */
export class KeeperClock {
  readonly #readings: Readings
  readonly #bootId: string
  readonly #demo: boolean
  /** K, boot clock and monotonic clock of one moment. */
  #base: { readonly keeperUs: number; readonly bootUs: number; readonly monotonicUs: number }
  #state: 'certain' | 'waiting' | 'opposed'
  #told = false
  #strayed: readonly ClockSource[]
  #hardware: HardwareSeen | null
  #sources: readonly SourceReading[] = []
  #movedUs: number

  constructor(options: {
    readonly readings: Readings
    readonly mark: TimeMark
    readonly demo?: boolean
  }) {
    const { readings, mark, demo = false } = options
    const bootUs = readings.bootUs()
    const monotonicUs = readings.monotonicUs()
    this.#readings = readings
    this.#bootId = readings.bootId()
    this.#demo = demo
    this.#movedUs = demo ? (mark.movedUs ?? 0) : 0
    this.#strayed = mark.strayed ?? []
    this.#hardware = seeHardware(readings)
    const sameBoot = mark.bootId === this.#bootId
    // A mark is finer than the boot clock's 10 ms and may seem to lie a little ahead of it.
    const elapsedUs = sameBoot ? Math.max(0, bootUs - mark.bootUs) : bootUs
    const keeperUs = mark.atUs + elapsedUs
    const shown =
      demo && !sameBoot ? Math.max(keeperUs, readings.wallUs() + this.#movedUs) : keeperUs
    this.#base = { keeperUs: shown, bootUs, monotonicUs }
    this.#state = demo || (sameBoot && mark.certain !== false) ? 'certain' : 'waiting'
    if (!demo && sameBoot && mark.certain === false && this.#strayed.length >= 2)
      this.#state = 'opposed'
    this.#sources = ownSources(readings, this.#hardware)
  }

  get state(): 'certain' | 'uncertain' {
    return this.#state === 'certain' ? 'certain' : 'uncertain'
  }

  /** K now, µs since the epoch. */
  nowUs(): number {
    return this.at(this.#readings.monotonicUs())
  }

  /** K of a monotonic moment, by the mapping in force now. */
  at(monotonicUs: number): number {
    return this.#base.keeperUs + monotonicUs - this.#base.monotonicUs
  }

  stamp(): Stamp {
    const elapsedUs = this.#readings.monotonicUs() - this.#base.monotonicUs
    return {
      atUs: this.#base.keeperUs + elapsedUs,
      wallUs: this.#readings.wallUs(),
      bootId: this.#bootId,
      bootUs: this.#base.bootUs + elapsedUs,
    }
  }

  /** What the next start continues from; `event` is the number of the spool's last event. */
  mark(event: number): TimeMark {
    const { atUs, bootId, bootUs } = this.stamp()
    const movedUs = this.#demo ? { movedUs: this.#movedUs } : {}
    return {
      atUs,
      bootId,
      bootUs,
      event,
      certain: this.#state === 'certain',
      strayed: this.#strayed,
      ...movedUs,
    }
  }

  /** Every clock that could be right, K first, as read by the last `observe`. */
  get plausible(): readonly SourceReading[] {
    return [{ source: 'mark', us: this.nowUs() }, ...this.#sources]
  }

  /** Sources that wandered more than 5 minutes from K. */
  get strayed(): readonly ClockSource[] {
    return this.#strayed
  }

  /** Nothing that any plausible clock calls expired may be opened; while K is certain, it is the only one. */
  mayOpen(limitUs: number): boolean {
    const clocks = this.#state === 'certain' ? [this.nowUs()] : this.plausible.map(({ us }) => us)
    return clocks.every(us => us < limitUs)
  }

  /**
   * Looks at all clocks; to be called at start and every second or so. `camerasUs` is the cameras'
   * majority now (`majorityOf`), `others` e.g. a checkpoint's time. Where K was set (`ClockAgreed` with
   * another `toUs`, `ClockSuspended`) what follows is recorded in new segments.
   */
  observe(
    camerasUs: number | null = null,
    others: readonly SourceReading[] = [],
  ): readonly OfTime[] {
    const events: OfTime[] = []
    const slept = this.#noticeSleep()
    if (slept) events.push(slept)
    // What an unsynchronised kernel's hardware clock says is taken down afresh until the first synchronisation.
    this.#hardware = seeHardware(this.#readings) ?? this.#hardware
    this.#sources = [
      ...ownSources(this.#readings, this.#hardware),
      ...(camerasUs === null ? [] : [{ source: 'cameras' as const, us: camerasUs }]),
      ...others,
    ]
    if (this.#demo) return events
    const event = this.#state === 'waiting' ? this.#agree() : this.#compare()
    if (event) events.push(event)
    return events
  }

  #noticeSleep(): OfTime | null {
    const bootUs = this.#readings.bootUs()
    const monotonicUs = this.#readings.monotonicUs()
    const sleptUs = bootUs - this.#base.bootUs - (monotonicUs - this.#base.monotonicUs)
    if (sleptUs <= sleepUs) return null
    const fromUs = this.at(monotonicUs)
    const toUs = fromUs + sleptUs
    this.#base = { keeperUs: toUs, bootUs, monotonicUs }
    return { type: 'ClockSuspended', fromUs, toUs }
  }

  /** Waiting: K is a lower bound, so a source before it is wrong, and one that wandered earlier votes only for where K is. */
  #agree(): OfTime | null {
    const fromUs = this.nowUs()
    const agreed = agreement(
      this.#sources.filter(
        ({ source, us }) =>
          us >= fromUs - agreementUs &&
          (!this.#strayed.includes(source) || us <= fromUs + agreementUs),
      ),
    )
    const sources = this.#sources
    if (agreed) {
      const toUs = Math.max(fromUs, agreed.us)
      this.#set(toUs)
      this.#state = 'certain'
      this.#strayed = this.#wandering()
      return { type: 'ClockAgreed', fromUs, toUs, by: agreed.by, strayed: this.#strayed, sources }
    }
    if (this.#told) return null
    this.#told = true
    return {
      type: 'ClockUncertain',
      keeperUs: fromUs,
      cause: 'noAgreement',
      strayed: this.#strayed,
      sources,
    }
  }

  /** Running: nobody moves K. Two independent sources agreeing against it cast doubt on it; one alone wandered. */
  #compare(): OfTime | null {
    const keeperUs = this.nowUs()
    const sources = this.#sources
    const before = this.#strayed
    const strayed = this.#wandering()
    const against = agreement(sources.filter(({ source }) => strayed.includes(source)))
    // Once in doubt it takes their return, not their silence, to be certain again.
    const opposed = against !== null || (this.#state === 'opposed' && strayed.length >= 2)
    const state = opposed ? 'opposed' : 'certain'
    const changed = state !== this.#state
    this.#state = state
    this.#strayed = strayed
    if (opposed && changed) {
      return { type: 'ClockUncertain', keeperUs, cause: 'strayed', strayed, sources }
    }
    if (changed) {
      return {
        type: 'ClockAgreed',
        fromUs: keeperUs,
        toUs: keeperUs,
        by: ['mark'],
        strayed,
        sources,
      }
    }
    if (opposed || strayed.join() === before.join()) return null
    return { type: 'ClockStrayed', keeperUs, strayed, sources }
  }

  /** A source that wandered and is not heard now is still not trusted. */
  #wandering(): readonly ClockSource[] {
    const keeperUs = this.nowUs()
    const heard = this.#sources.filter(votes)
    const away = heard.filter(({ us }) => Math.abs(us - keeperUs) > agreementUs)
    const silent = this.#strayed.filter(source => !heard.some(reading => reading.source === source))
    return [...new Set([...away.map(({ source }) => source), ...silent])].sort()
  }

  /** How many officers a jump to `toUs` needs; `retentionUs` is the shortest limit of any rule in force. */
  officersNeeded(toUs: number, retentionUs: number): 1 | 2 {
    return Math.abs(toUs - this.nowUs()) > retentionUs ? 2 : 1
  }

  /** Sets K, in either direction, on the word of officers. Erases nothing by itself and brings nothing back. */
  accept(order: {
    readonly toUs: number
    readonly by: readonly string[]
    readonly retentionUs: number
    readonly whose?: OrderedBy
  }): Extract<OfTime, { type: 'ClockAccepted' }> | Refusal {
    const { toUs, by, retentionUs, whose = { atConsole: true } } = order
    const fromUs = this.nowUs()
    const needed = this.officersNeeded(toUs, retentionUs)
    const officers = [...new Set(by.map(name => name.trim()).filter(name => name !== ''))]
    if (officers.length < needed) {
      return refuse(
        `この日時を受け入れるには${needed}名の確認が必要です`,
        needed === 2 ? machineHouse.twoOfficers : machineHouse.oneOfficer,
        '確かめた人をそろえてください',
      )
    }
    this.#set(toUs)
    this.#state = 'certain'
    this.#strayed = []
    return {
      type: 'ClockAccepted',
      fromUs,
      toUs,
      by: officers,
      sources: this.#sources,
      ...whose,
    }
  }

  /** The demo's movable clock. Throws TypeError in a keeper that is not a demo. */
  move(byUs: number): OfTime {
    if (!this.#demo) throw new TypeError('only the clock of a demo can be moved')
    const fromUs = this.nowUs()
    this.#movedUs += byUs
    this.#set(fromUs + byUs)
    return { type: 'ClockMoved', fromUs, toUs: fromUs + byUs, movedUs: this.#movedUs, demo: true }
  }

  #set(keeperUs: number): void {
    const monotonicUs = this.#readings.monotonicUs()
    const bootUs = this.#base.bootUs + monotonicUs - this.#base.monotonicUs
    this.#base = { keeperUs, bootUs, monotonicUs }
  }
}
