import { zone } from '#civil/minute.ts'

type Digits = Readonly<Record<string, string | undefined>>

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/**
 * Digits taken from a name → µs since the epoch; null where they are no moment of any calendar (month 13, hour 25,
 * 30 February) or lie before any digital recorder. Local means Tokyo: the sites of this program stand in Japan.
 */
export function printedMoment(digits: Digits, clock: 'local' | 'utc'): number | null {
  // A form with two alternatives gives the groups of one of them.
  const of = (name: string): number => Number(digits[name] ?? digits[`${name}1`] ?? 0)
  const year = digits.yy === undefined ? of('y') : 2000 + Number(digits.yy)
  const month = digits.mon === undefined ? of('mo') : months.indexOf(digits.mon) + 1
  if (year < 1990 || year > 2099) return null
  try {
    const plain = Temporal.PlainDateTime.from(
      { year, month, day: of('d'), hour: of('h'), minute: of('mi'), second: of('s') },
      { overflow: 'reject' },
    )
    const written = digits.zone?.replace(/^(\+\d\d)[:-]?(\d\d)$/, '$1:$2')
    const where = written === 'Z' || clock === 'utc' ? 'UTC' : (written ?? zone)
    return plain.toZonedDateTime(where).epochMilliseconds * 1000 + of('ms') * 1000
  } catch {
    return null
  }
}
