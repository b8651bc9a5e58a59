import type { Timing } from './timing.ts'
import type { UnitTable } from './unit-table.ts'

/** A part of the presentation, in ticks; `mediaTicks` null: nothing is shown. */
export type Edit = { readonly mediaTicks: number | null; readonly durationTicks: number }

export type Presentation = {
  readonly edits: readonly Edit[]
  readonly durationTicks: number
  /** Capture of the first picture shown, µs since the epoch. */
  readonly captureUs: number
}

/**
 * What is shown and when: every shown unit, no other; a hole in the recording stays a hole of its true length,
 * not a standing picture. Throws a RangeError where nothing is shown.
 */
export function presentationOf(units: UnitTable, timing: Timing): Presentation {
  const edits: Edit[] = []
  let begin = 0
  let trueEnd = 0
  const show = (fromTicks: number, toTicks: number, toTrueTicks: number): void => {
    const trueStart = fromTicks + toTrueTicks
    if (edits.length === 0) begin = trueStart
    else if (trueStart > trueEnd) {
      edits.push({ mediaTicks: null, durationTicks: trueStart - trueEnd })
    }
    edits.push({ mediaTicks: fromTicks, durationTicks: toTicks - fromTicks })
    trueEnd = toTicks + toTrueTicks
  }
  for (const { order, stepTicks, toTrueTicks } of timing.stretches) {
    let from = -1
    for (const unit of order) {
      const time = timing.compose[unit]!
      if (units.isShown(unit)) {
        if (from === -1) from = time
      } else if (from !== -1) {
        show(from, time, toTrueTicks)
        from = -1
      }
    }
    if (from !== -1) show(from, timing.compose[order.at(-1)!]! + stepTicks, toTrueTicks)
  }
  if (edits.length === 0) throw new RangeError('a file needs a unit to show')
  return {
    edits,
    durationTicks: trueEnd - begin,
    captureUs: timing.originUs + Math.round((begin * 100) / 9),
  }
}
