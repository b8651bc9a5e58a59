/**
 * One value, one byte string (RFC 8785, JCS): names sorted by UTF-16 code units, numbers as ECMAScript
 * prints them, no white space. A member that is `undefined` is left out.
 *
 * Throws TypeError on what JSON cannot carry (not finite, bigint, function) and on lone surrogates,
 * which would come back as other bytes.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`not a JSON number: ${value}`)
    return JSON.stringify(value)
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('a string with a lone surrogate')
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object') throw new TypeError(`not a JSON value: ${typeof value}`)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${canonicalJson(name)}:${canonicalJson(member)}`).join(',')}}`
}

/**
 * Whether two values have the same canonical JSON, without writing it. Values that JSON cannot carry are the same as
 * nothing, themselves included.
 */
export function sameJson(one: unknown, other: unknown): boolean {
  if (typeof one === 'string') return one === other && one.isWellFormed()
  if (typeof one !== 'object' || one === null) {
    return one === other && (one === null || typeof one === 'boolean' || Number.isFinite(one))
  }
  if (typeof other !== 'object' || other === null) return false
  if (Array.isArray(one)) {
    return (
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, at) => sameJson(item, other[at]))
    )
  }
  if (Array.isArray(other)) return false
  const names = membersOf(one)
  const others: object = other
  return (
    names.length === membersOf(others).length &&
    names.every(
      name =>
        Object.hasOwn(others, name) &&
        name.isWellFormed() &&
        sameJson(one[name as keyof typeof one], others[name as keyof typeof others]),
    )
  )
}

const membersOf = (value: object): readonly string[] =>
  Object.keys(value).filter(name => value[name as keyof typeof value] !== undefined)

/** Whether the text that this value was parsed from is its one form. Throws as `canonicalJson` does. */
export function isCanonical(text: string, value: unknown): boolean {
  // What JSON.parse keeps in order JSON.stringify prints in order; it differs in the order of names that look like
  // array indexes, and in printing lone surrogates, as \\ud….
  if (JSON.stringify(value) === text && isSorted(value) && !text.includes('\\ud')) return true
  return canonicalJson(value) === text
}

function isSorted(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isSorted)
  let before = ''
  for (const name of Object.keys(value)) {
    if (name < before) return false
    before = name
    if (!isSorted((value as Record<string, unknown>)[name])) return false
  }
  return true
}
