import type { Month } from '#civil/month.ts'
import type { Basis } from '#law/basis.ts'
import type { Span } from './uptime-books.ts'
import type { Tally } from './uptime-tally.ts'

/** How long each camera recorded, month by month, as a clerk files it. Times are keeper time, lengths µs. */
export type UptimeReport = {
  readonly organisation: string
  /** Title of the rule document, and on what the report rests: its article, or our house rule. */
  readonly document: string
  readonly basis: Basis
  readonly site: string
  readonly keeper: string
  readonly madeUs: number
  /** By month, then in the order the cameras were added. */
  readonly rows: readonly UptimeRow[]
  /** Cameras whose footage only ever comes from a card: nothing of theirs is time recorded. */
  readonly cards: readonly string[]
  /** Events before this are gone: nothing is said about the time before it. */
  readonly keptSinceUs: number | null
  readonly uncertain: readonly Span[]
  readonly ranTwice: readonly Span[]
  readonly lostEvents: number
}

export type UptimeRow = Tally & {
  readonly month: Month
  readonly camera: string
  readonly name: string
  readonly place: string
  /** The part of the month that counts: from the day the camera was added until it was removed, or until now. */
  readonly fromUs: number
  readonly toUs: number
  /** `toUs - fromUs`, and that without `missingUs`. */
  readonly expectedUs: number
  readonly recordedUs: number
  /** Civil days that count whole, and those of them without a gap. */
  readonly days: { readonly whole: number; readonly withoutGap: number }
  /** Of the recorded time: given up before its limit for want of space. No gap. */
  readonly givenUpUs: number
}
