import type { Present } from '#desk/presence.ts'
import type { Post } from '#law/vocabulary/people.ts'
import { type Problem, problems } from './problem.ts'
import type { Route } from './route.ts'

/** Who works in the office. What each may decide, the deciders say; the table only lets them ask. */
export const office: readonly Post[] = [
  'president',
  'vicePresident',
  'chair',
  'viceChair',
  'member',
  'manager',
  'deputy',
  'operator',
  'staff',
  'mayor',
]
/** Looks, and touches nothing. */
export const lookers: readonly Post[] = [...office, 'auditor']
/** Whoever works here at all: a leak may be found by a guard. */
export const everyPost: readonly Post[] = [...lookers, 'guard', 'contractor']

/** Why this caller may not; null: they may. */
export function refuseCaller(
  { who, terminal }: Pick<Route, 'who' | 'terminal'>,
  present: Present | null,
): Problem | null {
  if (who === 'anybody') return null
  if (!present) return problems.notIn
  if (who !== 'signedIn' && !present.posts.some(post => who.includes(post))) {
    return problems.notYours
  }
  return terminal && present.actor.terminal === null ? problems.needsTerminal : null
}
