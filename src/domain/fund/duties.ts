import { fiscalYearOf, startOfFiscalYearUs } from '#civil/fiscal-year.ts'
import { warekiFiscalYear } from '#civil/wareki.ts'
import type { Setting } from '../decider.ts'
import type { Duty } from '../duty.ts'
import type { FundState } from './words.ts'

/** A fund that was set up is paid into every fiscal year, or somebody writes down why not. */
export function dutiesAt(state: FundState, { profile }: Setting, nowUs: number): readonly Duty[] {
  const rule = profile.fund
  if (state.status !== 'open' || !rule) return []
  const first = fiscalYearOf(state.openedAtUs)
  const years = Array.from({ length: fiscalYearOf(nowUs) - first + 1 }, (_, at) => first + at)
  return years
    .filter(
      year =>
        (state.depositedYen[year] ?? 0) < state.yearlyYen && !state.skippedYears.includes(year),
    )
    .map(year => ({
      what: 'deposit',
      about: state.id,
      says: `${warekiFiscalYear(year)}の積立をする（年${state.yearlyYen}円）`,
      next: '積み立てて金額を書くか、積み立てない理由を書いてください',
      post: 'chair',
      dueUs: startOfFiscalYearUs(year + 1),
      basis: rule.yearly,
    }))
}
