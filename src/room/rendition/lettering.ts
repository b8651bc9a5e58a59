/** How large letters are, and where lines break, for a picture of some width. */
export type Lettering = {
  readonly size: number
  readonly lineHeight: number
  readonly margin: number
}

export function letteringFor(width: number): Lettering {
  const size = Math.min(56, Math.max(14, Math.round(width / 54)))
  return { size, lineHeight: Math.round(size * 1.5), margin: Math.round(size * 0.7) }
}

/**
 * Lines that fit, by the widths of this typeface: a full-width character is as wide as it is high, Latin ones at most two
 * thirds, marks that follow another character nothing. A line is broken behind a space where it can be, else anywhere.
 */
export function fitted(
  lines: readonly string[],
  width: number,
  { size, margin }: Lettering,
): readonly string[] {
  const most = (width - 2 * margin) / size
  return lines.flatMap(line => [...broken(line, most)])
}

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' })

function* broken(line: string, most: number): Generator<string> {
  let taken: string[] = []
  let wide = 0
  for (const { segment } of graphemes.segment(line)) {
    if (wide + widthOf(segment) > most && taken.length > 0) {
      const space = taken.findLastIndex(one => one === '　' || one === ' ')
      const end = space > 0 ? space + 1 : taken.length
      yield taken.slice(0, end).join('').trimEnd()
      taken = taken.slice(end)
      wide = taken.reduce((sum, one) => sum + widthOf(one), 0)
    }
    taken.push(segment)
    wide += widthOf(segment)
  }
  yield taken.join('').trimEnd()
}

const widthOf = (grapheme: string): number => ((grapheme.codePointAt(0) ?? 0) < 0x80 ? 0.67 : 1)
