/** SHA-256 of the parts in order. */
export type Sha256 = (...parts: Uint8Array[]) => Uint8Array

/**
 * Merkle trees as RFC 6962 §2.1 (and RFC 9162 §2.1) define them, over leaf hashes of 32 bytes.
 * Nothing is kept here: a root commits to its leaves and their order, and an audit path shows one
 * leaf under a root without its neighbours' contents.
 */
const leafPrefix = new Uint8Array([0])
const nodePrefix = new Uint8Array([1])

/** MTH({d}) = SHA-256(0x00 ‖ d). */
export const leafHash = (sha256: Sha256, bytes: Uint8Array): Uint8Array => sha256(leafPrefix, bytes)

/** SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256(nodePrefix, left, right)

/** MTH over the leaf hashes in order; of none, the hash of nothing. */
export function rootOf(sha256: Sha256, leafHashes: readonly Uint8Array[]): Uint8Array {
  if (leafHashes.length === 0) return sha256()
  return subRoot(sha256, leafHashes, 0, leafHashes.length)
}

/** PATH(index, leaves): sibling hashes from the leaf upwards. Throws RangeError for no such leaf. */
export function auditPath(
  sha256: Sha256,
  leafHashes: readonly Uint8Array[],
  index: number,
): Uint8Array[] {
  if (!Number.isInteger(index) || index < 0 || index >= leafHashes.length) {
    throw new RangeError(`no leaf ${index} among ${leafHashes.length}`)
  }
  const path: Uint8Array[] = []
  for (let from = 0, to = leafHashes.length; to - from > 1; ) {
    const middle = from + split(to - from)
    if (index < middle) {
      path.push(subRoot(sha256, leafHashes, middle, to))
      to = middle
    } else {
      path.push(subRoot(sha256, leafHashes, from, middle))
      from = middle
    }
  }
  return path.reverse()
}

/**
 * Whether the path proves the leaf hash at `index` under the root of a tree of `size` leaves
 * (RFC 9162 §2.1.3.2). A path of any other length or shape is false, never an error.
 */
export function verifyAuditPath(
  sha256: Sha256,
  proof: {
    readonly leaf: Uint8Array
    readonly index: number
    readonly size: number
    readonly path: readonly Uint8Array[]
    readonly root: Uint8Array
  },
): boolean {
  const { leaf, index, size, path, root } = proof
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size)) return false
  if (index < 0 || index >= size || leaf.length !== 32) return false
  let place = index
  let last = size - 1
  let hash = leaf
  for (const sibling of path) {
    if (last === 0 || sibling.length !== 32) return false
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(sha256, sibling, hash)
      while (place % 2 === 0 && place !== 0) {
        place /= 2
        last = Math.floor(last / 2)
      }
    } else {
      hash = nodeHash(sha256, hash, sibling)
    }
    place = Math.floor(place / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && hash.length === root.length && hash.every((byte, at) => byte === root[at])
}

function subRoot(
  sha256: Sha256,
  leafHashes: readonly Uint8Array[],
  from: number,
  to: number,
): Uint8Array {
  if (to - from === 1) return leafHashes[from]!
  const middle = from + split(to - from)
  const left = subRoot(sha256, leafHashes, from, middle)
  return nodeHash(sha256, left, subRoot(sha256, leafHashes, middle, to))
}

/** The largest power of two smaller than `count`. */
function split(count: number): number {
  let left = 1
  while (left * 2 < count) left *= 2
  return left
}
