import { type Refusal, refuse } from '#law/basis.ts'
import { actHouse } from '#law/house.ts'
import type { Decider } from '../decider.ts'
import { forWhat, refuseOperator } from '../operating.ts'
import { witnessRuleFor } from '../quorum.ts'
import { refuseOpening, type ViewingFacts } from './opening.ts'
import { refuseShowing } from './showing.ts'
import type { ClosedViewing, OpenViewing, ViewingState } from './state.ts'
import type { ViewingCommand, ViewingEvent } from './words.ts'

type Command<Type extends ViewingCommand['type']> = Extract<ViewingCommand, { type: Type }>
type Decided = readonly ViewingEvent[] | Refusal

/**
 * One session: approved pictures, before the witnesses the document wants, on a registered screen. Going on
 * after it was closed is a new session.
 */
export const viewing: Decider<ViewingState, ViewingCommand, ViewingEvent, ViewingFacts> = {
  initial: { status: 'none' },
  decide: (facts, state, command) => {
    if (command.type === 'Search') return searched(facts, command)
    if (command.type === 'Open') {
      return state.status === 'none'
        ? opened(facts, command)
        : outOfOrder('この閲覧は始まっています')
    }
    if (command.type === 'ConfirmLine') {
      return state.status === 'closed'
        ? confirmed(facts, state, command)
        : outOfOrder('閲覧が終わってから記録を確かめます')
    }
    return state.status === 'open'
      ? during(facts, state, command)
      : outOfOrder('この閲覧は始まっていないか、終わっています')
  },
  evolve: (state, event) => {
    if (event.type === 'ViewingOpened') {
      const { type, atUs, by, basis, witnesses, ...session } = event
      const present = Object.fromEntries(witnesses.map(person => [person, atUs]))
      return { status: 'open', openedAtUs: atUs, present, away: [], shown: [], ...session }
    }
    if (state.status === 'none') return state
    switch (event.type) {
      case 'PresenceShown':
        return { ...state, present: { ...state.present, [event.by]: event.atUs } }
      case 'SeatLeft':
        return { ...state, away: [...new Set([...state.away, event.by])] }
      case 'SeatTaken':
        return {
          ...state,
          away: state.away.filter(person => person !== event.by),
          present: { ...state.present, [event.by]: event.atUs },
        }
      case 'FootageShown':
        return { ...state, shown: [...state.shown, event.range] }
      case 'ViewingClosed':
        return {
          ...state,
          status: 'closed',
          closedAtUs: event.atUs,
          how: event.how,
          confirmedBy: [],
        }
      case 'LineConfirmed':
        return state.status === 'closed'
          ? { ...state, confirmedBy: [...state.confirmedBy, event.by] }
          : state
      case 'FootageSearched':
      case 'MomentNoted':
        return state
    }
  },
}

/** Looking for footage, no picture shown: by those who may work it, and recorded with its purpose. */
function searched(facts: ViewingFacts, { atUs, by, purpose, ranges }: Command<'Search'>): Decided {
  const { profile, instruction } = facts
  const cameras = ranges.map(({ camera }) => camera)
  const unfit = refuseOperator(facts, by, cameras, instruction, atUs, forWhat(facts))
  if (unfit) return unfit
  const basis = profile.registers.searchRecorded.by
  if (purpose.trim() === '') {
    return refuse(
      '何のために探すのかが書かれていません',
      basis,
      '目的を書いてから探してください。探したことも記録に残ります',
    )
  }
  return [{ type: 'FootageSearched', atUs, by, basis, purpose, ranges }]
}

function opened(facts: ViewingFacts, command: Command<'Open'>): Decided {
  const unfit = refuseOpening(facts, command)
  if (unfit) return unfit
  const { profile, request, terminal } = facts
  const { atUs, by, session, ranges, viewers, witnesses } = command
  const { internal } = request
  const rule = witnessRuleFor(facts, internal ? 'internalViewing' : 'viewing')
  return [
    {
      type: 'ViewingOpened',
      atUs,
      by,
      basis: rule?.by ?? profile.witnesses.without?.by ?? profile.approval.by,
      request: request.id,
      session,
      internal,
      ranges,
      viewers,
      witnesses: [...new Set(witnesses)],
      operator: by,
      terminal: terminal?.id ?? '',
      room: terminal?.room ?? '',
    },
  ]
}

function during(
  facts: ViewingFacts,
  state: OpenViewing,
  command: Exclude<ViewingCommand, { type: 'Search' | 'Open' | 'ConfirmLine' }>,
): Decided {
  const { presence } = facts.profile.witnesses
  const { atUs, by } = command
  switch (command.type) {
    case 'ShowPresence':
      return (
        byWitness(facts, state, by) ?? [{ type: 'PresenceShown', atUs, by, basis: presence.by }]
      )
    case 'LeaveSeat':
      return (
        byWitness(facts, state, by) ?? [{ type: 'SeatLeft', atUs, by, basis: presence.throughout }]
      )
    case 'ReturnToSeat':
      return (
        byWitness(facts, state, by) ?? [{ type: 'SeatTaken', atUs, by, basis: presence.throughout }]
      )
    case 'Show': {
      const { range } = command
      const { by: basis } = facts.profile.registers.fromFacts
      const unfit = refuseShowing(facts, state, command)
      return unfit ?? [{ type: 'FootageShown', atUs, by, basis, range }]
    }
    case 'Note': {
      const { camera, momentUs, says } = command
      const basis = facts.profile.registers.fromFacts.by
      return [{ type: 'MomentNoted', atUs, by, basis, camera, momentUs, says }]
    }
    case 'Close': {
      const basis = facts.profile.registers.fromFacts.by
      return [{ type: 'ViewingClosed', atUs, by, basis, how: command.how, shown: state.shown }]
    }
  }
}

/** Only who signed as a witness speaks for their own seat. */
function byWitness(facts: ViewingFacts, { present }: OpenViewing, person: string): Refusal | null {
  if (person in present) return null
  const { presence } = facts.profile.witnesses
  return refuse(
    'この閲覧の立会いの人ではありません',
    presence.by,
    '立会いとして署名した人が、自分で押してください',
  )
}

/** The line says what happened; a time typed by hand that differs is refused. */
function confirmed(
  { profile }: ViewingFacts,
  { openedAtUs, closedAtUs, operator, present, confirmedBy }: ClosedViewing,
  { atUs, by, note, typed }: Command<'ConfirmLine'>,
): Decided {
  const { fromFacts, correction } = profile.registers
  if (by !== operator && !(by in present)) {
    return refuse(
      '記録を確かめるのは、操作した人と立ち会った人です',
      fromFacts.by,
      'その場にいた人に確かめてもらってください',
    )
  }
  if (confirmedBy.includes(by)) {
    return refuse('すでに確かめた記録です', correction.by, '直すときは、訂正の行を加えてください')
  }
  if (typed && (typed.fromUs !== openedAtUs || typed.toUs !== closedAtUs)) {
    return refuse(
      '手で書いた時刻が、実際に映した時刻と違います',
      fromFacts.by,
      '時刻は実際のものを使い、事情は備考に書いてください',
    )
  }
  return [{ type: 'LineConfirmed', atUs, by, basis: fromFacts.by, note }]
}

const outOfOrder = (why: string): Refusal =>
  refuse(why, actHouse.stepsInOrder, '記録簿でこの件のいまの段階を確かめてください')
