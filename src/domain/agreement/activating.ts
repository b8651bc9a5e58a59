import { type Refusal, refuse } from '#law/basis.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { ruleFor } from './state.ts'
import type { Terms } from './words.ts'

/** With nobody but the partner the document names. */
export function refusePartner(profile: Profile, partner: string): Refusal | null {
  const [any] = profile.agreements
  if (!any) {
    return refuse(
      'この規程には、協定の定めがありません',
      profile.silence.by,
      `${profile.silence.ask}に確かめてください`,
    )
  }
  return ruleFor(profile, partner)
    ? null
    : refuse(
        `${partner}とは、この協定を結べません`,
        any.by,
        `相手は、${profile.agreements.map(rule => rule.with).join('・')}だけです。ほかは依頼として受け付けてください`,
      )
}

/** What it must say, and what it must not claim, before it is put in force. */
export function refuseTerms(profile: Profile, terms: Terms): Refusal | null {
  const rule = ruleFor(profile, terms.with)
  if (!rule) return refusePartner(profile, terms.with)
  const missing = rule.clauses.find(({ id }) => !terms.clauses.includes(id))
  if (missing) {
    return refuse(
      `協定に「${missing.says}」の定めがありません`,
      missing.by,
      'この定めを加えた協定書を交わしてください',
    )
  }
  const beyond = terms.displaces.find(cite => !rule.displaces.includes(cite))
  return beyond === undefined
    ? null
    : refuse(
        `協定によっても、${beyond}は外せません`,
        rule.onlyThese,
        `協定で定められるのは、${rule.displaces.join('・')}に代わる手順だけです`,
      )
}
