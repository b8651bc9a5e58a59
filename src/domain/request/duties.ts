import { groundOf } from '#law/called.ts'
import { isDecided, limitUs } from '#law/retention.ts'
import type { Setting } from '../decider.ts'
import type { Duty } from '../duty.ts'
import { inspect } from './inspection/inspection.ts'
import { papersFor } from './inspection/papers.ts'
import { urgencyFor } from './inspection/urgency.ts'
import type { RequestState } from './state.ts'

/**
 * What an open request still lacks, due when the first of its pictures goes (by the period alone: a hold is
 * not known here), and the paper that urgency let wait. Whether it was decided is the approval's to say.
 */
export function dutiesAt(state: RequestState, setting: Setting, nowUs: number): readonly Duty[] {
  if (state.status !== 'open' || state.warrant) return []
  const { profile } = setting
  const { rule } = profile.retention
  const limits = state.ranges.map(({ fromMinute }) => fromMinute)
  const dueUs = limits.length > 0 && isDecided(rule) ? limitUs(rule, Math.min(...limits)) : null
  const lacking = inspect(setting, state, state.acts, nowUs).flatMap(point =>
    point.found === 'failed' ? [point] : [],
  )
  const ground = groundOf(profile, state.ground)
  const urgency = ground ? urgencyFor(profile, ground, state) : null
  const later = urgency?.paperLater
  const awaited =
    ground && later
      ? papersFor(ground, state, state.acts).filter(
          ({ id, urgencyWaives }) =>
            urgencyWaives && !state.papers.some(({ paper }) => paper === id),
        )
      : []
  return [
    ...lacking.map(({ says, basis, refusal }) => ({
      what: 'complete',
      about: state.id,
      // A test's refusal begins with its own question.
      says: refusal.refused.startsWith(says) ? refusal.refused : `${says}：${refusal.refused}`,
      next: refusal.next,
      post: 'operator' as const,
      dueUs,
      basis,
    })),
    ...(later
      ? awaited.map(({ name, otherwise }) => ({
          what: 'paperLater',
          about: state.id,
          says: `${name}を後から受け取る`,
          next: `${name}を出してもらい、写しを添えてください。${otherwise}`,
          post: 'operator' as const,
          dueUs: null,
          basis: later,
        }))
      : []),
  ]
}
