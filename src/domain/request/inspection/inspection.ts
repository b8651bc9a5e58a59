import { groundOf } from '#law/called.ts'
import { actHouse } from '#law/house.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import type { Setting } from '../../decider.ts'
import type { OpenRequest } from '../state.ts'
import { groundPoints, testPoints } from './ground.ts'
import { internalPoints, looksForItself } from './internal.ts'
import { notices } from './notices.ts'
import { applicationPoints, entryPoints, paperPoints } from './papers.ts'
import { checkPoints, identityPoints, othersPoints, readerPoints } from './person.ts'
import { type Point, point } from './point.ts'
import { rangePoints } from './range.ts'
import { urgencyPoints } from './urgency.ts'
import { warrantPoints } from './warrant.ts'

/**
 * 点検: everything the document in force asks of a request before these acts of it are decided, each point
 * with its own basis, in the order a clerk would ask. What people judge (the decision itself) is not in it.
 */
export function inspect(
  setting: Setting,
  request: OpenRequest,
  acts: readonly Act[],
  atUs: number,
): readonly Point[] {
  const { profile } = setting
  if (request.warrant) return warrantPoints(profile)
  const asked = point(
    '求められた行為',
    actHouse.withinRequest,
    acts.length > 0 && acts.every(act => request.acts.includes(act)),
    '求められていない行為です',
    '求められた行為だけを決めるか、改めて求めてもらってください',
  )
  const ranges = rangePoints(profile, request, atUs)
  if (looksForItself(request, acts)) {
    return [asked, ...internalPoints(setting, request, atUs), ...ranges]
  }
  const ground = groundOf(profile, request.ground)
  return [
    asked,
    ...groundPoints(profile, request, acts),
    ...(ground ? testPoints(ground, request) : []),
    ...applicationPoints(profile, request, acts),
    ...(ground
      ? [
          ...paperPoints(profile, ground, request, acts),
          ...urgencyPoints(setting, ground, request, atUs),
          ...entryPoints(ground.entries, request),
          ...identityPoints(ground, request),
          ...checkPoints(profile, ground, request, atUs),
          ...othersPoints(ground, request, acts),
          ...readerPoints(ground, request),
        ]
      : []),
    ...ranges,
    ...notices(setting, request, acts, atUs),
  ]
}
