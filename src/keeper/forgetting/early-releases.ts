import { firstMinute, startUs } from '#civil/minute.ts'
import type { DayRange, Keyring } from '#keyring/keyring.ts'
import { dueUnder } from '#law/retention.ts'
import type { GivenUp } from '../space/give-up.ts'
import { isBreach } from '../space/share.ts'
import type { EarlyRelease } from '../spool/events.ts'
import { rulesFor } from './rules-in-force.ts'

/** What is to be told of hours given up: each with the minutes that really went, and the rule they did not live to the end of. */
export function earlyReleases(
  keyring: Keyring,
  hours: readonly GivenUp[],
  erased: readonly DayRange[],
): readonly EarlyRelease[] {
  return hours.flatMap(({ camera, from, to, bytes, reason }) => {
    const minutes = erased
      .filter(range => range.camera === camera)
      .map(({ day, fromIndex, toIndex }) => [
        Math.max(firstMinute(day) + fromIndex, from),
        Math.min(firstMinute(day) + toIndex, to),
      ])
      .filter(([first, end]) => first! < end!)
    const count = minutes.reduce((sum, [first, end]) => sum + end! - first!, 0)
    return minutes.map(([first, end]) => {
      const { by } = dueUnder(rulesFor(keyring, camera), first!)
      return {
        camera,
        fromUs: startUs(first!),
        toUs: startUs(end!),
        bytes: Math.round((bytes * (end! - first!)) / count),
        breach: isBreach(by.retention),
        article: by.article,
        reason,
      }
    })
  })
}
