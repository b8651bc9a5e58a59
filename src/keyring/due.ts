import type { Minute } from '#civil/minute.ts'
import { liveRanges } from './day-tree.ts'
import { type PlantedDay, plantedDays } from './day-trees.ts'
import type { CameraKeys } from './keyring.ts'
import type { Span } from './spans.ts'

/**
 * The instant (µs) from which an erasure step takes a minute of a camera. It must not fall as the
 * minute grows: every rule of retention, and the earliest among those in force since capture, is so.
 * Infinity where no rule is known.
 */
export type DueFromUs = (camera: string, minute: Minute) => number

/** Minutes of one tree that are due, as [from, to) of their index in the day. */
export type DueDay = PlantedDay & { readonly parts: readonly Span[] }

/** The first minute of [from, to) that is not due, or `to`; asks few times when few are due. */
export function endOfDue(isDue: (minute: Minute) => boolean, from: Minute, to: Minute): Minute {
  let low = from
  let high = from
  for (let stride = 1; high < to && isDue(high); stride *= 2) {
    low = high + 1
    high = Math.min(to, high + stride)
  }
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (isDue(middle)) low = middle + 1
    else high = middle
  }
  return low
}

/** What is due in a camera's trees, day by day; stops at the first minute that is not. */
export function duePerDay(keys: CameraKeys, isDue: (minute: Minute) => boolean): readonly DueDay[] {
  const due: DueDay[] = []
  for (const { day, first, tree } of plantedDays(keys.days)) {
    const parts: Span[] = []
    let open = false
    for (const [from, to] of liveRanges(tree)) {
      const end = endOfDue(isDue, first + from, first + to) - first
      if (end > from) parts.push([from, end])
      open = end < to
      if (open) break
    }
    if (parts.length > 0) due.push({ day, tree, first, parts })
    if (open) break
  }
  return due
}
