import { isDecided, limitUs } from '#law/retention.ts'
import type { Act, Ground } from '#law/vocabulary/grounds.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { OpenRequest } from '../state.ts'
import { letsPass } from './answered.ts'
import { filled, type Point, point } from './point.ts'

/** The check that says what was done about other people in the frame. */
export const othersInFrame = 'othersInFrame'

/** Who asks, beyond their word. */
export function identityPoints(
  { identity }: Ground,
  { identified }: OpenRequest,
): readonly Point[] {
  if (!identity) return []
  const { by, facts, photo } = identity
  const different = new Set(identified?.facts.map(fact => fact.trim()).filter(filled))
  return [
    point(
      '本人・身分の確認',
      by,
      different.size >= facts && (!photo || identified?.photo === true),
      photo ? '写真付きの書類による本人確認がありません' : '相手の本人・身分の確認がありません',
      `${photo ? '写真付きの書類で' : ''}${facts}つ以上の事柄を確かめ、種類と確かめた者を書いてください。写しは取りません`,
    ),
  ]
}

/**
 * What the ground has checked before the decision, in its order. What the machine can tell by itself it does
 * not take on anybody's word.
 */
export const checkPoints = (
  profile: Profile,
  { checks }: Ground,
  request: OpenRequest,
  atUs: number,
): readonly Point[] =>
  checks.map(check => {
    const { id, asks, automatic, by } = check
    const answer = request.checks[id]
    const gone = automatic && isGone(profile, request, atUs)
    return point(
      asks,
      by,
      !gone && letsPass(check, checks, request.checks),
      gone
        ? '求められた画像は、保存期間を過ぎています'
        : answer
          ? `${asks}：いいえ`
          : `${asks}：まだ確かめていません`,
      gone
        ? '残っている分があれば、その範囲に狭めてください。なければ、理由を書いて断ってください'
        : answer
          ? '提供できません。理由を書いて断ってください'
          : '確かめて、結果を書いてください',
    )
  })

/** Whether the first of the pictures is past its limit, under a document that lengthens no period. */
const isGone = (
  { retention, extension }: Profile,
  { ranges }: OpenRequest,
  atUs: number,
): boolean =>
  extension.kind === 'none' &&
  isDecided(retention.rule) &&
  ranges.some(({ fromMinute }) => limitUs(retention.rule, fromMinute) <= atUs)

/** Other people in the pictures of a copy. */
export const othersPoints = (
  ground: Ground,
  request: OpenRequest,
  acts: readonly Act[],
): readonly Point[] =>
  ground.othersInFrame && acts.includes('takeOut')
    ? [
        point(
          'ほかの人の写り込み',
          ground.othersInFrame,
          request.checks[othersInFrame]?.holds === true,
          'ほかの人が写り込んでいないか、取り除いたかを確かめていません',
          '写しから取り除くか、その人についての根拠を別に求めてください',
        ),
      ]
    : []

/** A second person reads it before it is decided. */
export const readerPoints = ({ secondReader }: Ground, request: OpenRequest): readonly Point[] =>
  secondReader
    ? [
        point(
          '二人目の確認',
          secondReader,
          filled(request.secondReader),
          '二人目の確認がありません',
          'もう一人に読んでもらい、確かめた者を書いてください',
        ),
      ]
    : []
