import type { ApprovalState, Approved } from '#domain/approval/state.ts'
import type { EngagementState } from '#domain/engagement/words.ts'
import type { PeriodState } from '#domain/hold/period.ts'
import type { OpenRequest } from '#domain/request/state.ts'
import { application, appliedFor } from './application.ts'
import { committeePapers } from './committee.ts'
import { blankDecisions, decisions } from './decision.ts'
import type { Letter } from './letter.ts'
import { deputising, designation } from './people.ts'
import { periodDecision } from './period.ts'
import { pledge } from './pledge.ts'
import type { Writing } from './setting.ts'
import { notice, terms } from './telling.ts'

const there = <T>(one: T | null): readonly T[] => (one === null ? [] : [one])

/** What can be printed of one request as it stands, in the order in which it is needed. */
export function lettersOfCase(
  writing: Writing,
  request: OpenRequest,
  approval: ApprovalState,
): readonly Letter[] {
  const acts = request.acts.filter(act => appliedFor(writing.profile).includes(act))
  const approved = approval.decisions.findLast(
    (decision): decision is Approved => decision.status === 'approved',
  )
  const about = approved && { request, approved }
  return [
    ...(request.internal ? [] : acts.map(act => application(writing, act, request))),
    ...committeePapers(writing, { request, approval }),
    ...decisions(writing, request, approval),
    ...(about ? [notice(writing, about)] : []),
    ...(about?.approved.acts.includes('takeOut') ? there(terms(writing, about)) : []),
  ]
}

/** What can be printed of the office's own acts: who was designated, who deputised, what was decided and pledged. */
export function lettersOfOffice(
  writing: Writing,
  periods: PeriodState,
  engagements: readonly EngagementState[],
): readonly Letter[] {
  const { tenures, absences } = writing.office
  return [
    ...tenures
      .filter(({ post }) => post === 'operator')
      .map((tenure, at) => designation(writing, tenure, at)),
    ...absences.flatMap((absence, at) => there(deputising(writing, absence, at))),
    ...periods.rules.flatMap((rule, at) => there(periodDecision(writing, rule, at))),
    ...engagements.flatMap(state => (state.status === 'none' ? [] : [pledge(writing, state)])),
  ]
}

/** Every kind of letter of this document, for writing by hand. */
export function blankLetters(writing: Writing): readonly Letter[] {
  const all = [
    ...appliedFor(writing.profile).map(act => application(writing, act, null)),
    ...committeePapers(writing, null),
    ...blankDecisions(writing),
    designation(writing, null),
    ...there(deputising(writing, null)),
    ...there(periodDecision(writing, null)),
    notice(writing, null),
    ...there(terms(writing, null)),
    pledge(writing, null),
  ]
  return all.map(letter => ({ ...letter, id: letter.id.replace(/-\d+$/, '') }))
}
