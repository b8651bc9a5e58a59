/** The zone of every site this program is for. */
const zone = 'Asia/Tokyo'

/** 1971-01-01 UTC: what is earlier is the beginning of some count (1904, 1970), or a count that overflowed. */
export const saysNothingBeforeUs = 31_536_000e6

/**
 * A time as cameras write it into text, µs since the epoch: ISO 8601, `2024:05:06 07:08:09`, or the C library's
 * `Mon May 06 07:08:09 2024` (AVI's IDIT). Without a zone it is Japanese time. A day alone, a year alone, and the
 * beginnings of counting (1904, 1970) say nothing: null.
 */
export function instantOf(written: string): number | null {
  const text = written.replaceAll('\0', ' ').trim()
  const iso =
    /^(\d{4})[-:/](\d\d)[-:/](\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,6})\d*)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/.exec(
      text,
    )
  const c = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})$/.exec(text)
  if (c) {
    const month = months.indexOf(c[1]!) + 1
    return at([c[6]!, month, c[2]!, c[3]!, c[4]!, c[5]!].map(Number), 0, undefined)
  }
  if (!iso) return null
  const fraction = Number((iso[7] ?? '').padEnd(6, '0'))
  return at(iso.slice(1, 7).map(Number), fraction, iso[8])
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

function at(numbers: readonly number[], fraction: number, offset: string | undefined) {
  const [year, month, day, hour, minute, second] = numbers as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  try {
    const plain = Temporal.PlainDateTime.from(
      { year, month, day, hour, minute, second },
      { overflow: 'reject' },
    )
    const utc = offset === 'Z' || offset === 'UTC'
    const where =
      offset === undefined ? zone : utc ? 'UTC' : offset.replace(/^(...)(\d\d)$/, '$1:$2')
    const us = plain.toZonedDateTime(where).epochMilliseconds * 1000 + fraction
    return us < saysNothingBeforeUs ? null : us
  } catch {
    return null
  }
}
