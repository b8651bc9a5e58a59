import { civilDay } from '#civil/day.ts'
import {
  addDays,
  dayOf,
  type Minute,
  minuteOf,
  minuteUs,
  printed,
  startOfDayUs,
} from '#civil/minute.ts'
import { type HouseRule, type Refusal, refuse } from '#law/basis.ts'
import { named } from '#law/named.ts'
import type { HoldGround, RecordingProfile } from '#law/profile.ts'
import { isCeiling } from '#law/retention.ts'
import { namesPost } from './names-post.ts'

export type HoldCommand = {
  readonly fromMinute: Minute
  /** Exclusive. */
  readonly toMinute: Minute
  /** The post, and after a space the name: 「管理責任者 北斗花子」. */
  readonly decidedBy: string
  /** As the profile's list has it, e.g. 「第6条第1項第2号」. */
  readonly ground: string
  readonly reason: string
  /** The paper, where the ground demands one: what it is, its date, its number. */
  readonly document?: string
  /** The last civil day of the hold, `yyyy-mm-dd`. */
  readonly endsOn: string
  readonly nowUs: number
  /** From when the range's first minute is taken if nothing holds it: `dueUnder(…).dueFromUs`. */
  readonly goneByUs: number
}

export type DecidedHold = {
  readonly fromMinute: Minute
  readonly toMinute: Minute
  readonly decidedBy: string
  readonly ground: string
  readonly article: string
  readonly reason: string
  readonly document: string | null
  /** 00:00 of the day after the last one: まで includes the day named. */
  readonly endsOnUs: number
  /** 00:00 of the civil day on which its need is looked at again; nothing happens by itself. */
  readonly reviewOnUs: number
}

/**
 * Whether a range of footage may outlive its period under this document, and by whose decision.
 *
 * Decided in the order a clerk would ask: does the document allow it at all, on which ground, by whom,
 * with which paper; is the footage still there; then what is ours: reason, range, end.
 */
export function decideHold(profile: RecordingProfile, command: HoldCommand): DecidedHold | Refusal {
  const { extension } = profile
  if (extension.kind === 'none') {
    return refuse('この規程では、保存期間を延長できません', extension.by, extension.next)
  }
  const { grounds, house, by } = extension
  const ground = named(grounds, command.ground)
  if (!ground) {
    const codes = grounds.map(({ code }) => `「${code}」`).join('、')
    return refuse('延長の根拠が定めのどれにも当たりません', by, `根拠を${codes}から選んでください`)
  }
  const unfit = refuseGround(ground, command) ?? refuseRange(command, house)
  if (unfit) return unfit
  const { fromMinute, toMinute, nowUs, goneByUs } = command
  if (nowUs >= goneByUs) {
    const { rule, tolerance } = profile.retention
    const ended = !isCeiling(rule) || nowUs >= goneByUs + minuteUs
    return refuse(
      `${printed(goneByUs)}に消去の時刻を迎えた画像を含むため、延長できません`,
      ended ? by : tolerance,
      '保存期間の残っている分だけを指定してください。消去の時刻を迎えた画像は、もう開けません',
    )
  }
  const reason = command.reason.trim()
  if (reason === '') {
    return refuse('延長の理由がありません', house.reason, '何のために要るのかを書いてください')
  }
  const lastDay = civilDay(command.endsOn)
  if (!lastDay) {
    return refuse(
      '延長の終わりの日がありません',
      house.endDate,
      '終わりの日を 2026-12-31 の形で決めてください',
    )
  }
  const endsOnUs = startOfDayUs(lastDay.add({ days: 1 }).toString())
  if (endsOnUs <= nowUs || endsOnUs <= goneByUs) {
    return refuse(
      `${command.endsOn}までの延長では、本来の保存期間より長くなりません`,
      house.endDate,
      `この画像は${printed(goneByUs)}まで残ります。それより後の終わりの日を決めてください`,
    )
  }
  return {
    fromMinute,
    toMinute,
    decidedBy: command.decidedBy.trim(),
    ground: ground.code,
    article: by.cite,
    reason,
    document: command.document?.trim() || null,
    endsOnUs,
    reviewOnUs: startOfDayUs(addDays(dayOf(minuteOf(nowUs)), house.reviewEveryDays)),
  }
}

function refuseGround(ground: HoldGround, { decidedBy, document = '' }: HoldCommand) {
  const [post = ''] = ground.decidedBy.posts
  if (!namesPost(decidedBy, ground.decidedBy.posts)) {
    return refuse(
      `この根拠による延長を決められるのは${post}だけです`,
      ground.decidedBy.by,
      `${post}に決定を求め、決定者を「${post} 氏名」のように書いてください`,
    )
  }
  if (ground.document && document.trim() === '') {
    return refuse(
      `${ground.document.name}がありません`,
      ground.document.by,
      '文書の名称・日付・番号を書いてください。文書がなければ、ほかの根拠に当たるかを確かめてください',
    )
  }
  return null
}

function refuseRange(
  { fromMinute, toMinute, nowUs }: HoldCommand,
  house: { rangeExact: HouseRule },
) {
  if (fromMinute < toMinute && toMinute <= minuteOf(nowUs) + 1) return null
  return refuse(
    fromMinute < toMinute
      ? 'まだ撮影していない画像の保存期間は延長できません'
      : '延長する範囲の終わりが始まりより前です',
    house.rangeExact,
    '撮影済みの範囲を「始まり」「終わり」の順に分単位で指定してください',
  )
}
