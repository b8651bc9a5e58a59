import type { Basis } from '#law/basis.ts'
import type { Way } from '#law/vocabulary/approval.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import type { FootageRange } from '../footage-range.ts'

/** What is put to the deciding body: never more than was requested. */
export type Proposal = {
  readonly request: string
  /** The ground it stands on, in full. */
  readonly ground: string
  readonly purpose: string
  readonly acts: readonly Act[]
  readonly ranges: readonly FootageRange[]
  readonly conditions: readonly string[]
  /** How many sessions; each has its own witnesses. */
  readonly sessions: number
  /** 「復号に必要な直前の数秒を含む」 stands in it. */
  readonly leadIn: boolean
}

/** What was approved: nothing outside it is ever opened. */
export type Approved = Proposal & {
  readonly status: 'approved'
  /** Which use of the pictures it is for, where managers answer for one. */
  readonly use?: string
  /** Who decided: members who voted for it, the manager, or the signers of a warrant. */
  readonly approvers: readonly string[]
  readonly way: Way | 'manager' | 'warrant'
  readonly atUs: number
  readonly basis: Basis
}

export type NotApproved = {
  readonly status: 'refused'
  readonly request: string
  readonly acts: readonly Act[]
  readonly reasons: string
  readonly atUs: number
  readonly basis: Basis
}

export type Vote = { readonly inFavour: boolean; readonly reasons: string; readonly way: Way }

export type ApprovalState = {
  /** What lies before the body now; null while nothing does. */
  readonly proposal: Proposal | null
  /** One vote a member; a later one replaces it until the decision. */
  readonly votes: Readonly<Record<string, Vote>>
  readonly recused: readonly string[]
  readonly decisions: readonly (Approved | NotApproved)[]
}

/** The approval that covers an act; null while there is none. The latest counts. */
export const approvalOf = ({ decisions }: ApprovalState, act: Act): Approved | null =>
  decisions.findLast(
    (decision): decision is Approved =>
      decision.status === 'approved' && decision.acts.includes(act),
  ) ?? null
