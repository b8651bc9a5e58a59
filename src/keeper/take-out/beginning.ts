import { isBreak } from '#vault/decodability.ts'
import { readRange, type Source } from '#vault/read-range.ts'
import type { CapturedUnit } from '#video/access-unit.ts'
import { isWithin, minutesOf, type Range } from './range.ts'
import { TakeOutFault } from './take-out-fault.ts'

/**
 * How many units of the range's minutes (lead-in included) stand before the one a decoder begins with: the last key
 * frame at or before the first unit captured in the range, or the one before it where pictures refer across it.
 * Reads no further than the unit behind that. Throws TakeOutFault `nothing`.
 */
export async function unitsBefore(source: Source, range: Range): Promise<number> {
  const keys = new Keys()
  let count = 0
  let first: number | null = null
  for await (const piece of readRange(source, ...minutesOf(range))) {
    if (isBreak(piece)) {
      if (first !== null) break
      keys.break()
    }
    if (piece.kind !== 'units' && piece.kind !== 'leadIn') continue
    for (const unit of piece.units) {
      keys.pass(unit, count)
      if (piece.kind === 'units' && isWithin(range, unit.captureUs)) first ??= count
      if (first !== null && keys.isKnownAt(count)) return keys.begin ?? first
      count += 1
    }
  }
  if (first === null) throw new TakeOutFault('nothing', 'no footage in this range', range.fromUs)
  return keys.begin ?? first
}

/** The unit from which on what comes decodes whole. */
class Keys {
  #last: number | null = null
  #before: number | null = null
  #lastTicks = 0
  /** A picture sent after the last key frame is shown before it: an open group. */
  #isOpen = false

  get begin(): number | null {
    return this.#isOpen ? (this.#before ?? this.#last) : this.#last
  }

  /** Whether what has passed tells if the last key frame opened its group. */
  isKnownAt(count: number): boolean {
    return this.#last !== count
  }

  pass({ key, ptsTicks }: CapturedUnit, at: number): void {
    if (key) {
      this.#before = this.#last
      this.#last = at
      this.#lastTicks = ptsTicks
      this.#isOpen = false
    } else if (this.#last === at - 1) this.#isOpen = ptsTicks < this.#lastTicks
  }

  break(): void {
    this.#last = null
    this.#before = null
    this.#isOpen = false
  }
}
