import type { Codec, ParameterSets } from '#video/access-unit.ts'
import { sameSets } from '#video/parameter-sets.ts'

/** Time stamps count 1/90 000 s. */
export const ticksPerSecond = 90_000

/** Players read a difference of times as 31 bits, which is 6.6 h. */
export const longestHoleUs = 3 * 3_600_000_000

/** Units [from, next run's from) share one scale of time stamps. */
export type Run = { readonly from: number; readonly captureUs: number }
/** From unit `from` on, `sets[entry]` are in force. */
export type Entry = { readonly from: number; readonly entry: number }

/**
 * What a file needs to know of its access units, in the order in which they stand in it: 13 bytes each, no objects.
 * Their bytes never come here.
 */
export class UnitTable {
  count = 0
  /** Bytes of all units. */
  payloadBytes = 0
  sizes: Uint32Array
  ptsTicks: Float64Array
  /** Bit 0: a decoder can begin here. Bit 1: shown. */
  flags: Uint8Array
  readonly runs: Run[] = []
  readonly entries: Entry[] = []
  readonly sets: ParameterSets[] = []

  /** `expected` units save copying; more may come. */
  constructor(expected = 1024) {
    this.sizes = new Uint32Array(expected)
    this.ptsTicks = new Float64Array(expected)
    this.flags = new Uint8Array(expected)
  }

  get codec(): Codec | undefined {
    return this.sets[0]?.codec
  }

  /**
   * The next unit's time stamps begin anew (another connection, another camera clock); it was captured at `captureUs`
   * (µs since the epoch). Must stand before the first unit. The distance to the run before is kept; its last picture
   * stands until then. A run that would go back in time is placed right behind its predecessor.
   * Throws a RangeError where `takesRun` is false.
   */
  beginRun(captureUs: number): void {
    if (!this.takesRun(captureUs)) throw new RangeError('a hole of hours needs another file')
    if (this.runs.at(-1)?.from === this.count) this.runs.pop()
    this.runs.push({ from: this.count, captureUs })
  }

  /** False where the hole is longer than a file can tell (3 h). */
  takesRun(captureUs: number): boolean {
    const run = this.runs.at(-1)
    if (run === undefined || this.count === 0) return true
    const lastTicks = this.ptsTicks[this.count - 1]! - this.ptsTicks[run.from]!
    return captureUs - (run.captureUs + (lastTicks * 100) / 9) <= longestHoleUs
  }

  /**
   * Parameter sets in force from the next unit on. Must stand before the first unit; a repeat costs nothing.
   * Throws a RangeError for another codec: a file has one, the caller begins another file.
   */
  useSets(sets: ParameterSets): void {
    if (this.codec !== undefined && sets.codec !== this.codec) {
      throw new RangeError(`${sets.codec} after ${this.codec} needs another file`)
    }
    let entry = this.sets.findIndex(other => sameSets(other, sets))
    if (entry === -1) entry = this.sets.push(sets) - 1
    if (this.entries.at(-1)?.from === this.count) this.entries.pop()
    if (this.entries.at(-1)?.entry !== entry) this.entries.push({ from: this.count, entry })
  }

  /**
   * The next access unit: NAL units behind u32 lengths, `sizeBytes` in all; presentation time in 90 kHz ticks, not
   * wrapped within its run. `shown` false: decoded only (a lead-in); once a picture was shown, no such one may lie
   * before another.
   */
  add(sizeBytes: number, ptsTicks: number, key: boolean, shown = true): void {
    if (this.entries.length === 0 || this.runs.length === 0) {
      throw new RangeError('a unit needs a run and parameter sets before it')
    }
    if (this.count === this.sizes.length) this.#grow()
    this.sizes[this.count] = sizeBytes
    this.ptsTicks[this.count] = Math.round(ptsTicks)
    this.flags[this.count] = (key ? 1 : 0) | (shown ? 2 : 0)
    this.payloadBytes += sizeBytes
    this.count++
  }

  isKey(unit: number): boolean {
    return (this.flags[unit]! & 1) !== 0
  }

  isShown(unit: number): boolean {
    return (this.flags[unit]! & 2) !== 0
  }

  #grow(): void {
    const room = Math.max(1024, this.count * 2)
    const sizes = new Uint32Array(room)
    sizes.set(this.sizes)
    this.sizes = sizes
    const ptsTicks = new Float64Array(room)
    ptsTicks.set(this.ptsTicks)
    this.ptsTicks = ptsTicks
    const flags = new Uint8Array(room)
    flags.set(this.flags)
    this.flags = flags
  }
}
