import { fiscalYearOf, startOfFiscalYearUs } from '#civil/fiscal-year.ts'
import { tokyo } from '#civil/minute.ts'
import type { Registers } from '#law/vocabulary/registers.ts'

/**
 * Until when a line closed then is kept, µs, exclusive: so many years from 1 April after the fiscal year in
 * which it was closed. A line that is open has no such time: its years have not begun.
 */
export const keptUntilUs = ({ years }: Registers, closedAtUs: number): number =>
  startOfFiscalYearUs(fiscalYearOf(closedAtUs) + 1 + years.count)

/** The same civil moment so many years on: the words alone, before anybody read a fiscal year into them. */
export const yearsAfterUs = (us: number, years: number): number =>
  tokyo(us).add({ years }).epochMilliseconds * 1000
