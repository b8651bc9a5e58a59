import { nodeHash, type Sha256 } from './tree.ts'

/**
 * Whether the path shows that the tree of `size` leaves under `root` begins with the tree of `older` leaves under
 * `olderRoot` (RFC 9162 §2.1.4.2). Everything begins with the empty tree. A path of any other length or shape is
 * false, never an error.
 */
export function verifyConsistency(
  sha256: Sha256,
  proof: {
    readonly older: number
    readonly olderRoot: Uint8Array
    readonly size: number
    readonly root: Uint8Array
    readonly path: readonly Uint8Array[]
  },
): boolean {
  const { older, olderRoot, size, root, path } = proof
  if (!Number.isSafeInteger(older) || !Number.isSafeInteger(size) || older < 0 || older > size) {
    return false
  }
  if (olderRoot.length !== 32 || root.length !== 32) return false
  if (older === 0) return path.length === 0 && same(olderRoot, sha256())
  if (older === size) return path.length === 0 && same(olderRoot, root)
  let place = older - 1
  let last = size - 1
  while (place % 2 === 1) {
    place = Math.floor(place / 2)
    last = Math.floor(last / 2)
  }
  const hashes = place === 0 ? [olderRoot, ...path] : path
  const [first, ...rest] = hashes
  if (!first || hashes.some(hash => hash.length !== 32)) return false
  let before = first
  let now = first
  for (const hash of rest) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      before = nodeHash(sha256, hash, before)
      now = nodeHash(sha256, hash, now)
      while (place % 2 === 0 && place !== 0) {
        place = Math.floor(place / 2)
        last = Math.floor(last / 2)
      }
    } else {
      now = nodeHash(sha256, now, hash)
    }
    place = Math.floor(place / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && same(before, olderRoot) && same(now, root)
}

const same = (one: Uint8Array, other: Uint8Array): boolean =>
  one.every((byte, at) => byte === other[at])
