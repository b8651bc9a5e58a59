import type { Timing } from './timing.ts'
import type { UnitTable } from './unit-table.ts'

/** The part of the media that is shown, in ticks. */
export type Presentation = {
  readonly fromTicks: number
  readonly durationTicks: number
  /** How many pictures it has. */
  readonly pictures: number
  /** Capture of its first picture, µs since the epoch. */
  readonly captureUs: number
}

/**
 * One piece without an unshown picture: of a file with several edits FFmpeg (and with it browsers) shows pictures
 * twice. Where a lead-in ends among B-frames, shown ones that come before its last picture fall away with it.
 * Throws a RangeError where nothing is left, or an unshown picture lies between shown ones.
 */
export function presentationOf(units: UnitTable, timing: Timing): Presentation {
  const { compose, endTicks, originUs } = timing
  let first = 0
  let afterTicks = -1
  while (first < units.count && !units.isShown(first)) {
    afterTicks = Math.max(afterTicks, compose[first++]!)
  }
  let toTicks = endTicks
  for (let unit = first; unit < units.count; unit++) {
    if (!units.isShown(unit)) toTicks = Math.min(toTicks, compose[unit]!)
  }
  let pictures = 0
  let fromTicks = toTicks
  for (let unit = first; unit < units.count; unit++) {
    const time = compose[unit]!
    if (!units.isShown(unit) || time <= afterTicks) continue
    if (time > toTicks) throw new RangeError('pictures after unshown ones need another file')
    fromTicks = Math.min(fromTicks, time)
    pictures++
  }
  if (pictures === 0) throw new RangeError('a file needs a unit to show')
  const captureUs = originUs + Math.round((fromTicks * 100) / 9)
  return { fromTicks, durationTicks: toTicks - fromTicks, pictures, captureUs }
}
