import type { Way } from '#law/vocabulary/approval.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import type { Happened, Said } from '../decider.ts'
import type { FootageRange } from '../footage-range.ts'
import type { Proposal } from './state.ts'

/** What may be narrower than the request; absent: as requested. */
type Terms = {
  readonly acts?: readonly Act[]
  readonly ranges?: readonly FootageRange[]
  readonly conditions?: readonly string[]
  readonly sessions?: number
  readonly leadIn?: boolean
}

export type ApprovalCommand =
  | Said<'Propose', Terms>
  /** A member's own vote at a terminal. */
  | Said<'Vote', { readonly inFavour: boolean; readonly reasons: string }>
  | Said<'Recuse', { readonly reason: string }>
  /** A decision taken on paper: minutes (議事録), a circular (回議書) or votes sent in (書面表決). */
  | Said<
      'EnterPaper',
      {
        readonly paper: 'minutes' | 'circular' | 'letters'
        readonly sha256: string
        readonly inFavour: readonly string[]
        readonly against: readonly string[]
        readonly reasons: string
        readonly scannedBy: readonly string[]
      }
    >
  /** Assents given by telephone, signed by the members who heard them. */
  | Said<
      'EnterTelephone',
      {
        readonly resolution: string
        readonly assents: readonly string[]
        readonly heardBy: readonly string[]
      }
    >
  | Said<
      'DecideAsManager',
      Terms & {
        readonly grant: boolean
        readonly reasons: string
        /** The use of the pictures the manager answers for, where the post is held per use. */
        readonly use?: string
      }
    >
  /** A judge's warrant was shown: recorded and signed, not decided. */
  | Said<'SignWarrant', { readonly signers: readonly string[] }>

export type ApprovalEvent =
  | Happened<'Proposed', Proposal>
  | Happened<
      'VoteCast',
      {
        readonly member: string
        readonly inFavour: boolean
        readonly reasons: string
        readonly way: Way
      }
    >
  | Happened<'MemberRecused', { readonly reason: string }>
  | Happened<
      'PaperEntered',
      { readonly paper: string; readonly sha256: string; readonly scannedBy: readonly string[] }
    >
  | Happened<
      'TelephoneEntered',
      { readonly resolution: string; readonly heardBy: readonly string[] }
    >
  | Happened<
      'Approved',
      Proposal & {
        readonly approvers: readonly string[]
        readonly way: Way | 'manager' | 'warrant'
        /** The use of the pictures it is for, where managers answer for one. */
        readonly use?: string
      }
    >
  | Happened<
      'NotApproved',
      { readonly request: string; readonly acts: readonly Act[]; readonly reasons: string }
    >
