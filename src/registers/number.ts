import { fiscalYearOf } from '#civil/fiscal-year.ts'
import { warekiFiscalYear } from '#civil/wareki.ts'

/** 「令和8年度 第0042号」 */
export const lineNumber = (year: number, count: number): string =>
  `${warekiFiscalYear(year)} 第${String(count).padStart(4, '0')}号`

/**
 * Numbers of what was entered in this order, by the fiscal year in which each happened, from 1. What is
 * entered later never changes an earlier number, even when it happened before.
 */
export function numbered(happenedAtUs: readonly number[]): readonly string[] {
  const counts = new Map<number, number>()
  return happenedAtUs.map(us => {
    const year = fiscalYearOf(us)
    const count = (counts.get(year) ?? 0) + 1
    counts.set(year, count)
    return lineNumber(year, count)
  })
}
