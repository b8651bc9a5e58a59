import type { Refusal } from '#law/basis.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import type { Setting } from '../decider.ts'
import { inspect } from './inspection/inspection.ts'
import type { OpenRequest } from './state.ts'

/**
 * Why these acts of a request cannot be decided yet, or null: the first point of the 点検 that failed. Whoever
 * decides asks it again at the moment of the decision; `atUs` is that moment.
 */
export function notReady(
  setting: Setting,
  request: OpenRequest,
  acts: readonly Act[],
  atUs: number,
): Refusal | null {
  for (const point of inspect(setting, request, acts, atUs)) {
    if (point.found === 'failed') return point.refusal
  }
  return null
}
