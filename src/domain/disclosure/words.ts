import type { Happened, Said } from '../decider.ts'
import type { FootageRange } from '../footage-range.ts'
import type { Answer } from '../request/state.ts'

/** `informal`: a ground of the document, decided as a request on it; `statutory`: 開示請求 under the statute; `freedomOfInformation`: the ordinance for anybody. */
export type Track = 'informal' | 'statutory' | 'freedomOfInformation'

type Asked = {
  readonly id: string
  readonly track: Track
  /** Whether the person asked under the statute in so many words. */
  readonly statutory: boolean
  readonly who: 'subject' | 'proxy' | 'other'
  readonly name: string
  readonly ranges: readonly FootageRange[]
  readonly entries: Readonly<Record<string, string>>
}

/** Keeping footage because a provision orders it. */
type Preserved = {
  /** The provision, by name and article. */
  readonly provision: string
  readonly ranges: readonly FootageRange[]
}

export type Outcome = 'granted' | 'inPart' | 'denied'

export type DisclosureCommand =
  | Said<'ReceiveDisclosureRequest', Asked>
  /** `byPicture`: the pictures themselves were compared too; it never counts as a fact. */
  | Said<'IdentifyPerson', { facts: readonly string[]; byPicture: boolean }>
  | Said<'EnterDisclosure', { entries: Readonly<Record<string, string>> }>
  | Said<'BeginSearch'>
  | Said<'AnswerCheck', { check: string; answer: Answer }>
  | Said<'OrderPreservation', Preserved>
  | Said<'EndPreservation', { reason: string }>
  | Said<'DecideDisclosure', { outcome: Outcome; reasons: string }>
  | Said<'Disclose'>

export type DisclosureEvent =
  | Happened<'DisclosureRequested', Asked>
  | Happened<'PersonIdentified', { facts: readonly string[] }>
  | Happened<'DisclosureEntered', { entries: Readonly<Record<string, string>> }>
  | Happened<'SearchBegun'>
  | Happened<'CheckAnswered', { check: string; answer: Answer }>
  | Happened<'PreservationOrdered', Preserved>
  | Happened<'PreservationEnded', { reason: string }>
  | Happened<'DisclosureDecided', { outcome: Outcome; reasons: string }>
  | Happened<'Disclosed'>

export type OpenDisclosure = Asked & {
  readonly status: 'open'
  readonly receivedAtUs: number
  readonly identified: boolean
  readonly searched: boolean
  readonly checks: Readonly<Record<string, Answer>>
  readonly preserved: Preserved | null
  readonly outcome: Outcome | null
  readonly disclosedAtUs: number | null
}

export type DisclosureState = { readonly status: 'none' } | OpenDisclosure
