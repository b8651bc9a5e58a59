import { type Minute, minuteOf, startUs } from '#civil/minute.ts'
import { ruleInForce } from '../profile.ts'
import { type Due, dueUnder } from '../retention.ts'
import type { Adopted } from './adoption.ts'

/**
 * When a minute falls due under the versions an organisation adopted: the earliest limit among the version
 * at its capture and every one since. A version with a 経過措置 leaves footage taken before it alone.
 * Throws RangeError where none decides a period.
 */
export function dueAcross(adopted: readonly Adopted[], minute: Minute): Due {
  const reaching = adopted.filter(
    ({ profile, fromUs }, at) =>
      at === 0 || fromUs <= startUs(minute) || profile.effectiveFrom.at(-1)!.transitional === null,
  )
  return dueUnder(
    reaching.map(({ profile, fromUs }) => ruleInForce(profile, minuteOf(fromUs))),
    minute,
  )
}
