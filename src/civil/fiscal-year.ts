import { type Day, startOfDayUs, tokyo } from './minute.ts'

/** 年度: the year of its first day, 1 April; 令和8年度 is 2026. */
export type FiscalYear = number

export function fiscalYearOf(us: number): FiscalYear {
  const { year, month } = tokyo(us)
  return month < 4 ? year - 1 : year
}

const firstDay = (year: FiscalYear): Day => `${String(year).padStart(4, '0')}-04-01`

/** 1 April 00:00 in Tokyo, µs since the epoch. */
export const startOfFiscalYearUs = (year: FiscalYear): number => startOfDayUs(firstDay(year))
