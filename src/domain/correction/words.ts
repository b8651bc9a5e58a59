import type { Happened, Said, Setting } from '../decider.ts'

type Cells = Readonly<Record<string, string>>

/** A line of a register as it stands, before corrections. */
export type StandingLine = {
  /** Id of the profile's register. */
  readonly register: string
  readonly number: string
  /** Who confirmed it, and when: from then on it is not written over. */
  readonly confirmedAtUs: number | null
  /** When everything about it was over (the copy erased, the session confirmed); null while it is open. */
  readonly closedAtUs: number | null
}

export type CorrectionFacts = Setting & { readonly line: StandingLine }

export type CorrectionCommand =
  /** A new line that says what is right. */
  | Said<'CorrectLine', { readonly cells: Cells; readonly reason: string }>
  /** Writing over what stands. */
  | Said<'AlterLine', { readonly cells: Cells }>
  | Said<'KeepLineLonger', { readonly untilUs: number; readonly reason: string }>
  | Said<'DisposeOfLine'>

/** Which line it happened to. */
type Of = { readonly register: string; readonly number: string }

export type CorrectionEvent =
  | Happened<'LineCorrected', Of & { readonly cells: Cells; readonly reason: string }>
  | Happened<'LineKeptLonger', Of & { readonly untilUs: number; readonly reason: string }>
  | Happened<'LineDisposedOf', Of>

export type CorrectionState = {
  readonly corrections: readonly {
    readonly cells: Cells
    readonly reason: string
    readonly by: string
    readonly atUs: number
  }[]
  readonly keptUntilUs: number | null
  readonly disposedAtUs: number | null
}
