/**
 * The one JSON text of a profile: keys in code-unit order, no white space, nothing left out but
 * undefined fields. Equal content gives equal bytes, so that its hash can stand in a segment's header.
 * Throws RangeError for what JSON cannot carry.
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') {
    return JSON.stringify(value)
  }
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object') {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined)
    fields.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`
  }
  throw new RangeError(`no canonical form: ${typeof value} ${String(value)}`)
}
