/** SHA-256 of the parts in order; the caller owns, and wipes, what it gets back. */
export type Sha256 = (...parts: Uint8Array[]) => Uint8Array
/** `length` bytes from a cryptographic generator; the caller owns, and wipes, what it gets back. */
export type Random = (length: number) => Uint8Array

/**
 * A buffer for key material. It stands on an ArrayBuffer of its own: V8 keeps small typed arrays
 * inside its heap, where the collector moves them and leaves copies that no `fill(0)` reaches.
 */
export const keyBytes = (length: number): Uint8Array => new Uint8Array(new ArrayBuffer(length))

export function copyKey(from: Uint8Array): Uint8Array {
  const copy = keyBytes(from.length)
  copy.set(from)
  return copy
}
