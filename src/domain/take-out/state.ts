import type { Ending } from '#law/vocabulary/copies.ts'
import type { FootageRange } from '../footage-range.ts'
import type { Derivation } from './words.ts'

/** One copy, from its making to its end. */
export type Copy = {
  readonly status: 'made' | 'handedOver' | 'ended' | 'discarded' | 'lapsed'
  readonly copy: string
  readonly request: string
  readonly session: string
  readonly what: string
  readonly ranges: readonly FootageRange[]
  readonly leadIn: boolean
  readonly derivation: Derivation | null
  readonly medium: string
  readonly sha256: string
  readonly witnesses: readonly string[]
  readonly operator: string
  readonly madeAtUs: number
  readonly confirmedBy: string | null
  readonly toldAtUs: number | null
  readonly line: Readonly<Record<string, string>> | null
  readonly handedOver: { readonly to: string; readonly atUs: number } | null
  readonly purposeAnswered: { readonly alive: boolean; readonly atUs: number } | null
  /** When its life was over, however it ended; null while somebody may still open it. */
  readonly closedAtUs: number | null
  readonly ended: { readonly kind: Ending; readonly atUs: number; readonly evidence: string } | null
}

export type TakeOutState = { readonly status: 'none' } | Copy

/** A copy that somebody may still open. */
export const isAlive = (state: TakeOutState): boolean =>
  state.status === 'made' || state.status === 'handedOver'
