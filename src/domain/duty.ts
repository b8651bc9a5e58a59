import { addDays, dayOf, minuteOf, startOfDayUs } from '#civil/minute.ts'
import type { Basis } from '#law/basis.ts'
import type { Post } from '#law/vocabulary/people.ts'

/**
 * Something a person has to do. Derived from events and the hour, never stored: it is there while its
 * cause is, and gone with it.
 */
export type Duty = {
  /** What kind, within the thing it is about. */
  readonly what: string
  /** The thing: a request's, camera's, medium's … stream id. */
  readonly about: string
  /** In a clerk's words. */
  readonly says: string
  /** What the person can do now. */
  readonly next: string
  readonly post: Post
  /** µs since the epoch; null where the rule sets no date and we set none. */
  readonly dueUs: number | null
  readonly basis: Basis
}

/** 期限超過. It never stops a camera. */
export const isOverdue = ({ dueUs }: Duty, nowUs: number): boolean =>
  dueUs !== null && dueUs < nowUs

/** When so many days from that day are over: the day itself does not count, the last one does. */
export const daysAfterUs = (us: number, days: number): number =>
  startOfDayUs(addDays(dayOf(minuteOf(us)), days + 1))
