import { type Refusal, refuse } from '#law/basis.ts'
import { actHouse } from '#law/house.ts'
import type { Decider, Setting } from '../decider.ts'
import { answerCheck, decideOn, disclose } from './deciding.ts'
import { identify, search } from './identifying.ts'
import { endPreservation, preserve } from './preserving.ts'
import { receive } from './receiving.ts'
import type { DisclosureCommand, DisclosureEvent, DisclosureState } from './words.ts'

/**
 * A person asks to be given their own images, or another asks under an ordinance: which track it is, who the
 * person is, what is checked, and that nothing outlives its period for it unless a provision orders so.
 */
export const disclosure: Decider<DisclosureState, DisclosureCommand, DisclosureEvent> = {
  initial: { status: 'none' },
  decide: (setting, state, command) => {
    if (command.type === 'ReceiveDisclosureRequest') return receive(setting.profile, state, command)
    if (state.status === 'none') {
      return refuse(
        '開示の求めをまだ受け付けていません',
        actHouse.stepsInOrder,
        'だれが何を求めているかを、先に受け付けてください',
      )
    }
    return onOpen(setting, state, command)
  },
  evolve: (state, event) => {
    if (event.type === 'DisclosureRequested') {
      const { id, track, statutory, who, name, ranges, entries, atUs } = event
      return {
        status: 'open',
        ...{ id, track, statutory, who, name, ranges, entries },
        receivedAtUs: atUs,
        identified: false,
        searched: false,
        checks: {},
        preserved: null,
        outcome: null,
        disclosedAtUs: null,
      }
    }
    if (state.status === 'none') return state
    switch (event.type) {
      case 'PersonIdentified':
        return { ...state, identified: true }
      case 'DisclosureEntered':
        return { ...state, entries: { ...state.entries, ...event.entries } }
      case 'SearchBegun':
        return { ...state, searched: true }
      case 'CheckAnswered':
        return { ...state, checks: { ...state.checks, [event.check]: event.answer } }
      case 'PreservationOrdered': {
        const { provision, ranges } = event
        return { ...state, preserved: { provision, ranges } }
      }
      case 'PreservationEnded':
        return { ...state, preserved: null }
      case 'DisclosureDecided':
        return { ...state, outcome: event.outcome, preserved: null }
      case 'Disclosed':
        return { ...state, disclosedAtUs: event.atUs }
    }
  },
}

function onOpen(
  setting: Setting,
  state: Exclude<DisclosureState, { status: 'none' }>,
  command: Exclude<DisclosureCommand, { type: 'ReceiveDisclosureRequest' }>,
): readonly DisclosureEvent[] | Refusal {
  const { profile } = setting
  switch (command.type) {
    case 'IdentifyPerson':
      return identify(profile, command)
    case 'EnterDisclosure': {
      const { atUs, by, entries } = command
      return [{ type: 'DisclosureEntered', atUs, by, basis: profile.disclosure.by, entries }]
    }
    case 'BeginSearch':
      return search(profile, state, command)
    case 'AnswerCheck':
      return answerCheck(profile, command)
    case 'OrderPreservation':
      return preserve(setting, state, command)
    case 'EndPreservation':
      return endPreservation(profile, state, command)
    case 'DecideDisclosure':
      return decideOn(setting, state, command)
    case 'Disclose':
      return disclose(profile, state, command)
  }
}
