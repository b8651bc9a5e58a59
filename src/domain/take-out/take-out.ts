import { type Refusal, refuse } from '#law/basis.ts'
import { actHouse } from '#law/house.ts'
import type { Decider } from '../decider.ts'
import { refuseEnding } from './ending.ts'
import {
  refuseConfirming,
  refuseHandingOver,
  refuseLine,
  refuseTelling,
  registerOf,
} from './handing.ts'
import { refuseMaking, type TakeOutFacts } from './making.ts'
import { type Copy, isAlive, type TakeOutState } from './state.ts'
import type { TakeOutCommand, TakeOutEvent } from './words.ts'

type Command<Type extends TakeOutCommand['type']> = Extract<TakeOutCommand, { type: Type }>
type Decided = readonly TakeOutEvent[] | Refusal

/** A copy: made as approved, confirmed, told, written down, handed over, and followed to its end. */
export const takeOut: Decider<TakeOutState, TakeOutCommand, TakeOutEvent, TakeOutFacts> = {
  initial: { status: 'none' },
  decide: (facts, state, command) => {
    if (command.type === 'MakeCopy') {
      return state.status === 'none'
        ? made(facts, command)
        : outOfOrder('この番号の写しは、すでにあります')
    }
    if (state.status === 'none') return outOfOrder('その写しはまだ作られていません')
    if (!isAlive(state)) return outOfOrder('この写しは終わっています')
    return state.status === 'made'
      ? beforeHandOver(facts, state, command)
      : afterHandOver(facts, state, command)
  },
  evolve: (state, event) => {
    if (event.type === 'CopyMade') {
      const { type, atUs, by, basis, ...copy } = event
      return {
        ...copy,
        status: 'made',
        madeAtUs: atUs,
        confirmedBy: null,
        toldAtUs: null,
        line: null,
        handedOver: null,
        purposeAnswered: null,
        closedAtUs: null,
        ended: null,
      }
    }
    if (state.status === 'none') return state
    switch (event.type) {
      case 'CopyConfirmed':
        return { ...state, confirmedBy: event.by }
      case 'ConditionsTold':
        return { ...state, toldAtUs: event.atUs }
      case 'LineWritten':
        return { ...state, line: event.cells }
      case 'CopyHandedOver':
        return { ...state, status: 'handedOver', handedOver: { to: event.to, atUs: event.atUs } }
      case 'PurposeAnswered':
        return { ...state, purposeAnswered: { alive: event.alive, atUs: event.atUs } }
      case 'CopyEnded': {
        const { kind, atUs, evidence } = event
        return { ...state, status: 'ended', closedAtUs: atUs, ended: { kind, atUs, evidence } }
      }
      case 'CopyDiscarded':
        return { ...state, status: 'discarded', closedAtUs: event.atUs }
      case 'CopyLapsed':
        return { ...state, status: 'lapsed', closedAtUs: event.atUs }
      case 'ReturnedCopyErased':
        return state
    }
  },
}

function made(facts: TakeOutFacts, command: Command<'MakeCopy'>): Decided {
  const unfit = refuseMaking(facts, command)
  if (unfit) return unfit
  const { profile, request } = facts
  const { type, by, withinPurpose, operatorSigned, medium, witnesses, ...copy } = command
  const basis =
    profile.approval.acts.find(({ act }) => act === 'takeOut')?.by ?? profile.approval.by
  return [
    {
      ...copy,
      type: 'CopyMade',
      by,
      basis,
      request: request.id,
      medium: medium ?? '',
      witnesses: [...new Set(witnesses)],
      operator: by,
    },
  ]
}

function beforeHandOver(facts: TakeOutFacts, copy: Copy, command: TakeOutCommand): Decided {
  const { copies, registers } = facts.profile
  const { atUs, by } = command
  switch (command.type) {
    case 'ConfirmCopy': {
      const basis = copies.confirmation?.by ?? registers.fromFacts.by
      return refuseConfirming(facts, copy, command) ?? [{ type: 'CopyConfirmed', atUs, by, basis }]
    }
    case 'TellConditions': {
      const { told, signed, attestedBy } = command
      const basis = copies.told?.by ?? copies.conditions[0]?.by ?? registers.fromFacts.by
      return (
        refuseTelling(facts, command) ?? [
          { type: 'ConditionsTold', atUs, by, basis, told, signed, attestedBy },
        ]
      )
    }
    case 'WriteLine': {
      const basis = registerOf(facts)?.by ?? registers.fromFacts.by
      const { cells } = command
      return refuseLine(facts, command) ?? [{ type: 'LineWritten', atUs, by, basis, cells }]
    }
    case 'HandOver': {
      const basis = copies.lineFirst
      const { to } = command
      return (
        refuseHandingOver(facts, copy, command) ?? [{ type: 'CopyHandedOver', atUs, by, basis, to }]
      )
    }
    case 'Discard': {
      const { evidence } = command
      const { by: basis } = facts.profile.footage.needless
      return evidence.trim() === ''
        ? refuse(
            '廃棄したことを示すものがありません',
            copies.endings[0]?.evidence ?? copies.packageKey,
            '消去・破砕の記録か写真を添えてください',
          )
        : [{ type: 'CopyDiscarded', atUs, by, basis, evidence }]
    }
    case 'Lapse':
      return atUs < facts.limitUs
        ? refuse(
            '受け取りの期限はまだ来ていません',
            copies.packageKey,
            '受け取りに来るのを待つか、渡さないことにして媒体を消去してください',
          )
        : [{ type: 'CopyLapsed', atUs, by, basis: copies.packageKey }]
    default:
      return outOfOrder('この写しはまだ渡していません')
  }
}

function afterHandOver(facts: TakeOutFacts, copy: Copy, command: TakeOutCommand): Decided {
  const { copies } = facts.profile
  const { atUs, by } = command
  switch (command.type) {
    case 'AnswerPurpose': {
      const basis = copies.purposeAsked?.by ?? copies.reminder.by
      return [{ type: 'PurposeAnswered', atUs, by, basis, alive: command.alive }]
    }
    case 'End': {
      const unfit = refuseEnding(facts, copy, command)
      if (unfit) return unfit
      const { kind, evidence, statement, resolution } = command
      const basis = copies.endings.find(ending => ending.kind === kind)?.by ?? copies.notWhileAlive
      const ended = {
        type: 'CopyEnded',
        atUs,
        by,
        basis,
        kind,
        evidence,
        statement,
        resolution,
      } as const
      return kind === 'return'
        ? [ended, { type: 'ReturnedCopyErased', atUs, by, basis: copies.returned.by }]
        : [ended]
    }
    default:
      return outOfOrder('この写しは、もう渡しました')
  }
}

const outOfOrder = (why: string): Refusal =>
  refuse(why, actHouse.stepsInOrder, '記録簿でこの写しのいまの段階を確かめてください')
