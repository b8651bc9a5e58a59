import { warekiMoment } from '#civil/wareki.ts'
import { isDecided, limitUs } from '#law/retention.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import type { Setting } from '../../decider.ts'
import type { OpenRequest } from '../state.ts'
import { notice, type Point } from './point.ts'

/** What stops nothing and must be known: when the pictures go, who must attend, who cannot. */
export function notices(
  { profile }: Setting,
  request: OpenRequest,
  acts: readonly Act[],
  atUs: number,
): readonly Point[] {
  const { retention, witnesses } = profile
  const first = Math.min(...request.ranges.map(({ fromMinute }) => fromMinute))
  const rules = witnesses.rules.filter(rule =>
    rule.acts.some(act => (act === 'viewing' || act === 'takeOut' ? acts.includes(act) : false)),
  )
  return [
    ...(Number.isFinite(first) && isDecided(retention.rule)
      ? [notice(`求められた画像は${goneWords(limitUs(retention.rule, first), atUs)}`, retention.by)]
      : []),
    ...rules.map(({ atLeast, from, by }) =>
      notice(`${from.word}${atLeast}名以上の立会いが要ります`, by),
    ),
    ...(request.requester.person === null
      ? []
      : rules.map(({ requesterNever }) => notice('求めた本人は立ち会えません', requesterNever))),
  ]
}

const goneWords = (goneUs: number, atUs: number): string =>
  atUs < goneUs
    ? `${warekiMoment(goneUs)}から消えていきます。求めがあっても延びません`
    : `${warekiMoment(goneUs)}から消えています。延長されていたもののほかは、もう見られません`
