import type { Happened, Said } from '../decider.ts'

export type TerminalCommand =
  | Said<
      'EnrolTerminal',
      {
        readonly terminal: string
        readonly room: string
        /** Public key of the device; empty: none. */
        readonly deviceKey: string
        /** Who keeps it, where that is not this office (the police); null: this office. */
        readonly keptBy: string | null
      }
    >
  /** Lost, broken or given up: its key opens nothing any more. */
  | Said<'RevokeTerminal', { readonly reason: string }>
  | Said<'CheckOut', { readonly holder: string }>
  | Said<'CheckIn'>
  /** Seen at its place, or reported by who keeps it. */
  | Said<'AttestTerminal', { readonly photo: string; readonly report: string }>

export type TerminalEvent =
  | Happened<
      'TerminalEnrolled',
      {
        readonly terminal: string
        readonly room: string
        readonly deviceKey: string
        readonly keptBy: string | null
      }
    >
  | Happened<'TerminalRevoked', { readonly reason: string }>
  | Happened<'CheckedOut', { readonly holder: string }>
  | Happened<'CheckedIn'>
  | Happened<'TerminalAttested', { readonly photo: string; readonly report: string }>

export type KnownTerminal = {
  readonly status: 'enrolled' | 'revoked'
  readonly terminal: string
  readonly room: string
  /** As it was enrolled; empty: none. */
  readonly deviceKey: string
  readonly keptBy: string | null
  /** Who has it out of its locked place; null: it is in. */
  readonly holder: string | null
  readonly seenAtUs: number
}

export type TerminalState = { readonly status: 'none' } | KnownTerminal
