import { hash } from 'node:crypto'
import { sha256 } from './sha256.ts'

const room = Buffer.alloc(4352)

/**
 * SHA-256 over what everybody may read, such as leaves and nodes of a tree: half the cost of `sha256`, because the
 * digest comes as a string, which nothing can wipe from memory. Not for keys, nor for what comes from them.
 */
export function publicSha256(...parts: Uint8Array[]): Uint8Array {
  let length = 0
  for (const part of parts) length += part.length
  if (length > room.length) return sha256(...parts)
  let at = 0
  for (const part of parts) {
    room.set(part, at)
    at += part.length
  }
  return Buffer.from(hash('sha256', room.subarray(0, length), 'latin1'), 'latin1')
}
