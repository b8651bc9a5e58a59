import type { Happened, Said } from '../decider.ts'
import type { Resolution } from '../office.ts'

export type Meeting = {
  readonly id: string
  readonly heldAtUs: number
  readonly convenedBy: string
  readonly attending: readonly string[]
}

/** What the manager ordered in urgency where the rule is silent, until a meeting has heard of it. */
export type Instruction = {
  readonly id: string
  readonly by: string
  readonly atUs: number
  readonly says: string
}

/** Something decided at night by telephone, until a meeting has heard of it. */
export type Unreported = {
  readonly id: string
  readonly atUs: number
  readonly kind: 'instruction' | 'telephone'
}

export type MeetingState = {
  readonly meetings: readonly Meeting[]
  readonly resolutions: readonly Resolution[]
  readonly instructions: readonly Instruction[]
  readonly unreported: readonly Unreported[]
}

/** A resolution put to a meeting, with who was for it. */
export type Motion = {
  readonly id: string
  readonly matter: Resolution['matter']
  readonly inFavour: readonly string[]
}

export type MeetingCommand =
  | Said<
      'HoldMeeting',
      {
        readonly id: string
        readonly heldAtUs: number
        readonly convenedBy: string
        readonly attending: readonly string[]
        readonly motions: readonly Motion[]
        /** Ids of instructions and telephone approvals it was told of. */
        readonly reports: readonly string[]
      }
    >
  | Said<'RepealResolution', { readonly id: string; readonly inFavour: readonly string[] }>
  /** In urgency, for a matter the rule does not provide for. `instead`: what it would stand in for. */
  | Said<
      'InstructUrgently',
      { readonly id: string; readonly says: string; readonly instead: 'nothing' | 'approval' }
    >
  /** A telephone approval was given: the next meeting must hear of it. */
  | Said<'NoteTelephoneApproval', { readonly id: string }>

export type MeetingEvent =
  | Happened<'MeetingHeld', Meeting & { readonly reports: readonly string[] }>
  | Happened<
      'ResolutionPassed',
      {
        readonly id: string
        readonly matter: Resolution['matter']
        readonly inFavour: readonly string[]
      }
    >
  | Happened<'ResolutionLost', { readonly id: string; readonly inFavour: readonly string[] }>
  | Happened<'ResolutionRepealed', { readonly id: string }>
  | Happened<'UrgentlyInstructed', { readonly id: string; readonly says: string }>
  | Happened<'TelephoneApprovalNoted', { readonly id: string }>
