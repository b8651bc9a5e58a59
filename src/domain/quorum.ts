import { type Basis, type Refusal, refuse } from '#law/basis.ts'
import { postWord } from '#law/called.ts'
import type { Post } from '#law/vocabulary/people.ts'
import type { WitnessedAct, WitnessRule } from '#law/vocabulary/witnesses.ts'
import type { Setting } from './decider.ts'
import { actsAsManager, heldFor, holds, resolutionsInForce } from './office.ts'

/** Who is there at an act, and who does it. */
export type Attendance = {
  readonly witnesses: readonly string[]
  readonly operator: string
  /** Who asked for it, where that is one of the office's own people. */
  readonly requester: string | null
  /** The cameras it is about: posts may be held for one of them only. */
  readonly cameras: readonly string[]
}

/** The witness rule for an act; undefined where the document, and the house, have none. */
export const witnessRuleFor = ({ profile }: Setting, act: WitnessedAct): WitnessRule | undefined =>
  profile.witnesses.rules.find(({ acts }) => acts.includes(act))

/** Whether a person holds a post for every camera in question; a deputy stands for the manager. */
export const standsAs = (
  setting: Setting,
  person: string,
  post: Post,
  cameras: readonly string[],
  atUs: number,
): boolean =>
  heldFor(setting, cameras).every(of =>
    post === 'manager' || post === 'deputy'
      ? actsAsManager(setting, person, atUs, of)
      : holds(setting.office, person, post, atUs, of),
  )

/**
 * Whether enough different people of the right kind are there. A person counts once, however often named;
 * who asked never counts; who does the work counts where the rule says so. Null where they suffice, or where
 * no rule asks for witnesses.
 */
export function refuseWitnesses(
  setting: Setting,
  act: WitnessedAct,
  attendance: Attendance,
  atUs: number,
): Refusal | null {
  const rule = witnessRuleFor(setting, act)
  if (!rule) return null
  const { witnesses, cameras } = attendance
  const left = new Map<string, Basis>()
  const counted = [...new Set(witnesses)].filter(person => {
    const why = whyNotCounted(setting, rule, person, attendance, atUs)
    if (why) left.set(person, why)
    return why === null
  })
  if (counted.length < rule.atLeast) {
    const [why = rule.by] = left.values()
    return refuse(
      `立会いは${rule.from.word}${rule.atLeast}名以上です。いま数えられるのは${counted.length}名です`,
      why,
      `立ち会える${rule.from.word}を${rule.atLeast - counted.length}名頼んでください`,
    )
  }
  const missing = rule.mustInclude.find(
    ({ anyOf }) =>
      !counted.some(person => anyOf.some(post => standsAs(setting, person, post, cameras, atUs))),
  )
  if (missing) {
    const posts = missing.anyOf.map(post => postWord(setting.profile, post)).join('か')
    return refuse(
      `立会いに${posts}が加わっていません`,
      missing.by,
      `${posts}に立会いを頼んでください`,
    )
  }
  return null
}

/** On which rule this person does not count as a witness; null: they do. */
export function whyNotCounted(
  setting: Setting,
  rule: WitnessRule,
  person: string,
  { operator, requester, cameras }: Omit<Attendance, 'witnesses'>,
  atUs: number,
): Basis | null {
  if (person === requester) return rule.requesterNever
  const { posts, by } = rule.from
  if (!posts.some(post => standsAs(setting, person, post, cameras, atUs))) return by
  if (person !== operator) return null
  const { kind, by: operatorBy } = rule.operatorCounts
  const resolved = resolutionsInForce(setting.office, 'operatorCounts', atUs).length > 0
  return kind === 'yes' || (kind === 'ifResolved' && resolved) ? null : operatorBy
}
