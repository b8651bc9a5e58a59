/**
 * Words that any store can keep and any paper show: well-formed Unicode without control characters but line ends and
 * tabs, and without those that turn the order of what follows (Trojan Source, CVE-2021-42574): what people read is
 * what is recorded. Japanese needs none of them; variation selectors of names stay.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/
const breaking = /[\t\n\r\u2028\u2029]/

export const isPlain = (text: string): boolean =>
  text.isWellFormed() && !control.test(text) && !turning.test(text)

/** On one line: what something is called by. */
export const isLine = (text: string): boolean => isPlain(text) && !breaking.test(text)

/** The same for everything in a JSON value, names of members included. */
export function isAllPlain(value: unknown): boolean {
  const open: unknown[] = [value]
  while (open.length > 0) {
    const one = open.pop()
    if (typeof one === 'string' && !isPlain(one)) return false
    if (typeof one !== 'object' || one === null) continue
    for (const [name, member] of Object.entries(one)) {
      if (!isPlain(name)) return false
      open.push(member)
    }
  }
  return true
}
