import { type Basis, type Refusal, refuse } from '#law/basis.ts'
import { actHouse } from '#law/house.ts'
import { seizedRange } from '#law/other-law.ts'
import type { Post } from '#law/vocabulary/people.ts'
import type { Approved } from '../approval/state.ts'
import type { Decider, Setting } from '../decider.ts'
import { coversAll } from '../footage-range.ts'
import { holds } from '../office.ts'
import type { OpenRequest } from '../request/state.ts'
import type { WarrantCommand, WarrantEvent, WarrantState } from './words.ts'

export type WarrantFacts = Setting & { readonly request: OpenRequest }

/**
 * A judge's warrant: nobody decides whether, so many current post-holders sign that it was executed. One
 * person alone may seal a copy of the range it names; its key is released with the signature that completes.
 */
export const warrant: Decider<WarrantState, WarrantCommand, WarrantEvent, WarrantFacts> = {
  initial: { signers: [], completeAtUs: null, sealed: null },
  decide: (facts, state, command) => {
    const { profile, request } = facts
    const { warrant: rule, silence } = profile
    if (rule.kind === 'ask') {
      return refuse(
        'この規程には、令状についての定めがありません',
        rule.by,
        `${silence.ask}に尋ねてください`,
      )
    }
    if (!request.warrant) {
      return refuse(
        '令状がまだ示されていません',
        actHouse.stepsInOrder,
        '令状の裁判所・番号・執行する者・押収品目録を書いてください',
      )
    }
    switch (command.type) {
      case 'SignWarrant':
        return sign(facts, rule.signers, state, command)
      case 'SealCopy':
        return seal(rule.sealedCopy, request, state, command)
      case 'DeclineWarrant':
        return refuse(
          '令状による差押えは、断ることも可否を決めることもできません',
          rule.noVote,
          '令状の記載を確かめ、署名して引き渡してください',
        )
    }
  },
  evolve: (state, event) => {
    switch (event.type) {
      case 'WarrantSigned':
        return { ...state, signers: [...state.signers, event.by] }
      case 'WarrantComplete':
        return { ...state, completeAtUs: event.atUs }
      case 'CopySealed': {
        const { number, ranges, keptUnder } = event
        return { ...state, sealed: { number, ranges, keptUnder, keyReleasedAtUs: null } }
      }
      case 'SealedKeyReleased':
        return state.sealed
          ? { ...state, sealed: { ...state.sealed, keyReleasedAtUs: event.atUs } }
          : state
    }
  },
}

/** Posts of the office itself; a guard, a contractor or an auditor holds none of them. */
const own: readonly Post[] = [
  'manager',
  'deputy',
  'operator',
  'staff',
  'member',
  'chair',
  'viceChair',
]

function sign(
  { office, request }: WarrantFacts,
  { count, by: basis }: { readonly count: number; readonly by: Basis },
  { signers, completeAtUs, sealed }: WarrantState,
  { atUs, by }: WarrantCommand,
): readonly WarrantEvent[] | Refusal {
  if (completeAtUs !== null) {
    return refuse('署名はそろっています', actHouse.stepsInOrder, '引き渡しに進んでください')
  }
  if (!own.some(post => holds(office, by, post, atUs)) || by === request.requester.person) {
    return refuse(
      '令状に署名できるのは、いま職にある者だけです',
      basis,
      `職にある${count}名に署名を求めてください`,
    )
  }
  if (signers.includes(by)) {
    return refuse(
      '同じ人の署名は1名と数えます',
      actHouse.differentPeople,
      '別の職にある者に署名を求めてください',
    )
  }
  const said = { atUs, by, basis }
  const signed = { type: 'WarrantSigned', ...said, request: request.id } as const
  if (signers.length + 1 < count) return [signed]
  const complete = { type: 'WarrantComplete', ...said, request: request.id } as const
  if (!sealed) return [signed, complete]
  return [signed, complete, { type: 'SealedKeyReleased', ...said, number: sealed.number }]
}

function seal(
  basis: Basis,
  request: OpenRequest,
  { signers, completeAtUs, sealed }: WarrantState,
  { atUs, by, number, ranges }: Extract<WarrantCommand, { type: 'SealCopy' }>,
): readonly WarrantEvent[] | Refusal {
  if (sealed || completeAtUs !== null || !signers.includes(by)) {
    return refuse(
      '封印写しは、署名した人が、二人目の署名の前に一度だけ作れます',
      basis,
      signers.includes(by) ? '二人目の署名を求めてください' : 'まず令状に署名してください',
    )
  }
  if (number.trim() === '' || ranges.length === 0 || !coversAll(request.ranges, ranges)) {
    return refuse(
      '封印写しは、番号を付け、令状に記された範囲に限ります',
      basis,
      '番号を付け、令状に記された範囲を指定してください',
    )
  }
  return [{ type: 'CopySealed', atUs, by, basis, number, ranges, keptUnder: seizedRange }]
}

/** What a completed warrant opens: the acts and ranges asked under it, without conditions; null before. */
export function approvedByWarrant(
  { profile, request }: WarrantFacts,
  { signers, completeAtUs }: WarrantState,
): Approved | null {
  const { warrant: rule } = profile
  if (rule.kind === 'ask' || completeAtUs === null) return null
  return {
    status: 'approved',
    request: request.id,
    ground: rule.ground,
    purpose: request.purpose,
    acts: request.acts,
    ranges: request.ranges,
    conditions: [],
    sessions: 1,
    leadIn: false,
    approvers: signers,
    way: 'warrant',
    atUs: completeAtUs,
    basis: rule.by,
  }
}
