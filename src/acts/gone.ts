import type { Minute } from '#civil/minute.ts'
import type { FootageRange } from '#domain/footage-range.ts'
import { keeps } from '#domain/hold/hold.ts'
import { type Refusal, refuse } from '#law/basis.ts'
import { isDecided, limitUs } from '#law/retention.ts'
import type { Said } from '#leaf/body.ts'
import type { Sight } from './sight.ts'

/** When a minute goes by the rule alone, µs; never where nobody has decided how long footage lives. */
function goesUs({ profile, state }: Sight, minute: Minute): number {
  const decided = state('period', 'main').rules.at(-1)?.rule
  const rule = decided ?? profile.retention.rule
  return isDecided(rule) ? limitUs(rule, minute) : Number.MAX_SAFE_INTEGER
}

/** When the first minute of these goes, what is held going later. */
export function firstGoneUs(sight: Sight, ranges: readonly FootageRange[], nowUs: number): number {
  const { holds } = sight.state('hold', 'main')
  const standing = holds.filter(one => keeps(one, nowUs))
  return Math.min(
    Number.MAX_SAFE_INTEGER,
    ...ranges.map(({ camera, fromMinute }) => {
      const held = standing.filter(
        one => one.camera === camera && one.fromMinute <= fromMinute && fromMinute < one.toMinute,
      )
      return Math.max(goesUs(sight, fromMinute), ...held.map(({ endsOnUs }) => endsOnUs))
    }),
  )
}

/** Whether nothing of these is left by the rule and the holds: nobody need sign for what no longer exists. */
export function allGone(
  sight: Sight,
  ranges: readonly FootageRange[],
  atUs: number,
): Refusal | null {
  const { holds } = sight.state('hold', 'main')
  const isLeft = ({ camera, fromMinute, toMinute }: FootageRange) =>
    goesUs(sight, toMinute - 1) > atUs ||
    holds.some(
      one =>
        one.camera === camera &&
        one.fromMinute < toMinute &&
        fromMinute < one.toMinute &&
        keeps(one, atUs),
    )
  if (ranges.length === 0 || ranges.some(isLeft)) return null
  return refuse(
    '求められた画像は、保存の期限が来て消えています',
    sight.profile.retention.by,
    '残っている分があれば、その範囲で求めてもらってください。なければ、画像がないことを理由に書いて断ってください',
  )
}

/** A hold is decided on when its footage would go; that is known here and not said by whoever asks. */
export function withGone(sight: Sight, said: Said): Said {
  if (said.type !== 'Hold') return said
  const { fromMinute } = said.range as FootageRange
  return { ...said, goneByUs: goesUs(sight, fromMinute) }
}
