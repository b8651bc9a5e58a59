import type { Setting } from '../decider.ts'
import { type Duty, daysAfterUs } from '../duty.ts'
import type { TerminalState } from './words.ts'

/** When its keeping is looked at next: here on the spot, elsewhere by a report. Overdue stops nothing by itself. */
export function dutiesAt(state: TerminalState, { profile }: Setting): readonly Duty[] {
  if (state.status !== 'enrolled') return []
  const { terminals, media } = profile
  const { terminal, keptBy, seenAtUs } = state
  const elsewhere = keptBy === null ? null : terminals.elsewhere
  const { everyDays, by } = elsewhere
    ? { everyDays: elsewhere.everyDays, by: elsewhere.everyBy }
    : media.attestation
  return [
    {
      what: elsewhere ? 'askKeeping' : 'attestTerminal',
      about: terminal,
      says: elsewhere
        ? `${elsewhere.whose}の${terminals.word}の保管状況を確かめる`
        : `${terminals.word}「${terminal}」の保管を確かめる`,
      next: elsewhere
        ? `${elsewhere.whose}に保管の場所と状況を尋ねてください`
        : 'その場で確かめ、写真を残してください',
      post: 'manager',
      dueUs: daysAfterUs(seenAtUs, everyDays),
      basis: by,
    },
  ]
}
