import { minuteUs } from '#civil/minute.ts'
import type { FootageRange } from '#domain/footage-range.ts'
import type { Gap, MinuteShown } from './showing.ts'

/** Pictures farther apart than this are a gap that is said. */
export const holeUs = 1_500_000

/** One picture of a range: its minute, its number there, and when it was taken. */
export type Place = {
  readonly minute: number
  readonly picture: number
  readonly captureUs: number
}

/** A minute as it can be shown; `why`: what keeps all of it from being shown, in words. */
export type FilmMinute = MinuteShown & { readonly why: string | null }

/** An approved camera and time as a row of pictures, read minute by minute as one gets there. */
export class Film {
  readonly range: FootageRange
  readonly #read: (minute: number) => Promise<FilmMinute>
  readonly #minutes = new Map<number, FilmMinute>()

  constructor(range: FootageRange, read: (minute: number) => Promise<FilmMinute>) {
    this.range = range
    this.#read = read
  }

  /** Minutes that were read so far, in order. */
  get known(): readonly (FilmMinute & { readonly minute: number })[] {
    return [...this.#minutes]
      .map(([minute, shown]) => ({ minute, ...shown }))
      .toSorted((one, other) => one.minute - other.minute)
  }

  async minute(minute: number): Promise<FilmMinute> {
    const known = this.#minutes.get(minute)
    if (known) return known
    const shown = await this.#read(minute)
    this.#minutes.set(minute, shown)
    return shown
  }

  first = (): Promise<Place | null> => this.#onwards(this.range.fromMinute)
  last = (): Promise<Place | null> => this.#backwards(this.range.toMinute - 1)

  /** The picture after or before this one, over the ends of minutes; null: there is none. */
  async step({ minute, picture }: Place, by: 1 | -1): Promise<Place | null> {
    const shown = await this.minute(minute)
    const beside = placeIn(minute, shown, picture + by)
    if (beside) return beside
    return by === 1 ? this.#onwards(minute + 1) : this.#backwards(minute - 1)
  }

  /** The picture nearest to so many µs further on or back; always another one, where there is any. */
  async move(from: Place, us: number): Promise<Place | null> {
    const by = us > 0 ? 1 : -1
    const beside = await this.step(from, by)
    const found = await this.at(from.captureUs + us)
    if (!beside || !found) return beside
    return (found.captureUs - from.captureUs) * by > 0 ? found : beside
  }

  /** The picture nearest to a time; in a gap the nearer of its two edges. */
  async at(us: number): Promise<Place | null> {
    const { fromMinute, toMinute } = this.range
    const minute = Math.min(Math.max(Math.floor(us / minuteUs), fromMinute), toMinute - 1)
    const shown = await this.minute(minute)
    const after = shown.pictures.findIndex(captureUs => captureUs >= us)
    const next = after >= 0 ? placeIn(minute, shown, after) : await this.#onwards(minute + 1)
    const before =
      placeIn(minute, shown, (after < 0 ? shown.pictures.length : after) - 1) ??
      (await this.#backwards(minute - 1))
    if (!next || !before) return next ?? before
    return next.captureUs - us <= us - before.captureUs ? next : before
  }

  /** What is missing of the minutes that were read, as it was noted; a hole that nobody noted is one, too. */
  get gaps(): readonly Gap[] {
    return this.known.flatMap(({ minute, gaps, pictures }) => {
      const edges = [minute * minuteUs, ...pictures, (minute + 1) * minuteUs]
      const holes = edges.slice(1).flatMap((toUs, at): Gap[] => {
        const fromUs = edges[at]!
        const isNoted = gaps.some(gap => gap.fromUs < toUs && gap.toUs > fromUs)
        return toUs - fromUs > holeUs && !isNoted ? [{ fromUs, toUs, cause: 'unknown' }] : []
      })
      return [...gaps, ...holes].toSorted((one, other) => one.fromUs - other.fromUs)
    })
  }

  gapsBetween(fromUs: number, toUs: number): readonly Gap[] {
    return this.gaps.filter(gap => gap.fromUs < toUs && gap.toUs > fromUs)
  }

  async #onwards(from: number): Promise<Place | null> {
    for (let minute = from; minute < this.range.toMinute; minute++) {
      const found = placeIn(minute, await this.minute(minute), 0)
      if (found) return found
    }
    return null
  }

  async #backwards(from: number): Promise<Place | null> {
    for (let minute = from; minute >= this.range.fromMinute; minute--) {
      const shown = await this.minute(minute)
      const found = placeIn(minute, shown, shown.pictures.length - 1)
      if (found) return found
    }
    return null
  }
}

function placeIn(minute: number, { pictures }: MinuteShown, picture: number): Place | null {
  const captureUs = pictures[picture]
  return captureUs === undefined ? null : { minute, picture, captureUs }
}
