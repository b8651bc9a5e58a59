import type { Act } from '#law/vocabulary/grounds.ts'
import type { Happened, Said } from '../decider.ts'
import type { FootageRange } from '../footage-range.ts'
import type { Answer, HandedIn, Identified, Requester, Urgent, WarrantPaper } from './state.ts'

type Received = {
  readonly id: string
  readonly acts: readonly Act[]
  readonly internal: boolean
  readonly requester: Requester
  readonly purpose: string
  readonly ranges: readonly FootageRange[]
  /** The written request, by the requester or written down at the counter; null while it is only spoken. */
  readonly application: HandedIn | null
}

export type RequestCommand =
  | Said<'Receive', Received>
  /** The ground, by its number or its other names. */
  | Said<'ClaimGround', { ground: string }>
  | Said<'AnswerTest', { test: string; answer: Answer }>
  | Said<'Enter', { entries: Readonly<Record<string, string>> }>
  | Said<'HandIn', { paper: HandedIn }>
  /** The requester is told to bring a paper. */
  | Said<'DemandPaper', { paper: string }>
  /** `image`: SHA-256 of a picture of the identity paper, which is never kept. */
  | Said<'Identify', { facts: readonly string[]; photo: boolean; image: string | null }>
  | Said<'Check', { check: string; answer: Answer }>
  | Said<'Narrow', { ranges: readonly FootageRange[] }>
  | Said<'AmendPurpose', { purpose: string }>
  | Said<'ClaimUrgency', Urgent>
  | Said<'PresentWarrant', { warrant: WarrantPaper }>
  | Said<'ReadAgain'>
  | Said<'Withdraw', { reason: string }>
  | Said<'Close'>

export type RequestEvent =
  | Happened<'Received', Received>
  | Happened<'GroundClaimed', { ground: string }>
  | Happened<'TestAnswered', { test: string; answer: Answer }>
  | Happened<'Entered', { entries: Readonly<Record<string, string>> }>
  | Happened<'PaperHandedIn', { paper: HandedIn }>
  | Happened<'PaperDemanded', { paper: string }>
  | Happened<'IdentityChecked', { identified: Identified }>
  | Happened<'Checked', { check: string; answer: Answer }>
  | Happened<'Narrowed', { ranges: readonly FootageRange[] }>
  | Happened<'PurposeAmended', { purpose: string }>
  | Happened<'UrgencyClaimed', { urgent: Urgent }>
  | Happened<'WarrantPresented', { warrant: WarrantPaper; ground: string }>
  | Happened<'ReadAgain'>
  | Happened<'Withdrawn', { reason: string }>
  | Happened<'RequestClosed'>
