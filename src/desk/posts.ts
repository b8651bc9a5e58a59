import type { Setting } from '#domain/decider.ts'
import { actsAsManager, runs } from '#domain/office.ts'
import type { Post } from '#law/vocabulary/people.ts'

/** What somebody holds then by appointment, each once, in a fixed order. */
export const tenuresOf = ({ office }: Setting, person: string, atUs: number): readonly Post[] => [
  ...new Set(
    office.tenures
      .filter(tenure => tenure.person === person && runs(tenure, atUs))
      .map(({ post }) => post)
      .toSorted(),
  ),
]

/** As what somebody may act then: their posts, and the manager's where they act as the manager. */
export function postsOf(setting: Setting, person: string, atUs: number): readonly Post[] {
  const held = tenuresOf(setting, person, atUs)
  const acts = setting.office.tenures.some(
    ({ of }) => of !== null && actsAsManager(setting, person, atUs, of),
  )
  const manager = acts || actsAsManager(setting, person, atUs)
  return manager && !held.includes('manager') ? [...held, 'manager'] : held
}
