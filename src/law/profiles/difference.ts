/**
 * How a cleaned text.txt differs from the source.txt it was made from. The source holds what an
 * extraction left; `source` is replaced by `text` at each of its `times` places, in the order listed.
 */
export type Difference = {
  readonly source: string
  readonly text: string
  readonly times: number
  readonly why: string
}

/** The source with every difference applied. Throws RangeError where a count does not hold. */
export function cleaned(source: string, differences: readonly Difference[]): string {
  return differences.reduce((before, difference) => {
    const parts = before.split(difference.source)
    if (parts.length - 1 !== difference.times) {
      throw new RangeError(
        `${parts.length - 1} places instead of ${difference.times}: ${difference.why}`,
      )
    }
    return parts.join(difference.text)
  }, source)
}
