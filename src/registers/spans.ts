import { warekiPeriod } from '#civil/wareki.ts'
import type { FootageRange } from '#domain/footage-range.ts'

/** The same minutes once, camera by camera and in their order: what was shown twice is written once. */
export function merged(ranges: readonly FootageRange[]): readonly FootageRange[] {
  const whole: FootageRange[] = []
  const ordered = ranges.toSorted(
    (one, other) =>
      (one.camera < other.camera ? -1 : one.camera > other.camera ? 1 : 0) ||
      one.fromMinute - other.fromMinute,
  )
  for (const range of ordered) {
    const last = whole.at(-1)
    if (last?.camera === range.camera && range.fromMinute <= last.toMinute) {
      whole[whole.length - 1] = { ...last, toMinute: Math.max(last.toMinute, range.toMinute) }
    } else whole.push(range)
  }
  return whole
}

/** 「令和8年11月14日15時42分から令和8年11月14日15時43分まで」, to the minute, one for each stretch. */
export const periods = (ranges: readonly FootageRange[]): string =>
  [
    ...new Set(
      merged(ranges).map(({ fromMinute, toMinute }) => warekiPeriod(fromMinute, toMinute)),
    ),
  ].join('、')

export const places = (
  ranges: readonly FootageRange[],
  placeOf: (camera: string) => string,
): string => [...new Set(merged(ranges).map(({ camera }) => placeOf(camera)))].join('、')

/** Each camera with its own stretches. */
export const placesAndPeriods = (
  ranges: readonly FootageRange[],
  placeOf: (camera: string) => string,
): string =>
  merged(ranges)
    .map(
      ({ camera, fromMinute, toMinute }) =>
        `${placeOf(camera)} ${warekiPeriod(fromMinute, toMinute)}`,
    )
    .join('、')
