import type { Happened, Said } from '../decider.ts'

/** A time a paper or a person is good for: µs since the epoch, `untilUs` exclusive. */
export type Term = { readonly fromUs: number; readonly untilUs: number }

type Contractor = {
  readonly id: string
  readonly name: string
  /** What they do: 保守, 警備 … */
  readonly work: string
  /** Whether footage will be in their hands, and if so whether in this system. */
  readonly keepsFootage: 'no' | 'here' | 'elsewhere'
}

/** 誓約書: `untilUs` null where nobody wrote an end. */
type Pledge = { readonly sha256: string; readonly fromUs: number; readonly untilUs: number | null }
type Contract = Term & { readonly sha256: string; readonly clauses: readonly string[] }
export type Worker = Term & { readonly name: string }

export type EngagementCommand =
  | Said<'EnterContractor', Contractor>
  | Said<'HandInPledge', Pledge>
  /** `clauses`: ids of the profile's clauses that stand in it. */
  | Said<'SignContract', Contract>
  /** Who will come, said beforehand. */
  | Said<'ReportWorkers', { readonly workers: readonly Worker[] }>
  | Said<'BeginWork', { readonly workers: readonly string[]; readonly seesFootage: boolean }>
  | Said<'EndWork'>
  | Said<'EndEngagement'>

export type EngagementEvent =
  | Happened<'ContractorEntered', Contractor>
  | Happened<'PledgeHandedIn', Pledge & { readonly untilUs: number }>
  | Happened<'ContractSigned', Contract>
  | Happened<'WorkersReported', { readonly workers: readonly Worker[] }>
  | Happened<'WorkBegun', { readonly workers: readonly string[] }>
  | Happened<'WorkEnded'>
  | Happened<'EngagementEnded'>

export type Engaged = Contractor & {
  readonly status: 'engaged' | 'ended'
  readonly enteredAtUs: number
  readonly pledge: (Term & { readonly sha256: string }) | null
  readonly contract: Contract | null
  readonly workers: readonly Worker[]
  /** Names at work now. */
  readonly working: readonly string[]
  readonly endedAtUs: number | null
}

export type EngagementState = { readonly status: 'none' } | Engaged

export const runsAt = ({ fromUs, untilUs }: Term, atUs: number): boolean =>
  fromUs <= atUs && atUs < untilUs
