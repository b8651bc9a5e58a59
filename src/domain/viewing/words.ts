import type { Happened, Said } from '../decider.ts'
import type { FootageRange } from '../footage-range.ts'

/** Somebody who looks: a visitor, or one of the office's own people. */
export type Viewer = { readonly name: string; readonly person: string | null }

export type Ending =
  | 'ended'
  /** A witness left, or nobody showed that they were still there. */
  | 'lapsed'
  | 'powerCut'
  | 'connectionLost'

export type ViewingCommand =
  /** Looking for where something was: recorded with its purpose before anything is shown. */
  | Said<'Search', { readonly purpose: string; readonly ranges: readonly FootageRange[] }>
  | Said<
      'Open',
      {
        readonly session: string
        readonly ranges: readonly FootageRange[]
        readonly viewers: readonly Viewer[]
        /** Office people who signed that they are there. */
        readonly witnesses: readonly string[]
        /** The operator signed too. */
        readonly operatorSigned: boolean
        /** Everybody to whom the notice was shown: person ids, and visitors' names. */
        readonly noticeShownTo: readonly string[]
      }
    >
  | Said<'ShowPresence'>
  | Said<'LeaveSeat'>
  | Said<'ReturnToSeat'>
  | Said<'Show', { readonly range: FootageRange }>
  | Said<'Note', { readonly camera: string; readonly momentUs: number; readonly says: string }>
  | Said<'Close', { readonly how: Ending }>
  /** The line of the register: times come from what happened; `typed` are those somebody wrote by hand. */
  | Said<
      'ConfirmLine',
      {
        readonly note: string
        readonly typed: { readonly fromUs: number; readonly toUs: number } | null
      }
    >

export type ViewingEvent =
  | Happened<
      'FootageSearched',
      { readonly purpose: string; readonly ranges: readonly FootageRange[] }
    >
  | Happened<
      'ViewingOpened',
      {
        readonly request: string
        readonly session: string
        readonly internal: boolean
        readonly ranges: readonly FootageRange[]
        readonly viewers: readonly Viewer[]
        readonly witnesses: readonly string[]
        readonly operator: string
        readonly terminal: string
        readonly room: string
      }
    >
  | Happened<'PresenceShown'>
  | Happened<'SeatLeft'>
  | Happened<'SeatTaken'>
  | Happened<'FootageShown', { readonly range: FootageRange }>
  | Happened<
      'MomentNoted',
      { readonly camera: string; readonly momentUs: number; readonly says: string }
    >
  | Happened<'ViewingClosed', { readonly how: Ending; readonly shown: readonly FootageRange[] }>
  | Happened<'LineConfirmed', { readonly note: string }>
