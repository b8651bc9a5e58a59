import type { GapCause } from '../spool/events.ts'

/** A stretch of keeper time that was not recorded, and why; `toUs` exclusive. */
export type Missing = { readonly fromUs: number; readonly toUs: number; readonly cause: GapCause }

/** What one stretch of time comes to. `missingUs` is the sum of `byCause`. */
export type Tally = {
  readonly missingUs: number
  readonly byCause: Readonly<Partial<Record<GapCause, number>>>
  /** Stretches without a recorded moment between them, whatever their causes. */
  readonly gaps: number
  /** Clipped to the stretch asked for, with the cause it began with; the first of equally long ones. */
  readonly longest: Missing | null
}

/**
 * The same time, each moment once. Gaps are told again after a fault of the disk, and one told after a start
 * may reach into one told before it: a moment told twice belongs to the gap that began first, and among those
 * to the one told first. Ordered by time; what touches and has one cause is one stretch.
 */
export function disjoint(told: readonly Missing[]): readonly Missing[] {
  const stretches: Missing[] = []
  let reachedUs = Number.NEGATIVE_INFINITY
  for (const { fromUs, toUs, cause } of told.toSorted((a, b) => a.fromUs - b.fromUs)) {
    if (toUs <= Math.max(fromUs, reachedUs)) continue
    extend(stretches, { fromUs: Math.max(fromUs, reachedUs), toUs, cause })
    reachedUs = toUs
  }
  return stretches
}

/** Appends a stretch, or lengthens the last one where it goes on with the same cause. */
export function extend(stretches: Missing[], next: Missing): void {
  const last = stretches.at(-1)
  if (last?.toUs === next.fromUs && last.cause === next.cause) {
    stretches[stretches.length - 1] = { ...last, toUs: next.toUs }
  } else stretches.push(next)
}

/** Over [fromUs, toUs); `stretches` as `disjoint` gives them. */
export function tally(stretches: readonly Missing[], fromUs: number, toUs: number): Tally {
  const byCause: Partial<Record<GapCause, number>> = {}
  let missingUs = 0
  let gaps = 0
  let longest = null as Missing | null
  let current = null as Missing | null
  for (const stretch of stretches) {
    const from = Math.max(stretch.fromUs, fromUs)
    const to = Math.min(stretch.toUs, toUs)
    if (from >= to) continue
    missingUs += to - from
    byCause[stretch.cause] = (byCause[stretch.cause] ?? 0) + to - from
    if (current?.toUs === from) current = { ...current, toUs: to }
    else {
      gaps += 1
      current = { fromUs: from, toUs: to, cause: stretch.cause }
    }
    if (!longest || to - current.fromUs > longest.toUs - longest.fromUs) longest = current
  }
  return { missingUs, byCause, gaps, longest }
}
