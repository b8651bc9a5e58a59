import type { Minute } from '#civil/minute.ts'

/** Whole minutes of one camera, `toMinute` exclusive: what is asked for, approved, shown and copied. */
export type FootageRange = {
  readonly camera: string
  readonly fromMinute: Minute
  readonly toMinute: Minute
}

export const isRange = ({ camera, fromMinute, toMinute }: FootageRange): boolean =>
  camera !== '' &&
  Number.isInteger(fromMinute) &&
  Number.isInteger(toMinute) &&
  fromMinute < toMinute

export const lengthOf = ({ fromMinute, toMinute }: FootageRange): number => toMinute - fromMinute

/** Whether every minute of `part` lies in one or another of `whole`. */
export function covers(whole: readonly FootageRange[], part: FootageRange): boolean {
  let from = part.fromMinute
  const same = whole
    .filter(({ camera }) => camera === part.camera)
    .toSorted((one, other) => one.fromMinute - other.fromMinute)
  for (const { fromMinute, toMinute } of same) {
    if (fromMinute > from) break
    from = Math.max(from, toMinute)
  }
  return from >= part.toMinute
}

export const coversAll = (
  whole: readonly FootageRange[],
  parts: readonly FootageRange[],
): boolean => parts.every(part => covers(whole, part))

/** What of `parts` is left when `taken` is cut away; in the order of `parts`. */
export function without(
  parts: readonly FootageRange[],
  taken: readonly FootageRange[],
): readonly FootageRange[] {
  return taken.reduce<readonly FootageRange[]>(
    (left, { camera, fromMinute, toMinute }) =>
      left.flatMap(range =>
        range.camera !== camera || toMinute <= range.fromMinute || range.toMinute <= fromMinute
          ? [range]
          : [
              { ...range, toMinute: fromMinute },
              { ...range, fromMinute: toMinute },
            ].filter(isRange),
      ),
    parts,
  )
}
