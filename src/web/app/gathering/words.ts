import { addDays, dayOf, dayUs, minuteOf, minuteUs, startOfDayUs, tokyo } from '#civil/minute.ts'
import { readDay, readTime } from '#civil/read-day.ts'
import { warekiDay } from '#civil/wareki.ts'
import type { Gathering } from '#domain/gathering.ts'
import { echoOf } from '../components/wareki-date-field.tsx'

/** 「令和8年11月15日（日・2026年）13時00分」 */
export function whenWords(us: number): string {
  const { hour, minute } = tokyo(us)
  return `${echoOf(dayOf(minuteOf(us)))} ${hour}時${String(minute).padStart(2, '0')}分`
}

/** The moment that a day and a time of day, as they were typed, come to; null: not yet one. */
export function momentOf(day: string, time: string): number | null {
  const read = readDay(day)
  const minutes = readTime(time)
  return 'day' in read && minutes !== null ? startOfDayUs(read.day) + minutes * minuteUs : null
}

/** By the evening before; where that has passed, an hour before it begins; at the last, when it begins. */
export function usualDeadline(fromUs: number, nowUs: number): number {
  const evening = startOfDayUs(addDays(dayOf(minuteOf(fromUs)), -1)) + (17 * dayUs) / 24
  return [evening, fromUs - 60 * minuteUs].find(us => us > nowUs + 60 * minuteUs) ?? fromUs
}

/** A moment as its two fields have it. */
export function fieldsOf(us: number): { readonly day: string; readonly time: string } {
  const { hour, minute } = tokyo(us)
  return { day: warekiDay(dayOf(minuteOf(us))), time: `${hour}:${String(minute).padStart(2, '0')}` }
}

/** Where the answer is given. What stands behind the hash never reaches a server's book of calls. */
export const addressOf = (code: string): string => `${window.location.origin}/come#${code}`

/** Only at this machine does such an address lead anywhere. */
export const leadsNowhereElse = (): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(window.location.hostname)

/** What a witness is told, by whatever way it goes to them: nothing of the case. */
export const letterOf = (
  person: string,
  { fromUs, minutes, place, answerByUs }: Gathering,
  code: string,
): string =>
  [
    `${person}さん`,
    '',
    '立会いをお願いします。',
    `日時: ${whenWords(fromUs)}から（${minutes}分くらい）`,
    `場所: ${place}`,
    `返事の期限: ${whenWords(answerByUs)}`,
    '',
    '行けるかどうかを、次のページで教えてください。一度だけ使えます。',
    addressOf(code),
    `（開けないときの番号: ${code}）`,
  ].join('\n')
