import { type Day, type Minute, startUs, tokyo } from './minute.ts'

const eras: Readonly<Record<string, string>> = {
  reiwa: '令和',
  heisei: '平成',
  showa: '昭和',
  taisho: '大正',
  meiji: '明治',
}

/**
 * 元号 of a civil day, 「令和8年」, the first year as 元年. From Meiji on; a day before it keeps its common
 * year, because no form here reaches back so far.
 */
const eraYear = (day: Temporal.PlainDate): string => {
  const { era, eraYear } = day.withCalendar('japanese')
  const name = eras[era ?? '']
  return name === undefined ? `${day.year}年` : `${name}${eraYear === 1 ? '元' : eraYear}年`
}

const dayWords = (day: Temporal.PlainDate): string => `${eraYear(day)}${day.month}月${day.day}日`

/** 「令和8年11月14日」 */
export const warekiDay = (day: Day): string => dayWords(Temporal.PlainDate.from(day))

/** 「令和8年11月14日15時42分」: the form's grain; seconds belong in its notes. */
export function warekiMoment(us: number): string {
  const moment = tokyo(us)
  return `${dayWords(moment.toPlainDate())}${moment.hour}時${moment.minute}分`
}

/** 「令和8年11月14日15時42分から令和8年11月14日15時43分まで」 */
export const warekiPeriod = (fromMinute: Minute, toMinute: Minute): string =>
  `${warekiMoment(startUs(fromMinute))}から${warekiMoment(startUs(toMinute))}まで`

/** 「令和8年度」 of the year in which it begins. */
export const warekiFiscalYear = (year: number): string =>
  `${eraYear(Temporal.PlainDate.from({ year, month: 4, day: 1 }))}度`
