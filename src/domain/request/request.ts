import { type Basis, type Refusal, refuse } from '#law/basis.ts'
import { actHouse } from '#law/house.ts'
import type { Decider, Setting } from '../decider.ts'
import { amendPurpose, close, narrow, receive } from './asking.ts'
import { answerTest, claimGround, claimUrgency, presentWarrant, readAgain } from './claiming.ts'
import { check, demandPaper, handIn, identify } from './proving.ts'
import type { OpenRequest, RequestState } from './state.ts'
import type { RequestCommand, RequestEvent } from './words.ts'

export type { RequestCommand, RequestEvent }

/** What became of the copies that left for a request: it is not closed before they are at their end. */
export type RequestFacts = Setting & {
  readonly copiesAlive: number
  /** Copies whose making the manager has not confirmed, where the document asks that. */
  readonly copiesUnconfirmed: number
  /** An approval stands, or was signed for under a warrant: what it was given for does not change any more. */
  readonly approved: boolean
}

/** What an approval is given for. Papers, proofs and checks may still be added to it. */
const decidedOn: readonly RequestCommand['type'][] = [
  'ClaimGround',
  'AnswerTest',
  'Enter',
  'Narrow',
  'AmendPurpose',
  'ClaimUrgency',
  'PresentWarrant',
]

/**
 * A request from its receipt to its close. What it still lacks is never refused here but shown, and refused
 * when somebody decides on it (`notReady`): a request at the counter is complete bit by bit.
 */
export const request: Decider<RequestState, RequestCommand, RequestEvent, RequestFacts> = {
  initial: { status: 'none' },
  decide: (facts, state, command) => {
    if (command.type === 'Receive') return receive(facts, state, command)
    if (state.status !== 'open') {
      return refuse(
        state.status === 'none' ? 'まだ受け付けていません' : 'この件は終わっています',
        actHouse.stepsInOrder,
        '新しく受け付けてください',
      )
    }
    if (facts.approved && decidedOn.includes(command.type)) {
      return refuse(
        '承認された求めの内容は、もう変えられません',
        actHouse.withinRequest,
        '変えるところがあれば、新しく求めてもらってください',
      )
    }
    return onOpen(facts, state, command)
  },
  evolve: (state, event) => {
    if (event.type === 'Received') return opened(event)
    if (state.status !== 'open') return state
    if (event.type === 'Withdrawn') return { status: 'withdrawn', request: state }
    if (event.type === 'RequestClosed') return { status: 'closed', request: state }
    return grown(state, event)
  },
}

function onOpen(
  facts: RequestFacts,
  state: OpenRequest,
  command: Exclude<RequestCommand, { type: 'Receive' }>,
): readonly RequestEvent[] | Refusal {
  const { profile } = facts
  const said = (basis: Basis) => ({ atUs: command.atUs, by: command.by, basis })
  switch (command.type) {
    case 'ClaimGround':
      return claimGround(profile, command)
    case 'AnswerTest':
      return answerTest(profile, state, command)
    case 'Enter':
      return [
        { type: 'Entered', ...said(profile.grounds.application.by), entries: command.entries },
      ]
    case 'HandIn':
      return handIn(profile, command)
    case 'DemandPaper':
      return demandPaper(profile, state, command)
    case 'Identify':
      return identify(profile, state, command)
    case 'Check':
      return check(profile, state, command)
    case 'Narrow':
      return narrow(profile, state, command)
    case 'AmendPurpose':
      return amendPurpose(profile, state, command)
    case 'ClaimUrgency':
      return claimUrgency(profile, command)
    case 'PresentWarrant':
      return presentWarrant(profile, command)
    case 'ReadAgain':
      return readAgain(profile, state, command)
    case 'Withdraw':
      return [
        { type: 'Withdrawn', ...said(profile.grounds.application.by), reason: command.reason },
      ]
    case 'Close':
      return close(facts, command)
  }
}

function opened(event: Extract<RequestEvent, { type: 'Received' }>): OpenRequest {
  const { id, acts, internal, requester, purpose, ranges, application, atUs, by } = event
  return {
    status: 'open',
    id,
    receivedAtUs: atUs,
    receivedBy: by,
    acts,
    internal,
    requester,
    purpose,
    ranges,
    ground: null,
    answers: {},
    entries: {},
    papers: application ? [application] : [],
    identified: null,
    checks: {},
    urgent: null,
    warrant: null,
    secondReader: null,
  }
}

function grown(
  state: OpenRequest,
  event: Exclude<RequestEvent, { type: 'Received' | 'Withdrawn' | 'RequestClosed' }>,
): OpenRequest {
  switch (event.type) {
    case 'GroundClaimed':
      return { ...state, ground: event.ground }
    case 'TestAnswered':
      return { ...state, answers: { ...state.answers, [event.test]: event.answer } }
    case 'Entered':
      return { ...state, entries: { ...state.entries, ...event.entries } }
    case 'PaperHandedIn':
      return { ...state, papers: [...state.papers, event.paper] }
    case 'PaperDemanded':
      return state
    case 'IdentityChecked':
      return { ...state, identified: event.identified }
    case 'Checked':
      return { ...state, checks: { ...state.checks, [event.check]: event.answer } }
    case 'Narrowed':
      return { ...state, ranges: event.ranges }
    case 'PurposeAmended':
      return { ...state, purpose: event.purpose }
    case 'UrgencyClaimed':
      return { ...state, urgent: event.urgent }
    case 'WarrantPresented':
      return { ...state, warrant: event.warrant, ground: event.ground }
    case 'ReadAgain':
      return { ...state, secondReader: event.by }
  }
}
