import { type Refusal, refuse } from '#law/basis.ts'
import { actHouse } from '#law/house.ts'
import type { Agreement } from '#law/vocabulary/outside.ts'
import { coversAll, isRange } from '../footage-range.ts'
import { type Agreed, inForce, isCovered } from './state.ts'
import type { AgreementCommand, LogEntry } from './words.ts'

type Command<Type extends AgreementCommand['type']> = Extract<AgreementCommand, { type: Type }>

const asRequest = '協定によらない依頼として受け付けてください'

export function refuseOutOfForce(rule: Agreement, state: Agreed, atUs: number): Refusal | null {
  if (!inForce(state, atUs)) {
    return refuse('協定は、いま効力がありません', rule.by, asRequest)
  }
  return state.suspended
    ? refuse(
        '協定による利用を止めています',
        rule.suspension,
        '是正を確かめて再開するか、依頼として受け付けてください',
      )
    : null
}

export function refuseNotice(
  rule: Agreement,
  state: Agreed,
  { atUs, ranges, line }: Command<'NoticeExtraction'>,
): Refusal | null {
  const outside = refuseOutOfForce(rule, state, atUs)
  if (outside) return outside
  if (ranges.length === 0 || !ranges.every(isRange)) {
    return refuse(
      '抽出するカメラと時刻が書かれていません',
      rule.lineFirst.by,
      '連絡の内容を聞き、カメラと、何分から何分までかを書いてください',
    )
  }
  if (!ranges.every(range => isCovered(state, range))) {
    return refuse('協定が対象とするカメラと時間帯の外です', rule.by, asRequest)
  }
  return state.notices.some(notice => notice.line === line)
    ? refuse('その番号の行は、すでにあります', actHouse.stepsInOrder, '新しい番号で書いてください')
    : null
}

/** A line that stood before the extraction and spoke of these minutes; of minutes nobody named, none did. */
const foretold = (
  { notices }: Agreed,
  ranges: LogEntry['ranges'],
  extractedAtUs: number,
  line: string | null,
): boolean =>
  ranges.length > 0 &&
  notices.some(
    notice =>
      (line === null || notice.line === line) &&
      notice.atUs <= extractedAtUs &&
      coversAll(notice.ranges, ranges),
  )

export function refuseExtraction(
  rule: Agreement,
  state: Agreed,
  { atUs, line, ranges }: Command<'Extract'>,
): Refusal | null {
  const outside = refuseOutOfForce(rule, state, atUs)
  if (outside) return outside
  if (line === null || !state.notices.some(notice => notice.line === line)) {
    return refuse(
      '抽出の前に書いた台帳の行がありません',
      rule.withoutLine,
      '抽出の前に連絡を受け、画像管理台帳に書いてください',
    )
  }
  return foretold(state, ranges, atUs, line)
    ? null
    : refuse(
        '連絡した件の範囲を超えて抽出することはできません',
        rule.withoutLine,
        '広げるときは、もう一度連絡を受けて台帳に書いてください',
      )
}

export function refuseProviding(
  rule: Agreement,
  state: Agreed,
  { atUs, line, to }: Command<'ProvideUnderAgreement'>,
): Refusal | null {
  const outside = refuseOutOfForce(rule, state, atUs)
  if (outside) return outside
  if (to !== state.with) {
    return refuse(`${to}に、協定により提供することはできません`, rule.by, asRequest)
  }
  return state.notices.some(notice => notice.line === line)
    ? null
    : refuse(
        '先に書いた台帳の行がありません',
        rule.lineFirst.by,
        '画像管理台帳に書いてから提供してください',
      )
}

/** Extractions in a log that no earlier line foretold, and lines that no extraction followed. */
export function compared(state: Agreed, entries: readonly LogEntry[]) {
  const breaches = entries.filter(
    ({ id, ranges, extractedAtUs }) =>
      !foretold(state, ranges, extractedAtUs, null) &&
      !state.breaches.some(breach => breach.id === id),
  )
  const unmatched = state.notices
    .filter(
      notice =>
        !entries.some(
          ({ extractedAtUs, ranges }) =>
            notice.atUs <= extractedAtUs && coversAll(notice.ranges, ranges),
        ),
    )
    .map(({ line }) => line)
  return { breaches, unmatched }
}
