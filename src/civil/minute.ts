/**
 * Civil time of the rule documents: every calendar question is asked in Asia/Tokyo, wherever the machine stands.
 *
 * Three units travel through the program: microseconds since the epoch (`…Us`), whole minutes since
 * the epoch (`Minute`, the grain of keys and of forgetting) and civil days (`Day`, the grain of key trees).
 */
export type Minute = number
/** A civil day in Asia/Tokyo, `yyyy-mm-dd`. */
export type Day = string

export const zone = 'Asia/Tokyo'
export const minuteUs = 60_000_000
export const secondUs = 1_000_000
/** Twenty-four hours: Tokyo keeps no summer time. */
export const dayUs = 1440 * minuteUs

export const minuteOf = (us: number): Minute => Math.floor(us / minuteUs)
export const startUs = (minute: Minute): number => minute * minuteUs

/** The civil moment of an instant, for calendar arithmetic and for printing. */
export const tokyo = (us: number): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(us / 1000)).toZonedDateTimeISO(zone)

const usOf = (moment: Temporal.ZonedDateTime): number => moment.epochMilliseconds * 1000

/** 00:00 of a civil day, in µs since the epoch. */
export const startOfDayUs = (day: Day): number =>
  usOf(Temporal.PlainDate.from(day).toZonedDateTime(zone))

export const addDays = (day: Day, days: number): Day =>
  Temporal.PlainDate.from(day).add({ days }).toString()

type DaySpan = { readonly day: Day; readonly first: Minute; readonly next: Minute }
const spans = new Map<Minute, DaySpan>()

/** The day around a minute, with its first minute and the first minute of the next day. */
export function daySpan(minute: Minute): DaySpan {
  const slot = Math.floor(minute / 60)
  const known = spans.get(slot)
  if (known) return known
  const day = tokyo(startUs(minute)).toPlainDate().toString()
  const first = minuteOf(startOfDayUs(day))
  const span = { day, first, next: minuteOf(startOfDayUs(addDays(day, 1))) }
  if (spans.size > 4096) spans.clear()
  spans.set(slot, span)
  return span
}

export const dayOf = (minute: Minute): Day => daySpan(minute).day
export const firstMinute = (day: Day): Minute => minuteOf(startOfDayUs(day))
/** Place of a minute within its civil day, 0 … 1439: the leaf of the day's key tree. */
export const minuteIndex = (minute: Minute): number => minute - daySpan(minute).first
/** Civil hour of a minute, 0 … 23: the file a minute belongs to. */
export const hourOf = (minute: Minute): number => Math.floor(minuteIndex(minute) / 60)

/** `2026-11-22 09:30:00`, as screens and certificates print it. */
export const printed = (us: number): string =>
  tokyo(us).toPlainDateTime().toString({ smallestUnit: 'second' }).replace('T', ' ')

/** Reads `2026-11-22 09:30` or `2026-11-22T09:30[:00]` as Tokyo time; throws RangeError on anything else. */
export function readMoment(text: string): number {
  if (!/^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?$/.test(text)) {
    throw new RangeError(`not a moment (yyyy-mm-dd hh:mm): ${text}`)
  }
  return usOf(Temporal.PlainDateTime.from(text.replace(' ', 'T')).toZonedDateTime(zone))
}
