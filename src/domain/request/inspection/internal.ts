import type { Act } from '#law/vocabulary/grounds.ts'
import type { Setting } from '../../decider.ts'
import { resolutionsInForce } from '../../office.ts'
import type { OpenRequest } from '../state.ts'
import { isYes, withinPurpose } from './ground.ts'
import { filled, type Point, point } from './point.ts'

/** The office looks for itself and claims no ground: only showing, never a copy, never telling. */
export const looksForItself = (request: OpenRequest, acts: readonly Act[]): boolean =>
  request.internal && request.ground === null && acts.every(act => act === 'viewing')

/** The entry that names the resolution a look rests on where it is an exception. */
export const exceptionEntry = 'exception'

/**
 * Looking without a third party's request: within the purpose where the document has that; else never, or by
 * an exception that names its resolution. Without such a name it is the document that refuses.
 */
export function internalPoints(
  { profile, office }: Setting,
  request: OpenRequest,
  atUs: number,
): readonly Point[] {
  const { kind, by, exception, recorded } = profile.internalViewing
  const written = point(
    '閲覧の目的',
    recorded.by,
    filled(request.purpose),
    '閲覧の目的が書かれていません',
    '何のために見るのかを書いてください',
  )
  if (kind === 'withinPurpose') {
    return [
      written,
      point(
        '設置目的の範囲内か',
        by,
        isYes(request.answers[withinPurpose]),
        '設置目的の範囲内の閲覧とは認められません',
        '設置目的との関わりを事実で書くか、提供の根拠に当たるかを確かめてください',
      ),
    ]
  }
  const claimed = (request.entries[exceptionEntry] ?? '').trim()
  const body = profile.silence.ask
  return [
    written,
    exception && claimed !== ''
      ? point(
          '例外の決定',
          exception,
          resolutionsInForce(office, 'exception', atUs).some(({ id }) => id === claimed),
          `求めによらない閲覧を例外として認める議決「${claimed}」がありません`,
          `${body}に例外の決定を求めてください`,
        )
      : point(
          '根拠',
          by,
          false,
          '根拠のない閲覧はできません',
          exception
            ? `提供の根拠に当たるかを確かめてください。例外とするときは、${body}の議決を書いてください`
            : '提供の根拠に当たるかを確かめてください',
        ),
  ]
}
