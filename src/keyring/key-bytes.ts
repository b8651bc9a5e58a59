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

/** Where new key buffers come from: `keyBytes`, or the room of one erasure step. */
export type Allocate = (length: number) => Uint8Array

const roomBytes = 65536

/**
 * Key buffers cut from rooms of 64 KiB, for a step that makes thousands: an ArrayBuffer costs 2 µs,
 * a cut a tenth. A room is freed with the last buffer in it; each buffer is wiped by itself.
 */
export function keyRoom(): Allocate {
  let room = new ArrayBuffer(0)
  let used = 0
  return length => {
    if (length > roomBytes) return keyBytes(length)
    if (used + length > room.byteLength) {
      room = new ArrayBuffer(roomBytes)
      used = 0
    }
    used += length
    return new Uint8Array(room, used - length, length)
  }
}
