import type { FootageRange } from '../footage-range.ts'
import type { Ending, Viewer } from './words.ts'

export type OpenViewing = {
  readonly status: 'open'
  readonly request: string
  readonly session: string
  readonly internal: boolean
  readonly openedAtUs: number
  readonly ranges: readonly FootageRange[]
  readonly viewers: readonly Viewer[]
  readonly operator: string
  readonly terminal: string
  readonly room: string
  /** Each witness with when they last showed that they were there. */
  readonly present: Readonly<Record<string, number>>
  /** Witnesses who left their seat. */
  readonly away: readonly string[]
  readonly shown: readonly FootageRange[]
}

export type ClosedViewing = Omit<OpenViewing, 'status'> & {
  readonly status: 'closed'
  readonly closedAtUs: number
  readonly how: Ending
  readonly confirmedBy: readonly string[]
}

export type ViewingState = { readonly status: 'none' } | OpenViewing | ClosedViewing
