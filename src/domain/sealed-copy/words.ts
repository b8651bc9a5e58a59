import type { OtherLaw } from '#law/basis.ts'
import type { Happened, Said } from '../decider.ts'
import type { FootageRange } from '../footage-range.ts'

export type SealedCopyCommand =
  | Said<'SealCopy', { number: string; ranges: readonly FootageRange[] }>
  | Said<'ReleaseSealedKey'>

export type SealedCopyEvent =
  | Happened<
      'CopySealed',
      {
        number: string
        ranges: readonly FootageRange[]
        /** On what its key outlives the footage, for these ranges only; null: it dies with the footage. */
        keptUnder: OtherLaw | null
      }
    >
  | Happened<'SealedKeyReleased', { number: string }>

export type SealedCopyState =
  | { readonly status: 'none' }
  | {
      readonly status: 'sealed' | 'released'
      readonly number: string
      readonly ranges: readonly FootageRange[]
      readonly keptUnder: OtherLaw | null
      readonly sealedBy: string
    }
