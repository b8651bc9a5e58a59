import type { Happened, Said } from '../decider.ts'
import type { FootageRange } from '../footage-range.ts'

/** 協定 as it was written and signed. */
export type Terms = {
  readonly id: string
  readonly with: string
  readonly sha256: string
  /** Ids of the document's clauses that stand in it. */
  readonly clauses: readonly string[]
  /** Articles in whose place it puts its own procedure. */
  readonly displaces: readonly string[]
  readonly cameras: readonly string[]
  /** Minutes of the civil day, `toMinute` exclusive, 0 … 1440; null: at any hour. */
  readonly hours: { readonly fromMinute: number; readonly toMinute: number } | null
  readonly fromUs: number
  readonly untilUs: number
  /** It says itself that access may be suspended. */
  readonly maySuspend: boolean
}

/** 抽出前の連絡: it opens the register line. */
export type Notice = {
  readonly line: string
  readonly case: string
  readonly officer: string
  readonly ranges: readonly FootageRange[]
}

/** What the device or camera wrote down by itself. */
export type LogEntry = {
  readonly id: string
  readonly extractedAtUs: number
  readonly officer: string
  readonly ranges: readonly FootageRange[]
}

export type AgreementCommand =
  | Said<'DraftAgreement', Terms>
  | Said<'ActivateAgreement'>
  | Said<'NoticeExtraction', Notice>
  | Said<'Extract', { readonly line: string | null; readonly ranges: readonly FootageRange[] }>
  | Said<'ProvideUnderAgreement', { readonly line: string | null; readonly to: string }>
  | Said<'CompareLogs', { readonly entries: readonly LogEntry[] }>
  | Said<
      'DemandCorrection',
      { readonly breach: string; readonly says: string; readonly dueUs: number }
    >
  | Said<'AnswerDemand', { readonly breach: string; readonly says: string }>
  | Said<'CloseBreach', { readonly breach: string }>
  | Said<'ExplainMismatch', { readonly line: string; readonly reason: string }>
  | Said<'SuspendAccess', { readonly reason: string }>
  | Said<'ResumeAccess'>
  /** How the partner keeps the terminals, as they reported it. */
  | Said<'LearnKeeping', { readonly says: string }>
  | Said<'EndAgreement'>

export type AgreementEvent =
  | Happened<'AgreementDrafted', Terms>
  | Happened<'AgreementActivated'>
  | Happened<'ExtractionNoticed', Notice>
  | Happened<'Extracted', { readonly line: string; readonly ranges: readonly FootageRange[] }>
  | Happened<'ProvidedUnderAgreement', { readonly line: string; readonly to: string }>
  /** `unmatched`: lines of which the logs show no extraction. */
  | Happened<'LogsCompared', { readonly unmatched: readonly string[] }>
  | Happened<'BreachSuspected', LogEntry>
  | Happened<
      'CorrectionDemanded',
      { readonly breach: string; readonly says: string; readonly dueUs: number }
    >
  | Happened<'DemandAnswered', { readonly breach: string; readonly says: string }>
  | Happened<'BreachClosed', { readonly breach: string }>
  | Happened<'MismatchExplained', { readonly line: string; readonly reason: string }>
  | Happened<'AccessSuspended', { readonly reason: string }>
  | Happened<'AccessResumed'>
  | Happened<'KeepingLearned', { readonly says: string }>
  | Happened<'AgreementEnded'>
