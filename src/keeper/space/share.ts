import { type Minute, secondUs, startUs } from '#civil/minute.ts'
import type { CameraAbout } from '#keyring/keyring.ts'
import { isCeiling, isDecided, limitUs, type Retention } from '#law/retention.ts'

/** What a camera is expected to send: told by an operator, or measured over its first whole day. */
export type Plan = {
  readonly bitsPerSecond: number
  readonly sinceUs: number
  readonly by: 'given' | 'measured'
}

/** Seals, heads, footers and blocks not filled: above what the streams have (design/sealed-files.md). */
export const overhead = 1.02
/** Above so many times its share a camera's surplus goes before anything of the others. */
export const surplusAbove = 1.5

export const planOf = (about: CameraAbout): Plan | null => (about.plan as Plan | undefined) ?? null

/** How long a minute captured now is kept, s; without end while nobody has decided it. */
export const keptSeconds = (retention: Retention, minute: Minute): number =>
  isDecided(retention)
    ? (limitUs(retention, minute) - startUs(minute)) / secondUs
    : Number.POSITIVE_INFINITY

/** What a camera needs once its oldest footage falls due, bytes. */
export const plannedBytes = (bitsPerSecond: number, seconds: number): number =>
  Math.ceil((bitsPerSecond / 8) * seconds * overhead)

/** The same by now: a new camera has had no time for more. An hour at least, so that nobody is guilty of a first minute. */
export function shareBytes(plan: Plan, keptForSeconds: number, recordedSeconds: number): number {
  return plannedBytes(plan.bitsPerSecond, Math.max(Math.min(keptForSeconds, recordedSeconds), 3600))
}

/** Where the document sets a period, giving up early breaks it (期間違反); a ceiling says only by when. */
export const isBreach = (retention: Retention): boolean => !isCeiling(retention)
