import { approval } from '#domain/approval/approval.ts'
import { type ApprovalState, approvalOf } from '#domain/approval/state.ts'
import type { ApprovalCommand, ApprovalEvent } from '#domain/approval/words.ts'
import type { Setting } from '#domain/decider.ts'
import type { Instruction, TerminalFact } from '#domain/operating.ts'
import { type RequestCommand, type RequestEvent, request } from '#domain/request/request.ts'
import type { RequestState } from '#domain/request/state.ts'
import type { TakeOutFacts } from '#domain/take-out/making.ts'
import { isAlive, type TakeOutState } from '#domain/take-out/state.ts'
import { takeOut } from '#domain/take-out/take-out.ts'
import type { TakeOutCommand, TakeOutEvent } from '#domain/take-out/words.ts'
import { type Tell, type Told, tell } from '#domain/telling/telling.ts'
import type { ViewingState } from '#domain/viewing/state.ts'
import { viewing } from '#domain/viewing/viewing.ts'
import type { ViewingCommand, ViewingEvent } from '#domain/viewing/words.ts'
import { isRefusal } from '#law/basis.ts'

export type Step =
  | { readonly to: 'request'; readonly command: RequestCommand }
  | { readonly to: 'approval'; readonly command: ApprovalCommand }
  | { readonly to: 'viewing'; readonly command: ViewingCommand }
  | { readonly to: 'takeOut'; readonly command: TakeOutCommand }
  | { readonly to: 'telling'; readonly command: Tell }

export type Logged = RequestEvent | ApprovalEvent | ViewingEvent | TakeOutEvent | Told

/** One request's streams beside each other, as the desk would load them, and everything that happened. */
export type Desk = {
  readonly request: RequestState
  readonly approval: ApprovalState
  readonly viewing: ViewingState
  readonly held: number
  readonly takeOut: TakeOutState
  readonly log: readonly Logged[]
}

export const emptyDesk: Desk = {
  request: request.initial,
  approval: approval.initial,
  viewing: viewing.initial,
  held: 0,
  takeOut: takeOut.initial,
  log: [],
}

/** What the room and the manager's word are, in every session of a scenario. */
export type Room = {
  readonly terminal: TerminalFact | null
  readonly instruction: Instruction | null
  readonly permitted: readonly string[]
  /** When the first of the pictures asked for is due. */
  readonly limitUs: number
}

/** One act: what follows is appended; a refusal leaves everything as it was. */
export function acted(setting: Setting, room: Room, desk: Desk, step: Step): Desk {
  if (step.to === 'request') {
    const copy = desk.takeOut
    const copiesAlive = isAlive(copy) ? 1 : 0
    const copiesUnconfirmed = copy.status === 'made' && copy.confirmedBy === null ? 1 : 0
    const approved = desk.approval.decisions.some(({ status }) => status === 'approved')
    const facts = { ...setting, copiesAlive, copiesUnconfirmed, approved }
    const outcome = request.decide(facts, desk.request, step.command)
    if (isRefusal(outcome)) return desk
    const after = outcome.reduce(request.evolve, desk.request)
    return { ...desk, request: after, log: [...desk.log, ...outcome] }
  }
  if (desk.request.status !== 'open') return desk
  const facts = { ...setting, request: desk.request }
  if (step.to === 'approval') {
    const outcome = approval.decide(facts, desk.approval, step.command)
    if (isRefusal(outcome)) return desk
    const after = outcome.reduce(approval.evolve, desk.approval)
    return { ...desk, approval: after, log: [...desk.log, ...outcome] }
  }
  if (step.to === 'telling') {
    const covering = approvalOf(desk.approval, 'telling') ?? approvalOf(desk.approval, 'viewing')
    const outcome = tell({ ...facts, approval: covering }, step.command)
    return isRefusal(outcome) ? desk : { ...desk, log: [...desk.log, ...outcome] }
  }
  if (step.to === 'takeOut') {
    const covering: TakeOutFacts = {
      ...facts,
      ...room,
      approval: approvalOf(desk.approval, 'takeOut') ?? approvalOf(desk.approval, 'viewing'),
    }
    const outcome = takeOut.decide(covering, desk.takeOut, step.command)
    if (isRefusal(outcome)) return desk
    const after = outcome.reduce(takeOut.evolve, desk.takeOut)
    return { ...desk, takeOut: after, log: [...desk.log, ...outcome] }
  }
  const covering = approvalOf(desk.approval, 'viewing') ?? approvalOf(desk.approval, 'takeOut')
  const { held } = desk
  const outcome = viewing.decide(
    { ...facts, ...room, approval: covering, held },
    desk.viewing,
    step.command,
  )
  if (isRefusal(outcome)) return desk
  const after = outcome.reduce(viewing.evolve, desk.viewing)
  const opened = outcome.some(({ type }) => type === 'ViewingOpened')
  const log = [...desk.log, ...outcome]
  return { ...desk, viewing: after, held: held + (opened ? 1 : 0), log }
}
