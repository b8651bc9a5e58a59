import { isCanonical } from '#canonical/json.ts'
import { commitmentOf } from '#leaf/body.ts'
import { fromBase64url, isHash, toBase64url } from '#leaf/bytes.ts'
import { isRecord, type Leaf } from '#leaf/leaf.ts'
import type { Primitives } from './primitives.ts'

/** An opening as it was found; the texts may be anything. */
export type FoundOpening = { readonly salt: Uint8Array; readonly body: string }

/** What happened in full: the canonical JSON of an object, and the one the leaf commits to; else null. */
export function openedBody(
  { hmac }: Pick<Primitives, 'hmac'>,
  leaf: Leaf,
  { salt, body }: FoundOpening,
): Record<string, unknown> | null {
  try {
    const commitment = commitmentOf(hmac, salt, new TextEncoder().encode(body))
    if (toBase64url(commitment) !== leaf.body) return null
    const value: unknown = JSON.parse(body)
    return isRecord(value) && isCanonical(body, value) ? value : null
  } catch {
    return null
  }
}

/** The bytes that a member of a found object says in base64, written the one way there is; null: none. */
export function bytesIn(base64: unknown): Uint8Array | null {
  if (typeof base64 !== 'string') return null
  try {
    const bytes = Uint8Array.fromBase64(base64)
    return bytes.toBase64() === base64 ? bytes : null
  } catch {
    return null
  }
}

/** 32 bytes in base64url without padding: a longer or shorter key of an HMAC may be another way to write it. */
export const saltIn = (text: unknown): Uint8Array | null =>
  isHash(text) ? fromBase64url(text) : null

/** A file as text; null where there is none, or it is no UTF-8. */
export function textIn(bytes: Uint8Array | null): string | null {
  if (bytes === null) return null
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}
