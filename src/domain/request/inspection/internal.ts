import type { Act } from '#law/vocabulary/grounds.ts'
import type { Setting } from '../../decider.ts'
import { resolutionsInForce } from '../../office.ts'
import type { OpenRequest } from '../state.ts'
import { isYes, withinPurpose } from './ground.ts'
import { filled, type Point, point } from './point.ts'

/** The office looks for itself and claims no ground: only showing, never a copy, never telling. */
export const looksForItself = (request: OpenRequest, acts: readonly Act[]): boolean =>
  request.internal && request.ground === null && acts.every(act => act === 'viewing')

/** Looking without a third party's request: within the purpose where the document has that, else by exception. */
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
  return [
    written,
    exception
      ? point(
          '例外の決定',
          exception,
          resolutionsInForce(office, 'exception', atUs).length > 0,
          '求めによらない閲覧について、例外を認める決定がありません',
          `${profile.silence.ask}に例外の決定を求めてください`,
        )
      : point(
          '根拠',
          by,
          false,
          '根拠のない閲覧はできません',
          '提供の根拠に当たるかを確かめてください',
        ),
  ]
}
