import { canonicalJson } from '#canonical/json.ts'

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
/** A member that is undefined counts as absent. */
export type JsonObject = { readonly [member: string]: Json | undefined }

const encoder = new TextEncoder()
const known = new WeakMap<object, Uint8Array>()

/**
 * Canonical JSON, so that equal content has equal bytes. Remembered per object: these parts are never mutated, and they carry no secret.
 */
export function jsonBytes(value: Json): Uint8Array {
  if (value === null || typeof value !== 'object') return encoder.encode(canonicalJson(value))
  const remembered = known.get(value)
  if (remembered) return remembered
  const bytes = encoder.encode(canonicalJson(value))
  known.set(value, bytes)
  return bytes
}
