import type { Setting } from '#domain/decider.ts'
import { runs } from '#domain/office.ts'
import { type Attendance, whyNotCounted, witnessRuleFor } from '#domain/quorum.ts'
import type { Basis } from '#law/basis.ts'
import type { Post } from '#law/vocabulary/people.ts'
import type { WitnessedAct } from '#law/vocabulary/witnesses.ts'

/** Who might attend, and on which rule they would not count; null: they would. */
export type Attendant = {
  readonly person: string
  readonly posts: readonly Post[]
  readonly why: Basis | null
}

/** Everybody in office then, as a witness of that act. */
export function attendantsAt(
  setting: Setting,
  act: WitnessedAct,
  attendance: Omit<Attendance, 'witnesses'>,
  atUs: number,
): readonly Attendant[] {
  const rule = witnessRuleFor(setting, act)
  const inOffice = setting.office.tenures.filter(tenure => runs(tenure, atUs))
  return [...new Set(inOffice.map(({ person }) => person))].map(person => ({
    person,
    posts: [...new Set(inOffice.filter(one => one.person === person).map(({ post }) => post))],
    why: rule ? whyNotCounted(setting, rule, person, attendance, atUs) : null,
  }))
}
