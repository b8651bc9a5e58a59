import { showingHouse } from './house/acts.ts'
import type { Profile } from './vocabulary/profile.ts'
import type { WitnessRule } from './vocabulary/witnesses.ts'

const acts = ['viewing', 'takeOut', 'internalViewing'] as const

/**
 * A section's own switch: two of its people witness what the document lets be done without any. An act for
 * which the document has a rule keeps that rule; ours never stands in its place, and rests on 内規 alone.
 */
export function withTwoWitnesses(profile: Profile): Profile {
  const { rules } = profile.witnesses
  const open = acts.filter(act => !rules.some(rule => rule.acts.includes(act)))
  if (open.length === 0) return profile
  const by = showingHouse.twoWitnesses
  const ours: WitnessRule = {
    acts: open,
    atLeast: 2,
    from: { posts: ['manager', 'operator', 'staff'], word: '職員', by },
    mustInclude: [],
    operatorCounts: { kind: 'yes', by },
    requesterNever: by,
    by,
  }
  return { ...profile, witnesses: { ...profile.witnesses, rules: [...rules, ours] } }
}

/** Named posts that must be among the witnesses, left out again where it was us who named them (A9). */
export const withoutOurNamedPosts = (profile: Profile): Profile => ({
  ...profile,
  witnesses: {
    ...profile.witnesses,
    rules: profile.witnesses.rules.map(rule => ({
      ...rule,
      mustInclude: rule.mustInclude.filter(({ by }) => by.kind !== 'houseRule'),
    })),
  },
})
