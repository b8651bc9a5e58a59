import type { Happened, Said } from '../decider.ts'

export type FundCommand =
  /** The body takes up the document's suggestion: so much a year, from this fiscal year on. */
  | Said<'OpenFund', { readonly id: string; readonly yearlyYen: number }>
  | Said<'Deposit', { readonly yen: number; readonly note: string }>
  /** No deposit this fiscal year, and why. */
  | Said<'SkipYear', { readonly year: number; readonly reason: string }>
  /** Money for one repair or renewal, under the resolution that released it. */
  | Said<
      'Spend',
      { readonly yen: number; readonly resolution: string | null; readonly says: string }
    >
  | Said<'CloseFund'>

export type FundEvent =
  | Happened<'FundOpened', { readonly id: string; readonly yearlyYen: number }>
  | Happened<'Deposited', { readonly yen: number; readonly year: number; readonly note: string }>
  | Happened<'YearSkipped', { readonly year: number; readonly reason: string }>
  | Happened<'Spent', { readonly yen: number; readonly resolution: string; readonly says: string }>
  | Happened<'FundClosed'>

export type OpenFund = {
  readonly status: 'open' | 'closed'
  readonly id: string
  readonly openedAtUs: number
  readonly yearlyYen: number
  readonly balanceYen: number
  /** What was paid in, by fiscal year. */
  readonly depositedYen: Readonly<Record<number, number>>
  readonly skippedYears: readonly number[]
  /** Resolutions that were spent: each is for one time. */
  readonly spent: readonly string[]
}

export type FundState = { readonly status: 'none' } | OpenFund
