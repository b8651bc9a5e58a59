import type { Minute } from '#civil/minute.ts'
import type { Happened, Said } from '../decider.ts'
import type { FootageRange } from '../footage-range.ts'
import type { DecidedHold } from './hold-decision.ts'

export type HoldRequest = {
  readonly id: string
  readonly range: FootageRange
  /** What the reason needs of that camera; a hold goes no further. */
  readonly needs: { readonly fromMinute: Minute; readonly toMinute: Minute }
  /** As the document's list has it. */
  readonly ground: string
  readonly reason: string
  /** The paper, where the ground wants one: what, its date, its number. */
  readonly document: string
  /** The last day, `yyyy-mm-dd`. */
  readonly endsOn: string
  /** From when the range's first minute goes if nothing holds it. */
  readonly goneByUs: number
}

export type HoldCommand =
  | Said<'Hold', HoldRequest>
  | Said<'ReviewHold', { readonly id: string; readonly stillNeeded: string }>
  | Said<'ReleaseHold', { readonly id: string; readonly reason: string }>

export type HoldEvent =
  | Happened<
      'Held',
      Omit<DecidedHold, 'article'> & { readonly id: string; readonly camera: string }
    >
  | Happened<
      'HoldReviewed',
      { readonly id: string; readonly reviewOnUs: number; readonly stillNeeded: string }
    >
  | Happened<'HoldReleased', { readonly id: string; readonly reason: string }>

export type Hold = {
  readonly id: string
  readonly camera: string
  readonly fromMinute: Minute
  readonly toMinute: Minute
  readonly endsOnUs: number
  readonly reviewOnUs: number
  readonly releasedAtUs: number | null
}

export type HoldState = { readonly holds: readonly Hold[] }
