import { createHash } from 'node:crypto'
import type { RandomAccess } from './random-access.ts'

/** A reader that skips less than this is still reading forward; the bytes between are read for the digest alone. */
const smallGap = 4 * 1024 * 1024
const chunk = 1024 * 1024

/**
 * SHA-256 of the whole file, taken from what a reader reads anyway where it reads forward; `finish` reads the rest.
 * So a slow card is read once, whatever the order of its boxes.
 */
export function digesting(file: RandomAccess): RandomAccess & { finish(): string } {
  const hash = createHash('sha256')
  let upTo = 0
  const advance = (to: number): void => {
    while (upTo < to) {
      const bytes = file.read(upTo, Math.min(chunk, to - upTo))
      hash.update(bytes)
      upTo += bytes.length
    }
  }
  return {
    size: file.size,
    get failed() {
      return file.failed
    },
    read(at, length) {
      const bytes = file.read(at, length)
      if (at > upTo && at - upTo <= smallGap) advance(Math.min(at, file.size))
      if (at <= upTo && at + bytes.length > upTo) {
        hash.update(bytes.subarray(upTo - at))
        upTo = at + bytes.length
      }
      return bytes
    },
    finish() {
      advance(file.size)
      if (file.failed) throw file.failed
      return hash.digest('hex')
    },
  }
}
