import { type Refusal, refuse } from '#law/basis.ts'
import { actWord } from '#law/called.ts'
import { actHouse } from '#law/house.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import type { Setting } from '../decider.ts'
import { coversAll, isRange } from '../footage-range.ts'
import { notReady } from '../request/ready.ts'
import type { OpenRequest } from '../request/state.ts'
import type { Proposal } from './state.ts'
import type { ApprovalCommand } from './words.ts'

export type Facts = Setting & { readonly request: OpenRequest }
type Terms = Extract<ApprovalCommand, { type: 'Propose' | 'DecideAsManager' }>

/**
 * What the body is asked to decide on: the request as it stands, or a narrower part of it. A request whose
 * ground is not complete does not reach the body.
 */
export function proposalFrom(facts: Facts, terms: Terms): Proposal | Refusal {
  const { profile, request } = facts
  const acts = terms.acts ?? request.acts
  const ranges = terms.ranges ?? request.ranges
  if (!acts.every(act => request.acts.includes(act)) || !coversAll(request.ranges, ranges)) {
    return refuse(
      '求められていない範囲や行為は承認できません',
      actHouse.withinRequest,
      '求めの範囲の中で決めるか、広げた内容で新しく求めてもらってください',
    )
  }
  const narrowed = terms.ranges
  if (acts.length === 0 || (narrowed && !(narrowed.length > 0 && narrowed.every(isRange)))) {
    return refuse(
      'どの行為を、どの画像について承認するのかが決まっていません',
      actHouse.stepsInOrder,
      '行為とカメラ・時間の範囲を選んでください',
    )
  }
  const unknown = acts.find(act => ruleOf(facts, act) === undefined)
  if (unknown) {
    const { silence } = profile
    return refuse(
      `${actWord(profile, unknown)}の承認について、規程に定めがありません`,
      silence.by,
      `${silence.ask}に諮ってください`,
    )
  }
  const { together } = profile.approval
  const alone = acts.find(act => ruleOf(facts, act)?.own)
  if (alone && acts.length > 1 && together === null) {
    return refuse(
      `${actWord(profile, alone)}の承認は、ほかの行為と別に求めます`,
      ruleOf(facts, alone)!.by,
      '行為ごとに承認を求めてください',
    )
  }
  const unready = notReady(facts, request, acts, terms.atUs)
  if (unready) return unready
  return {
    request: request.id,
    ground: request.ground ?? '',
    purpose: request.purpose,
    acts,
    ranges,
    conditions: terms.conditions ?? [],
    sessions: terms.sessions ?? 1,
    leadIn: terms.leadIn ?? false,
  }
}

const ruleOf = ({ profile }: Facts, act: Act) =>
  profile.approval.acts.find(rule => rule.act === act)
