import type { Setting } from '../decider.ts'
import type { Duty } from '../duty.ts'
import type { ViewingState } from './state.ts'

/** A closed session whose line nobody has confirmed yet: due at once. */
export function dutiesAt(state: ViewingState, { profile }: Setting): readonly Duty[] {
  if (state.status !== 'closed' || state.confirmedBy.includes(state.operator)) return []
  return [
    {
      what: 'confirmLine',
      about: state.session,
      says: '閲覧の記録を確かめて署名する',
      next: '記録簿で、映した時刻と範囲を確かめてください',
      post: 'operator',
      dueUs: state.closedAtUs,
      basis: profile.registers.fromFacts.by,
    },
  ]
}
