import type { Day } from './minute.ts'

const dayUs = 86_400_000_000
const tokyoUs = 32_400_000_000

/**
 * Civil days in Tokyo by number, 0 on 1970-01-01, for those who ask for every event of a ledger or run where there
 * is no calendar to ask: nine hours before Greenwich, all year, as since 1952.
 */
export const dayNumberOf = (us: number): number => Math.floor((us + tokyoUs) / dayUs)

/** The day of a number, in the Gregorian calendar: years of 400 make 146,097 days, counted from March. */
export function dayNumbered(number: number): Day {
  const days = number + 719_468
  const era = Math.floor(days / 146_097)
  const ofEra = days - era * 146_097
  const years = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) /
      365,
  )
  const ofYear = ofEra - (365 * years + Math.floor(years / 4) - Math.floor(years / 100))
  const fromMarch = Math.floor((5 * ofYear + 2) / 153)
  const day = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const year = years + era * 400 + (month <= 2 ? 1 : 0)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}
