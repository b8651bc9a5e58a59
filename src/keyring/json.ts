export type Json = null | boolean | number | string | readonly Json[] | JsonObject
/** A member that is undefined counts as absent. */
export type JsonObject = { readonly [member: string]: Json | undefined }

const encoder = new TextEncoder()
const known = new WeakMap<object, Uint8Array>()

/**
 * JSON with members sorted by UTF-16 code units and no white space, so that equal content has equal
 * bytes. Remembered per object: these parts are never mutated, and they carry no secret.
 */
export function jsonBytes(value: Json): Uint8Array {
  if (value === null || typeof value !== 'object') return encoder.encode(jsonText(value))
  const remembered = known.get(value)
  if (remembered) return remembered
  const bytes = encoder.encode(jsonText(value))
  known.set(value, bytes)
  return bytes
}

export function jsonText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`
  if (value === null || typeof value !== 'object') return scalar(value)
  const members: string[] = []
  for (const name of Object.keys(value).sort()) {
    const member = (value as JsonObject)[name]
    if (member !== undefined) members.push(`${JSON.stringify(name)}:${jsonText(member)}`)
  }
  return `{${members.join(',')}}`
}

function scalar(value: Json): string {
  const text = JSON.stringify(value)
  if (text === undefined || (typeof value === 'number' && !Number.isFinite(value))) {
    throw new TypeError('not a JSON value')
  }
  return text
}
