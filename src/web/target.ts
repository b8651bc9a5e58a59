/** What a word of a path may be written with; the rest is in percents. */
const word = /^[A-Za-z0-9\-._~!$&'()*+,;=:@%]+$/

/**
 * Whether the target stands in the request word for word as the table has it. The same place under another spelling
 * (`/x/../api`, `%61pi`, `http://other/api`) is none: a proxy in front may judge paths, and would read them otherwise.
 */
export function isPlainTarget(path: string, target: string): boolean {
  const own = path.split('/')
  const written = target.split('?', 1)[0]!.split('/')
  return (
    own.length === written.length &&
    own.every((part, at) => (part.startsWith('{') ? isWord(written[at]!) : part === written[at]))
  )
}

function isWord(written: string): boolean {
  try {
    return word.test(written) && !['.', '..'].includes(decodeURIComponent(written))
  } catch {
    return false
  }
}
