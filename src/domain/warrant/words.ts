import type { OtherLaw } from '#law/basis.ts'
import type { Happened, Said } from '../decider.ts'
import type { FootageRange } from '../footage-range.ts'

export type WarrantCommand =
  | Said<'SignWarrant'>
  /** With one person alone: a numbered copy nobody can read yet. */
  | Said<'SealCopy', { number: string; ranges: readonly FootageRange[] }>
  | Said<'DeclineWarrant', { reason: string }>

export type WarrantEvent =
  | Happened<'WarrantSigned', { request: string }>
  | Happened<
      'CopySealed',
      {
        number: string
        ranges: readonly FootageRange[]
        /** On what its key outlives the footage, for these ranges only. */
        keptUnder: OtherLaw
      }
    >
  /** Enough have signed: the footage named may be handed over. */
  | Happened<'WarrantComplete', { request: string }>
  | Happened<'SealedKeyReleased', { number: string }>

export type SealedCopy = {
  readonly number: string
  readonly ranges: readonly FootageRange[]
  readonly keptUnder: OtherLaw
  readonly keyReleasedAtUs: number | null
}

export type WarrantState = {
  readonly signers: readonly string[]
  readonly completeAtUs: number | null
  readonly sealed: SealedCopy | null
}
