import { createHash, hash } from 'node:crypto'

const room = Buffer.alloc(512)

/** SHA-256 over the parts; short inputs (tree nodes) go through one call without a hash object: half the cost. */
export function sha256(...parts: Uint8Array[]): Uint8Array {
  let length = 0
  for (const part of parts) length += part.length
  if (length > room.length) {
    const hasher = createHash('sha256')
    for (const part of parts) hasher.update(part)
    return hasher.digest()
  }
  let at = 0
  for (const part of parts) {
    room.set(part, at)
    at += part.length
  }
  const digest = hash('sha256', room.subarray(0, length), 'buffer')
  // A part may have been a key.
  room.fill(0, 0, length)
  return digest
}
