import type { Ending } from '#law/vocabulary/copies.ts'
import type { Happened, Said } from '../decider.ts'
import type { FootageRange } from '../footage-range.ts'

/** Changes made to the copy, never to what is stored. */
export type Derivation = {
  readonly how: readonly ('trimmed' | 'redacted' | 'still')[]
  /** It would stand in the place of the original. */
  readonly replacesOriginal: boolean
}

export type TakeOutCommand =
  | Said<
      'MakeCopy',
      {
        readonly copy: string
        readonly session: string
        /**
         * `medium`: a whole card or disk as it is, nothing extracted from it. `replica`: kept besides, and it
         * opens by itself.
         */
        readonly what: 'footage' | 'still' | 'print' | 'medium' | 'replica'
        readonly ranges: readonly FootageRange[]
        /** Pictures before the range were needed for decoding, and are in it. */
        readonly leadIn: boolean
        readonly derivation: Derivation | null
        /** Serial number of the medium; null for a download. */
        readonly medium: string | null
        readonly sha256: string
        /** It serves what the cameras were put up for. */
        readonly withinPurpose: boolean
        readonly witnesses: readonly string[]
        readonly operatorSigned: boolean
      }
    >
  /** Instruction and result compared. */
  | Said<'ConfirmCopy', { readonly asInstructed: boolean; readonly differences: string }>
  /** The conditions were told and delivered; signed by the recipient, or attested by those present. */
  | Said<
      'TellConditions',
      { readonly told: readonly string[]; readonly signed: boolean; readonly attestedBy: string[] }
    >
  /** The register line: what stands in each cell that the machine does not fill. */
  | Said<'WriteLine', { readonly cells: Readonly<Record<string, string>> }>
  | Said<'HandOver', { readonly session: string; readonly to: string }>
  | Said<'AnswerPurpose', { readonly alive: boolean }>
  | Said<
      'End',
      {
        readonly kind: Ending
        /** Hash of what came back. */
        readonly sha256: string | null
        /** The returned copy would be kept, sealed again. */
        readonly reseal: boolean
        /** Paper or photograph that shows it; empty where there is none. */
        readonly evidence: string
        /** The recipient's written statement that it cannot be returned. */
        readonly statement: string | null
        readonly reason: string
        /** The committee's resolution on it. */
        readonly resolution: string | null
      }
    >
  /** Not as instructed, or not wanted any more: destroyed before it was ever handed over. */
  | Said<'Discard', { readonly evidence: string }>
  /** Nobody came for it before its footage was due. */
  | Said<'Lapse'>

export type TakeOutEvent =
  | Happened<
      'CopyMade',
      {
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
      }
    >
  | Happened<'CopyConfirmed'>
  | Happened<
      'ConditionsTold',
      {
        readonly told: readonly string[]
        readonly signed: boolean
        readonly attestedBy: readonly string[]
      }
    >
  | Happened<'LineWritten', { readonly cells: Readonly<Record<string, string>> }>
  | Happened<'CopyHandedOver', { readonly to: string }>
  | Happened<'PurposeAnswered', { readonly alive: boolean }>
  | Happened<
      'CopyEnded',
      {
        readonly kind: Ending
        readonly evidence: string
        readonly statement: string | null
        readonly resolution: string | null
      }
    >
  /** What came back was erased in the same sitting. */
  | Happened<'ReturnedCopyErased'>
  | Happened<'CopyDiscarded', { readonly evidence: string }>
  | Happened<'CopyLapsed'>
