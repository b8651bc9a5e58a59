import type { Ground } from '#law/vocabulary/grounds.ts'
import type { Answer } from '../state.ts'

type Check = Ground['checks'][number]

/**
 * Whether the answer to a check lets the decision go on: yes, or no where its remedy was answered yes, or
 * whatever it is where it is itself only the remedy of a check that needs none. Unanswered, it does not.
 */
export function letsPass(
  { id, remedy }: Check,
  checks: readonly Check[],
  answers: Readonly<Record<string, Answer>>,
): boolean {
  const yes = (check: string) => answers[check]?.holds === true
  if (answers[id] === undefined) return false
  return (
    yes(id) ||
    (remedy !== undefined && yes(remedy)) ||
    checks.some(other => other.remedy === id && yes(other.id))
  )
}
