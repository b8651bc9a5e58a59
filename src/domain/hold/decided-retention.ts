import { civilDay } from '#civil/day.ts'
import { dayOf, minuteOf } from '#civil/minute.ts'
import { type Refusal, refuse } from '#law/basis.ts'
import { wholeCeiling } from '#law/house.ts'
import type { RecordingProfile } from '#law/profile.ts'
import { type DecidedRetention, printedRetention, type Retention } from '#law/retention.ts'
import { namesPost } from './names-post.ts'

export type RetentionCommand = {
  readonly hours: number
  readonly reason: string
  /** The post, and after a space the name. */
  readonly decidedBy: string
  /** Version of the handling manual that says it; empty for a decision under the ただし書. */
  readonly manual: string
  /** 事情 and 設置目的 of a decision under the ただし書; empty where the manual says it. */
  readonly circumstance: string
  readonly purpose: string
  /** `yyyy-mm-dd`, or empty. */
  readonly reviewOn: string
  readonly nowUs: number
}

/** A hundred years: far above any 必要最小限度, and every instant stays an exact number. */
const mostHours = 876_600

/**
 * The manager's decision on how long footage lives, where the document leaves it open (KAWASAKI 6(4),
 * 読み A6). Anywhere else the document has decided. The result goes into the list of rules in force: a
 * shorter value reaches footage that lives, a longer one does not.
 */
export function decideRetention(
  profile: RecordingProfile,
  command: RetentionCommand,
): (Retention & { readonly kind: 'minimumNecessary' }) | Refusal {
  const { decision, computed } = profile.retention
  const { hours, decidedBy, reviewOn } = command
  if (!decision) return refuseFixed(profile, hours)
  const manual = command.manual.trim()
  const circumstance = command.circumstance.trim()
  const purpose = command.purpose.trim()
  const proviso = circumstance !== '' || purpose !== ''
  const { posts, by } = decision.decidedBy
  if (!namesPost(decidedBy, posts)) {
    return refuse(
      `保存期間を定められるのは${posts[0]}だけです`,
      proviso ? by : decision.inManual,
      `${posts[0]}に決定を求め、決定者を「${posts[0]} 氏名」のように書いてください`,
    )
  }
  if (!Number.isInteger(hours) || hours < 1 || hours > mostHours) {
    return refuse(
      '保存期間が定まっていません',
      computed,
      '必要最小限度の期間を、1時間以上の時間数か日数で定めてください',
    )
  }
  if (proviso && (circumstance === '' || purpose === '')) {
    return refuse(
      'ただし書による決定に、事情か設置目的が書かれていません',
      decision.byCircumstance,
      '必要最小限度によりがたい事情と、設置目的の両方を書いてください',
    )
  }
  if (!proviso && manual === '') {
    return refuse(
      '保存期間が取扱マニュアルに書かれていません',
      decision.inManual,
      '取扱マニュアルの版を書いてください。ただし書によるときは、事情と設置目的を書いてください',
    )
  }
  const reason = command.reason.trim()
  if (!proviso && reason === '') {
    return refuse(
      'その期間を必要最小限度とする理由がありません',
      decision.inManual,
      'なぜその期間が要るのか、なぜそれより短くできないのかを書いてください',
    )
  }
  const decidedOn = dayOf(minuteOf(command.nowUs))
  if (reviewOn !== '' && !isLater(reviewOn, decidedOn)) {
    return refuse(
      '見直しの日が読めないか、決定の日より後ではありません',
      decision.review,
      `${decidedOn}より後の日を 2026-12-31 の形で書くか、空けておいてください`,
    )
  }
  const also = manual === '' ? {} : { alsoInManual: manual }
  const decided: DecidedRetention = {
    hours,
    reason: reason || circumstance,
    writtenIn: proviso ? { circumstance, purpose, ...also } : { manual },
    decidedBy: decidedBy.trim(),
    decidedOn,
    ...(reviewOn === '' ? {} : { reviewOn }),
  }
  return { kind: 'minimumNecessary', decided }
}

/** A document that names its period leaves nothing to decide; why, depends on which way it is asked to move. */
function refuseFixed(
  { retention: { rule, by, computed } }: RecordingProfile,
  hours: number,
): Refusal {
  const refused = `保存期間は規程で決まっています（${printedRetention(rule)}）`
  const next = '期間を変えるには、規程の改正が要ります。規程の所管に相談してください'
  if (rule.kind !== 'ceilingHours') return refuse(refused, by, next)
  if (hours <= rule.hours) return refuse(refused, wholeCeiling, next)
  return refuse(refused, hours < rule.hours + 24 ? computed : by, next)
}

function isLater(words: string, day: string): boolean {
  const wanted = civilDay(words)
  return wanted !== null && Temporal.PlainDate.compare(wanted, day) > 0
}
