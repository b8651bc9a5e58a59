import type { Timing } from './timing.ts'
import type { UnitTable } from './unit-table.ts'

/** The part of the media that is shown, in ticks. */
export type Presentation = {
  readonly fromTicks: number
  readonly durationTicks: number
  /** Capture of the first picture shown, µs since the epoch. */
  readonly captureUs: number
}

/**
 * From the first shown unit to the last. It is one piece: of a file with several, FFmpeg (and with it browsers) shows
 * pictures twice. Throws a RangeError where nothing is shown, or an unshown picture lies between shown ones.
 */
export function presentationOf(units: UnitTable, timing: Timing): Presentation {
  let from = -1
  let to = -1
  for (const order of timing.orders) {
    for (const unit of order) {
      const time = timing.compose[unit]!
      if (!units.isShown(unit)) {
        if (from !== -1 && to === -1) to = time
      } else if (to !== -1) {
        throw new RangeError('pictures after unshown ones need another file')
      } else if (from === -1) from = time
    }
  }
  if (from === -1) throw new RangeError('a file needs a unit to show')
  return {
    fromTicks: from,
    durationTicks: (to === -1 ? timing.endTicks : to) - from,
    captureUs: timing.originUs + Math.round((from * 100) / 9),
  }
}
