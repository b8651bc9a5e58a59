import { type Minute, minuteOf } from '#civil/minute.ts'

/** [fromUs, toUs) of capture time. */
export type Range = { readonly fromUs: number; readonly toUs: number }

/** The minutes it touches, [from, to). */
export const minutesOf = ({ fromUs, toUs }: Range): readonly [Minute, Minute] => [
  minuteOf(fromUs),
  minuteOf(toUs - 1) + 1,
]

export const isWithin = ({ fromUs, toUs }: Range, us: number): boolean => fromUs <= us && us < toUs
