import { warekiMoment } from '#civil/wareki.ts'
import type { Setting } from '../decider.ts'
import type { Duty } from '../duty.ts'
import { keeps } from './hold.ts'
import type { HoldState } from './words.ts'

/** Whether each hold that runs is still needed; recording never waits for the answer. */
export function dutiesAt(
  { holds }: HoldState,
  { profile: { extension } }: Setting,
  nowUs: number,
): readonly Duty[] {
  if (extension.kind === 'none') return []
  return holds
    .filter(held => keeps(held, nowUs))
    .map(({ id, endsOnUs, reviewOnUs }) => ({
      what: 'reviewHold',
      about: id,
      says: `延長「${id}」（${warekiMoment(endsOnUs)}まで）がまだ要るかを見直す`,
      next: 'まだ要る理由を書くか、延長を終えてください',
      post: 'manager',
      dueUs: reviewOnUs,
      basis: extension.house.review,
    }))
}
