import type { Setting } from './decider.ts'
import { actsAsManager, holds, membersAt } from './office.ts'

/**
 * Whether so many are enough to decide for the whole body (読み A11): more than half of all its members then,
 * the posts the rule wants among them. An acting deputy stands for the chair.
 */
export function isMajority(setting: Setting, people: readonly string[], atUs: number): boolean {
  const { profile, office } = setting
  const members = membersAt(office, atUs)
  const counted = members.filter(member => people.includes(member))
  const including = profile.approval.collegiate?.majority.including ?? []
  return (
    counted.length * 2 > members.length &&
    including.every(post =>
      counted.some(
        person =>
          holds(office, person, post, atUs) ||
          (post === profile.manager.is && actsAsManager(setting, person, atUs)),
      ),
    )
  )
}
