import { isRefusal, type Refusal, refuse } from '#law/basis.ts'
import { groundOf } from '#law/called.ts'
import { actHouse } from '#law/house.ts'
import type { Way } from '#law/vocabulary/approval.ts'
import type { Decider } from '../decider.ts'
import { outcomeOf, refuseLetters, refuseTelephone, refuseVoter, refuseWay } from './committee.ts'
import { refuseManager } from './manager.ts'
import { type Facts, proposalFrom } from './proposal.ts'
import type { ApprovalState, Proposal, Vote } from './state.ts'
import { refuseWarrant } from './warrant.ts'
import type { ApprovalCommand, ApprovalEvent } from './words.ts'

const initial: ApprovalState = { proposal: null, votes: {}, recused: [], decisions: [] }

/**
 * A decision on a request, by the body the document names: a committee's votes, the manager's own decision, or
 * a warrant that leaves nothing to decide.
 */
export const approval: Decider<ApprovalState, ApprovalCommand, ApprovalEvent, Facts> = {
  initial,
  decide: (facts, state, command) => {
    const { profile, request } = facts
    if (request.warrant && command.type !== 'SignWarrant') {
      const { warrant } = profile
      return refuse(
        '令状による差押えは、採決や判断にかけません',
        warrant.kind === 'ownPath' ? warrant.noVote : warrant.by,
        '令状の内容を記録し、二人で署名してください',
      )
    }
    switch (command.type) {
      case 'Propose':
        return proposed(facts, command)
      case 'Vote':
        return voted(facts, state, command)
      case 'Recuse':
        return recused(facts, state, command)
      case 'EnterPaper':
        return entered(facts, state, command)
      case 'EnterTelephone':
        return telephoned(facts, state, command)
      case 'DecideAsManager':
        return decidedByManager(facts, command)
      case 'SignWarrant':
        return signed(facts, command)
    }
  },
  evolve: (state, event) => {
    switch (event.type) {
      case 'Proposed': {
        const { type, atUs, by, basis, ...proposal } = event
        return { ...state, proposal, votes: {} }
      }
      case 'VoteCast': {
        const { inFavour, reasons, way } = event
        return { ...state, votes: { ...state.votes, [event.member]: { inFavour, reasons, way } } }
      }
      case 'MemberRecused': {
        const { [event.by]: _withdrawn, ...votes } = state.votes
        return { ...state, votes, recused: [...state.recused, event.by] }
      }
      case 'PaperEntered':
      case 'TelephoneEntered':
        return state
      case 'Approved': {
        const { type, by, ...approved } = event
        const decision = { ...approved, status: 'approved' as const }
        return { ...state, proposal: null, votes: {}, decisions: [...state.decisions, decision] }
      }
      case 'NotApproved': {
        const { type, by, ...refused } = event
        const decision = { ...refused, status: 'refused' as const }
        return { ...state, proposal: null, votes: {}, decisions: [...state.decisions, decision] }
      }
    }
  },
}

type Command<Type extends ApprovalCommand['type']> = Extract<ApprovalCommand, { type: Type }>
type Decided = readonly ApprovalEvent[] | Refusal

function proposed(facts: Facts, command: Command<'Propose'>): Decided {
  const { approval } = facts.profile
  if (approval.body === 'manager') {
    return refuse(
      'この規程では、管理責任者が決めます。採決はしません',
      approval.by,
      '管理責任者の判断を求めてください',
    )
  }
  const proposal = proposalFrom(facts, command)
  if (isRefusal(proposal)) return proposal
  const { atUs, by } = command
  return [{ type: 'Proposed', atUs, by, basis: approval.by, ...proposal }]
}

function voted(facts: Facts, state: ApprovalState, command: Command<'Vote'>): Decided {
  const { atUs, by, inFavour, reasons } = command
  if (!state.proposal) return nothingProposed()
  const unfit =
    refuseWay(facts, 'terminal', [by]) ??
    refuseVoter(facts, state, by, atUs) ??
    refuseSilentNo(facts, inFavour, reasons)
  if (unfit) return unfit
  const basis = facts.profile.approval.by
  const vote = { inFavour, reasons, way: 'terminal' as const }
  const votes = { ...state.votes, [by]: vote }
  return [
    { type: 'VoteCast', atUs, by, basis, member: by, ...vote },
    ...outcome(facts, { ...state, votes }, state.proposal, command, 'terminal'),
  ]
}

function recused(
  facts: Facts,
  state: ApprovalState,
  { atUs, by, reason }: Command<'Recuse'>,
): Decided {
  const { recusal } = facts.profile.approval
  const unfit = refuseVoter(facts, state, by, atUs)
  if (unfit) return unfit
  return [{ type: 'MemberRecused', atUs, by, basis: recusal.by, reason }]
}

