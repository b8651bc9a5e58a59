import { type Day, startOfDayUs, tokyo } from './minute.ts'

/** A civil month in Asia/Tokyo, `yyyy-mm`. */
export type Month = string

export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text)

export const monthOf = (us: number): Month => tokyo(us).toPlainDate().toPlainYearMonth().toString()

const firstDay = (month: Month): Day => `${month}-01`

const nextMonth = (month: Month): Month =>
  Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString()

/** From its first moment to the first of the next month, µs since the epoch. */
export const monthSpanUs = (month: Month): { readonly fromUs: number; readonly toUs: number } => ({
  fromUs: startOfDayUs(firstDay(month)),
  toUs: startOfDayUs(firstDay(nextMonth(month))),
})

/** Every month that [fromUs, toUs) touches, in order. */
export function monthsBetween(fromUs: number, toUs: number): readonly Month[] {
  const months: Month[] = []
  if (toUs <= fromUs) return months
  const last = monthOf(toUs - 1)
  for (let month = monthOf(fromUs); month <= last; month = nextMonth(month)) months.push(month)
  return months
}
