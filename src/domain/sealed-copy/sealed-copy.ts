import { type Basis, type Refusal, refuse } from '#law/basis.ts'
import { actHouse } from '#law/house.ts'
import { seizedRange } from '#law/other-law.ts'
import type { Approved } from '../approval/state.ts'
import type { Decider, Setting } from '../decider.ts'
import { coversAll } from '../footage-range.ts'
import { ofTheOffice } from '../office.ts'
import type { OpenRequest } from '../request/state.ts'
import type { SealedCopyCommand, SealedCopyEvent, SealedCopyState } from './words.ts'

export type SealedCopyFacts = Setting & {
  readonly request: OpenRequest
  /** What has been decided on the request, or signed for its warrant; null while nothing is. */
  readonly approval: Approved | null
}

/**
 * 封印写し: what one person alone may make at night, numbered and unreadable to everybody. Its key is released
 * only when a second person has signed: with the warrant's signatures, or the approval of an urgent request.
 */
export const sealedCopy: Decider<
  SealedCopyState,
  SealedCopyCommand,
  SealedCopyEvent,
  SealedCopyFacts
> = {
  initial: { status: 'none' },
  decide: (facts, state, command) => {
    const { warrant, silence } = facts.profile
    if (warrant.kind === 'ask') {
      return refuse(
        'この規程には、令状と封印写しについての定めがありません',
        warrant.by,
        `${silence.ask}に尋ねてください`,
      )
    }
    const basis = warrant.sealedCopy
    return command.type === 'SealCopy'
      ? seal(facts, basis, state, command)
      : release(facts, basis, state, command)
  },
  evolve: (state, event) => {
    if (event.type === 'CopySealed') {
      const { number, ranges, keptUnder, by } = event
      return { status: 'sealed', number, ranges, keptUnder, sealedBy: by }
    }
    return state.status === 'none' ? state : { ...state, status: 'released' }
  },
}

function seal(
  { office, request }: SealedCopyFacts,
  basis: Basis,
  { status }: SealedCopyState,
  { atUs, by, number, ranges }: Extract<SealedCopyCommand, { type: 'SealCopy' }>,
): readonly SealedCopyEvent[] | Refusal {
  if (status !== 'none') {
    return refuse('封印写しはすでにあります', actHouse.stepsInOrder, '二人目の署名を求めてください')
  }
  if (!request.warrant && !request.urgent) {
    return refuse(
      '封印写しを作れるのは、令状があるときと、急ぎの求めのときだけです',
      basis,
      '通常の手続きで承認を求めてください',
    )
  }
  if (!ofTheOffice(office, by, atUs) || by === request.requester.person) {
    return refuse(
      '封印写しを作れるのは、いま職にある者だけです',
      basis,
      '職にある者に頼んでください',
    )
  }
  if (number.trim() === '' || ranges.length === 0 || !coversAll(request.ranges, ranges)) {
    return refuse(
      '封印写しは、番号を付け、求められた範囲に限ります',
      basis,
      '番号を付け、求められた範囲の中で指定してください',
    )
  }
  const keptUnder = request.warrant ? seizedRange : null
  return [{ type: 'CopySealed', atUs, by, basis, number, ranges, keptUnder }]
}

function release(
  { approval }: SealedCopyFacts,
  basis: Basis,
  state: SealedCopyState,
  { atUs, by }: Extract<SealedCopyCommand, { type: 'ReleaseSealedKey' }>,
): readonly SealedCopyEvent[] | Refusal {
  if (state.status !== 'sealed') {
    return refuse('封印された写しがありません', actHouse.stepsInOrder, '状態を確かめてください')
  }
  if (by === state.sealedBy) {
    return refuse(
      '封印写しの鍵は、作った人だけでは開きません',
      basis,
      '二人目の署名を求めてください',
    )
  }
  if (!approval?.acts.includes('takeOut') || !coversAll(approval.ranges, state.ranges)) {
    return refuse(
      '封印写しの範囲について、承認も令状の署名もそろっていません',
      basis,
      '承認を求めるか、令状に二人で署名してください',
    )
  }
  return [{ type: 'SealedKeyReleased', atUs, by, basis, number: state.number }]
}
