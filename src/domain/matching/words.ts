import type { Happened, Said } from '../decider.ts'

/** 照合: footage compared with other information, to know who is in it. */
type Matched = {
  /** The copy, or the range as the approval has it. */
  readonly footage: string
  /** The other information: 「受付票」, 「来庁者の名簿」. */
  readonly with: string
}

export type MatchingCommand =
  | Said<
      'MatchFootage',
      Matched & {
        /** `machine`: a search for faces or an index of people does it. */
        readonly how: 'person' | 'machine'
        /** It is then held, told apart by person, for the organisation's use. */
        readonly held: boolean
        /** Said to be 保有個人情報 from then on. */
        readonly classified: boolean
      }
    >
  /** 個人情報ファイル簿: entered, or found not to be needed, and under which provision. */
  | Said<'SettleFileRegister', { readonly needed: boolean; readonly provision: string }>
  /** It is not held by person any more. */
  | Said<'EndHolding', { readonly reason: string }>

export type MatchingEvent =
  | Happened<'FootageMatched', Matched>
  | Happened<'FootageClassified', { readonly footage: string }>
  | Happened<'FileRegisterSettled', { readonly needed: boolean; readonly provision: string }>
  | Happened<'HoldingEnded', { readonly reason: string }>

export type MatchingState =
  | { readonly status: 'none' }
  | {
      readonly status: 'matched' | 'classified' | 'ended'
      readonly footage: string
      readonly classifiedAtUs: number | null
      readonly fileRegisterSettledAtUs: number | null
    }