function entered(facts: Facts, state: ApprovalState, command: Command<'EnterPaper'>): Decided {
  const { atUs, by, inFavour, against, reasons, paper, sha256, scannedBy } = command
  const { proposal } = state
  if (!proposal) return nothingProposed()
  const unfit =
    refuseWay(facts, 'paper', scannedBy) ??
    refuseLetters(facts, command) ??
    refuseSilentNo(facts, against.length === 0, reasons)
  if (unfit) return unfit
  const basis = facts.profile.approval.by
  const cast: Extract<ApprovalEvent, { type: 'VoteCast' }>[] = []
  for (const [members, yes] of [
    [inFavour, true],
    [against, false],
  ] as const) {
    for (const member of members) {
      const unable = refuseVoter(facts, state, member, atUs)
      if (unable) return unable
      cast.push({ type: 'VoteCast', atUs, by, basis, member, inFavour: yes, reasons, way: 'paper' })
    }
  }
  const votes = { ...state.votes, ...Object.fromEntries(cast.map(vote => [vote.member, vote])) }
  return [
    { type: 'PaperEntered', atUs, by, basis, paper, sha256, scannedBy },
    ...cast,
    ...outcome(facts, { ...state, votes }, proposal, command, 'paper'),
  ]
}

function telephoned(
  facts: Facts,
  { proposal }: ApprovalState,
  command: Command<'EnterTelephone'>,
): Decided {
  const { atUs, by, resolution, assents, heardBy } = command
  if (!proposal) return nothingProposed()
  const unfit = refuseWay(facts, 'telephone', heardBy) ?? refuseTelephone(facts, command)
  if (unfit) return unfit
  const basis = facts.profile.approval.collegiate?.telephone.by ?? facts.profile.approval.by
  const approvers = [...new Set(assents)]
  return [
    { type: 'TelephoneEntered', atUs, by, basis, resolution, heardBy },
    { type: 'Approved', atUs, by, basis, ...proposal, approvers, way: 'telephone' },
  ]
}

function decidedByManager(facts: Facts, command: Command<'DecideAsManager'>): Decided {
  const { atUs, by, grant, reasons } = command
  const unfit = refuseManager(facts, command) ?? refuseSilentNo(facts, grant, reasons)
  if (unfit) return unfit
  const basis = facts.profile.approval.by
  if (!grant) {
    const { id: request, acts } = facts.request
    return [{ type: 'NotApproved', atUs, by, basis, request, acts, reasons }]
  }
  const proposal = proposalFrom(facts, command)
  if (isRefusal(proposal)) return proposal
  const { use } = command
  const decided = { ...proposal, ...(use === undefined ? {} : { use }) }
  return [{ type: 'Approved', atUs, by, basis, ...decided, approvers: [by], way: 'manager' }]
}

function signed(facts: Facts, command: Command<'SignWarrant'>): Decided {
  const { profile, request } = facts
  const unfit = refuseWarrant(facts, command)
  if (unfit) return unfit
  const { warrant } = profile
  const ground = warrant.kind === 'ownPath' ? (groundOf(profile, warrant.ground)?.code ?? '') : ''
  const { atUs, by } = command
  return [
    {
      type: 'Approved',
      atUs,
      by,
      basis: warrant.by,
      request: request.id,
      ground,
      purpose: request.purpose,
      acts: request.acts,
      ranges: request.ranges,
      conditions: [],
      sessions: 1,
      leadIn: true,
      approvers: [...new Set(command.signers)],
      way: 'warrant',
    },
  ]
}

/** What follows from the votes as they now stand. */
function outcome(
  facts: Facts,
  { votes, recused }: ApprovalState,
  proposal: Proposal,
  { atUs, by }: ApprovalCommand,
  way: Way,
): readonly ApprovalEvent[] {
  const basis = facts.profile.approval.by
  switch (outcomeOf(facts, votes, recused, atUs)) {
    case 'open':
      return []
    case 'carried': {
      const approvers = Object.keys(votes).filter(member => votes[member]!.inFavour)
      return [{ type: 'Approved', atUs, by, basis, ...proposal, approvers, way }]
    }
    case 'lost': {
      const { request, acts } = proposal
      return [{ type: 'NotApproved', atUs, by, basis, request, acts, reasons: reasonsOf(votes) }]
    }
  }
}

const reasonsOf = (votes: Readonly<Record<string, Vote>>): string =>
  Object.values(votes)
    .filter(({ inFavour }) => !inFavour)
    .map(({ reasons }) => reasons)
    .join('、') || '退いた委員を除くと、過半数の賛成に届きません'

function refuseSilentNo({ profile }: Facts, grant: boolean, reasons: string): Refusal | null {
  if (grant || reasons.trim() !== '') return null
  return refuse(
    '承認しない理由がありません',
    profile.approval.reasons.by,
    '求めた人に伝える理由を書いてください',
  )
}

const nothingProposed = (): Refusal =>
  refuse('採決にかけた求めがありません', actHouse.stepsInOrder, '求めを採決にかけてください')
