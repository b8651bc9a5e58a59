import type { Minute } from '#civil/minute.ts'
import { type Cut, cutOut } from './cut.ts'
import { liveRanges } from './day-tree.ts'
import { plantedDays } from './day-trees.ts'
import type { Sha256 } from './key-bytes.ts'
import { type DayRange, inForce, type Keyring, keysOf, withKeys } from './keyring.ts'
import { holdSpans, outside, type Span, within } from './spans.ts'

/**
 * Gives unheld minutes [fromMinute, toMinute) of a camera up before their time (space, an order).
 * Minutes under a hold in force stay, in their tree or in the hold. The keyring itself where nothing
 * goes; else, as with `planErasure`, the caller commits and then wipes what was replaced.
 */
export function planEarlyErasure(
  sha256: Sha256,
  keyring: Keyring,
  nowUs: number,
  camera: string,
  fromMinute: Minute,
  toMinute: Minute,
): { next: Keyring; erased: readonly DayRange[] } {
  const keys = keysOf(keyring, camera)
  const holds = keyring.holds.filter(hold => hold.camera === camera && inForce(hold, nowUs))
  const wanted = outside([fromMinute, toMinute], holdSpans(holds))
  const cuts: Cut[] = []
  const erased: DayRange[] = []
  for (const { day, first, tree } of plantedDays(keys.days)) {
    const asked = wanted.map(([from, to]): Span => [from - first, to - first])
    const parts = liveRanges(tree)
      .flatMap(live => asked.map(span => within(live, span)))
      .filter(([from, to]) => from < to)
    if (parts.length === 0) continue
    cuts.push({ day, tree, parts })
    for (const [fromIndex, toIndex] of parts) erased.push({ camera, day, fromIndex, toIndex })
  }
  if (cuts.length === 0) return { next: keyring, erased }
  const days = cutOut(sha256, keys.days, cuts)
  return { next: withKeys(keyring, camera, { ...keys, days }), erased }
}
