import { startOfFiscalYearUs } from '#civil/fiscal-year.ts'
import type { Queries } from '#postgres/database.ts'
import type { Closed } from '#shelves/laying.ts'

/** House rule: what keepers said, and daily heartbeats, are kept as long as the longest register of the five documents. */
const yearsKept = 5

/**
 * Files that are closed by the calendar alone: the events of a keeper, and the office's own daily ones, of a fiscal year
 * that is over.
 */
export async function closedYears(queries: Queries, nowUs: number): Promise<readonly Closed[]> {
  const rows = await queries.query<{ number: number; name: string }>(
    `select number, name from ledger.file where name ~ '^(keeper/[0-9a-f]{32}|ledger)/[0-9]{4}$'`,
  )
  return rows.flatMap(({ number, name }) => {
    const end = Number(name.slice(-4)) + 1
    if (startOfFiscalYearUs(end) > nowUs) return []
    const keptUntilUs = startOfFiscalYearUs(end + yearsKept)
    return [{ file: number, register: name.startsWith('k') ? 'keeper' : 'ledger', keptUntilUs }]
  })
}
