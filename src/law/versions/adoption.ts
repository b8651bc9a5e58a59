import { type Day, dayOf, minuteOf, startOfDayUs } from '#civil/minute.ts'
import { type Refusal, refuse } from '../basis.ts'
import { notBackdated } from '../house.ts'
import { limitUs } from '../retention.ts'
import type { Profile } from '../vocabulary/profile.ts'

/** A version of a rule document that binds an organisation from an instant on. */
export type Adopted = {
  readonly profile: Profile
  /** 00:00 of the day it came into force, µs since the epoch. */
  readonly fromUs: number
}

export type Adoption = {
  readonly profile: Profile
  /** The day its 附則 names; null while that is blank. */
  readonly inForceOn: Day | null
  /** What becomes of footage that exists: `newLimit` would let it live by the new version alone. */
  readonly existingFootage: 'earliestLimit' | 'newLimit'
  /** The unit that puts it in force; where the document names its keeper, nobody else does. */
  readonly unit: string | null
  readonly atUs: number
}

/** Acts are judged by the version in force at their time. Null before the first. */
export const inForceAt = (adopted: readonly Adopted[], atUs: number): Adopted | null =>
  adopted.findLast(({ fromUs }) => fromUs <= atUs) ?? null

/**
 * Puts a version in force after those that were, in their order. The first may have been in force before
 * anybody ran it here; every later one begins after the instant it is decided.
 */
export function adopt(
  adopted: readonly Adopted[],
  { profile, inForceOn, existingFootage, unit, atUs }: Adoption,
): Adopted | Refusal {
  const written = profile.effectiveFrom.at(-1)!
  const { owner } = profile
  if (owner && unit !== owner.unit) {
    return refuse(
      `この規程を所管するのは${owner.unit}です。`,
      owner.by,
      `${owner.unit}に改正を求めてください。`,
    )
  }
  if (inForceOn === null) {
    return refuse(
      '施行の日が書かれていません。',
      written.by,
      '附則に施行の日を書き入れ、その版を登録してください。',
    )
  }
  if (written.day !== null && inForceOn < written.day) {
    return refuse(
      `この規程の施行の日（${written.day}）より前です。`,
      written.by,
      '施行の日から後の日を指定してください。',
    )
  }
  const fromUs = startOfDayUs(inForceOn)
  const before = adopted.at(-1)
  if (before && (fromUs < atUs || fromUs <= before.fromUs)) {
    return refuse(
      '規程の改正をさかのぼって施行することはできません。',
      notBackdated,
      `${dayOf(minuteOf(Math.max(atUs, before.fromUs)))}より後の日を施行の日にしてください。`,
    )
  }
  if (before && existingFootage === 'newLimit' && lengthens(before.profile, profile, fromUs)) {
    return refuse(
      '長くなった保存期間は、すでにある画像には及びません。',
      profile.acrossVersions.by,
      '施行の日から後に撮影する画像に、新しい保存期間を当てはめてください。',
    )
  }
  return { profile, fromUs }
}

/** Whether footage taken just before would live longer under the new version alone. */
function lengthens(before: Profile, next: Profile, fromUs: number): boolean {
  const minute = minuteOf(fromUs) - 1
  const limit = ({ retention: { rule } }: Profile) =>
    rule.kind === 'minimumNecessary' && rule.decided === null ? null : limitUs(rule, minute)
  const [old, young] = [limit(before), limit(next)]
  return old !== null && young !== null && young > old
}
