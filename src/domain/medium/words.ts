import type { AppendixState } from '../camera/appendix.ts'
import type { Happened, Said, Setting } from '../decider.ts'

export type MediumFacts = Setting & { readonly appendix: AppendixState }

export type MediumKind = 'recorder' | 'card' | 'disk' | 'stick' | 'paper'

export type MediumCommand =
  | Said<
      'RegisterMedium',
      {
        readonly medium: string
        readonly kind: MediumKind
        readonly serial: string
        readonly place: string
      }
    >
  /** `permittedBy`: who allowed it to leave, where the document asks; null: nobody. */
  | Said<'MoveMedium', { readonly to: string; readonly permittedBy: string | null }>
  /** It is not where the register has it. */
  | Said<'MissMedium'>
  /** Seen at its place, locked away, with a photo. */
  | Said<'AttestMedium', { readonly photo: string }>
  /** Footage was taken in from it: what is on it must go when the footage does. */
  | Said<'ImportFrom', { readonly cameras: readonly string[]; readonly oldestDueUs: number }>
  | Said<'RetireMedium', { readonly reason: string }>
  | Said<'ReuseMedium', { readonly purpose: string }>
  | Said<'EraseMedium', { readonly how: string }>
  | Said<
      'DestroyMedium',
      {
        readonly method: string
        /** 破砕、裁断「等」: for a way the document does not name, why nothing can be read any more. */
        readonly likeness?: string
        readonly people: readonly string[]
        /** Hash of the photo of what is left; empty: none. */
        readonly photo: string
      }
    >
  /** To close its line as disposed of. */
  | Said<'DiscardMedium'>

export type MediumEvent =
  | Happened<
      'MediumRegistered',
      {
        readonly medium: string
        readonly kind: MediumKind
        readonly serial: string
        readonly place: string
      }
    >
  | Happened<'MediumMoved', { readonly to: string; readonly permittedBy: string | null }>
  | Happened<'MediumMissed'>
  | Happened<'MediumAttested', { readonly photo: string }>
  | Happened<
      'SourceImported',
      { readonly cameras: readonly string[]; readonly oldestDueUs: number }
    >
  | Happened<'MediumRetired', { readonly reason: string }>
  | Happened<'MediumReused', { readonly purpose: string }>
  | Happened<'MediumErased', { readonly how: string }>
  | Happened<
      'MediumDestroyed',
      {
        readonly method: string
        readonly likeness?: string
        readonly people: readonly string[]
        readonly photo: string
      }
    >
  | Happened<'MediumDiscarded'>

export type KnownMedium = {
  readonly status: 'inUse' | 'retired' | 'destroyed' | 'discarded'
  readonly medium: string
  readonly kind: MediumKind
  readonly serial: string
  /** Where it is; null while nobody knows. */
  readonly place: string | null
  /** Since when nothing recorded is on it; null: something may be. */
  readonly erasedAtUs: number | null
  /** When the oldest footage taken in from it is due; null: nothing was, or it is erased. */
  readonly sourceDueUs: number | null
  readonly seenAtUs: number
}

export type MediumState = { readonly status: 'none' } | KnownMedium
