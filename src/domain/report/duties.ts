import type { Setting } from '../decider.ts'
import { type Duty, daysAfterUs } from '../duty.ts'
import type { ReportState } from './words.ts'

/** The report itself rests on the document, its date on ours. */
export function dutiesAt(state: ReportState, { profile }: Setting): readonly Duty[] {
  if (state.status !== 'owed') return []
  const rule = profile.reports.find(({ id }) => id === state.report)
  if (!rule) return []
  return [
    {
      what: 'sendReport',
      about: state.id,
      says: `${rule.to}に報告する（${state.of}）`,
      next: `${rule.states.map(({ name }) => name).join('・')}を書いて報告してください`,
      post: 'manager',
      dueUs: daysAfterUs(state.happenedAtUs, rule.dueDays.count),
      basis: rule.by,
    },
  ]
}
