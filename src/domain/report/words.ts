import type { Happened, Said } from '../decider.ts'

/** Which report, about what, and since when it is owed. */
type Owed = {
  readonly id: string
  /** The profile's report. */
  readonly report: string
  /** The camera or use it is about. */
  readonly of: string
  /** When that which is reported happened, µs. */
  readonly happenedAtUs: number
}

export type ReportCommand =
  /** A camera was put up, or its pictures came to be used to tell people apart. */
  | Said<'OweReport', Owed>
  | Said<'EnterReport', { readonly entries: Readonly<Record<string, string>> }>
  /** It went out; `sha256` of what was sent. */
  | Said<'SendReport', { readonly sha256: string }>
  | Said<'CloseReport'>

export type ReportEvent =
  | Happened<'ReportOwed', Owed>
  | Happened<'ReportEntered', { readonly entries: Readonly<Record<string, string>> }>
  | Happened<'ReportSent', { readonly sha256: string }>
  | Happened<'ReportClosed'>

export type OwedReport = Owed & {
  readonly status: 'owed' | 'sent' | 'closed'
  readonly entries: Readonly<Record<string, string>>
  readonly sentAtUs: number | null
  readonly sha256: string | null
}

export type ReportState = { readonly status: 'none' } | OwedReport
