/**
 * What a stranger calls itself → one line that can be printed: control characters, line ends, marks that turn the
 * direction of writing, unpaired surrogates and towers of combining marks are gone, and at most `most` characters stay.
 */
export function plainText(text: string, most = 60): string {
  const line = text
    .slice(0, 64 * most)
    .replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .trim()
  const characters = Array.from(line)
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join('')}…`
}
