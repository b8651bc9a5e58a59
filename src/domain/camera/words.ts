import type { CameraTrait } from '#law/vocabulary/cameras.ts'
import type { Happened, Said, Setting } from '../decider.ts'
import type { AppendixState } from './appendix.ts'
import type { ManualState } from './manual.ts'

/** What a decision about a camera may know besides: the list of places, the manual, the decided period. */
export type CameraFacts = Setting & {
  readonly appendix: AppendixState
  readonly manual: ManualState
  /** Whether the period was decided, where the document leaves it to a person. */
  readonly retentionDecided: boolean
}

export type Plan = {
  readonly camera: string
  /** Id of one of the document's purposes. */
  readonly purpose: string
  /** What it is or does that a document may not have. */
  readonly traits: readonly CameraTrait[]
  /** The place in scope, where the document lists them. */
  readonly site: string | null
  /** The body that runs it, where the document lists them. */
  readonly agency: string | null
}

export type Review = {
  readonly reviewers: readonly string[]
  /** Why the filmed area is as small as it can be. */
  readonly reason: string
  /** Where what must not be seen is hidden. */
  readonly masks: 'none' | 'inCamera' | 'afterwards'
  /** What was found: the area is proper, or it makes a person or building the thing filmed. */
  readonly found: 'proper' | 'targetsPersonOrBuilding'
}

/** A time in which a camera films less than the document says, and why. */
export type Exception = { readonly reason: string; readonly lastDay: string }

export type CameraCommand =
  | Said<'PlanCamera', Plan>
  /** The same questions once more, for a camera that is changed. */
  | Said<'ChangeCamera', Omit<Plan, 'camera'>>
  /** To hold that a camera, or what nobody can be recognised on, stands outside the document. */
  | Said<
      'LeaveOut',
      {
        readonly camera: string
        readonly because: 'runByOther' | 'facility' | 'nobodyIdentifiable'
      }
    >
  | Said<'ReviewCoverage', Review>
  | Said<'NoticeAimMoved'>
  | Said<
      'AttestSign',
      {
        /** What stands on it, by the ids of `cameras.sign.items`. */
        readonly wording: Readonly<Record<string, string>>
        /** Hash of the photo of the sign; empty: none. */
        readonly photo: string
      }
    >
  | Said<'SwitchOn'>
  | Said<
      'SwitchOff',
      { readonly because: 'paper' | 'repair' | 'removal' | 'other'; readonly reason: string }
    >
  /** `exception` null: as the normal state. */
  | Said<
      'SetHours',
      {
        readonly hoursADay: number
        readonly onMotionOnly: boolean
        readonly exception: Exception | null
      }
    >

export type CameraEvent =
  | Happened<'CameraPlanned', Plan>
  | Happened<'CameraChanged', Omit<Plan, 'camera'>>
  | Happened<'CoverageReviewed', Review>
  | Happened<'AimMoved'>
  | Happened<
      'SignAttested',
      { readonly wording: Readonly<Record<string, string>>; readonly photo: string }
    >
  | Happened<'FirstSwitchedOn'>
  | Happened<'SwitchedOn'>
  | Happened<'SwitchedOff', { readonly reason: string }>
  | Happened<
      'HoursSet',
      {
        readonly hoursADay: number
        readonly onMotionOnly: boolean
        readonly exception: Exception | null
      }
    >

export type PlannedCamera = Plan & {
  readonly status: 'planned' | 'running' | 'off'
  readonly firstOnAtUs: number | null
  readonly coverageAtUs: number | null
  readonly signAtUs: number | null
  /** The latest change of aim; null: none noticed. */
  readonly movedAtUs: number | null
  readonly exception: Exception | null
}

export type CameraState = { readonly status: 'none' } | PlannedCamera
