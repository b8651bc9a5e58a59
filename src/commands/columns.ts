/** Ideographs, kana and full-width forms take two places of a terminal or of a monospaced page (UAX #11). */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u

export const displayWidth = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (wide.test(letter) ? 2 : 1), 0)

/** Lines of a table: each column as wide as its widest cell, two places between them; `right` aligns numbers. */
export function columns(
  rows: readonly (readonly string[])[],
  right: readonly boolean[],
): readonly string[] {
  const widths = right.map((_, at) => Math.max(0, ...rows.map(row => displayWidth(row[at] ?? ''))))
  return rows.map(row =>
    row
      .map((cell, at) => {
        const space = ' '.repeat(Math.max(0, widths[at]! - displayWidth(cell)))
        return right[at] ? space + cell : cell + space
      })
      .join('  ')
      .trimEnd(),
  )
}
