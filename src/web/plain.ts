/** Words that any store can keep and any paper show: well-formed Unicode without control characters but line ends and tabs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

export const isPlain = (text: string): boolean => text.isWellFormed() && !control.test(text)

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
