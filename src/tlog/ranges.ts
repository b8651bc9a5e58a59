import { hashesOf } from './tiled-tree.ts'
import { nodeHash, type Sha256 } from './tree.ts'

/** Leaves `from` to `to` (exclusive) whose Merkle tree hash is wanted. */
export type Range = { readonly from: number; readonly to: number }

/** A tile (C2SP tlog-tiles): its hashes are roots of 256^level leaves each; `width` 256 is full. */
export type TileAt = { readonly level: number; readonly n: number; readonly width: number }

/** The bytes of a tile: `width` hashes of 32 bytes. */
export type ReadTile = (tile: TileAt) => Uint8Array

/** The subtrees whose hashes are PATH(index, size) of RFC 6962 §2.1.1, from the leaf upwards. Throws RangeError. */
export function inclusionRanges(index: number, size: number): readonly Range[] {
  if (!isIndex(index) || !isIndex(size) || index >= size) {
    throw new RangeError(`no leaf ${index} among ${size}`)
  }
  const path: Range[] = []
  for (let from = 0, to = size; to - from > 1; ) {
    const middle = from + split(to - from)
    path.push(index < middle ? { from: middle, to } : { from, to: middle })
    if (index < middle) to = middle
    else from = middle
  }
  return path.reverse()
}

/** The subtrees whose hashes are PROOF(older, size) of RFC 6962 §2.1.2. Throws RangeError. */
export function consistencyRanges(older: number, size: number): readonly Range[] {
  if (!isIndex(older) || !isIndex(size) || older < 1 || older > size) {
    throw new RangeError(`no tree of ${older} in one of ${size}`)
  }
  const path: Range[] = []
  let [from, to] = [0, size]
  while (to > older) {
    const middle = from + split(to - from)
    path.push(older <= middle ? { from: middle, to } : { from, to: middle })
    if (older <= middle) to = middle
    else from = middle
  }
  if (from > 0) path.push({ from, to })
  return path.reverse()
}

/** The tiles in which these subtrees of a tree of `size` leaves stand, each once. */
export function tilesOf(ranges: readonly Range[], size: number): readonly TileAt[] {
  const tiles = new Map<string, TileAt>()
  for (const { level, first } of ranges.flatMap(perfect)) {
    const n = Math.floor(first / 256)
    const width = Math.min(256, Math.floor(size / 256 ** level) - n * 256)
    tiles.set(`${level}/${n}`, { level, n, width })
  }
  return [...tiles.values()]
}

/**
 * MTH of a range, from tiles of a tree of `size` leaves. What the tiles say is believed: check the result. Throws
 * RangeError for a tile of another length.
 */
export function hashOf(sha256: Sha256, range: Range, size: number, read: ReadTile): Uint8Array {
  const hashes = perfect(range).map(({ level, first, count }) => {
    const n = Math.floor(first / 256)
    const width = Math.min(256, Math.floor(size / 256 ** level) - n * 256)
    const tile = read({ level, n, width })
    if (tile.length !== width * 32) throw new RangeError(`tile ${level}/${n} is not ${width} wide`)
    const from = (first % 256) * 32
    return perfectRoot(sha256, hashesOf(tile.subarray(from, from + count * 32)))
  })
  return hashes.reduceRight((right, left) => nodeHash(sha256, left, right))
}

/** The perfect subtrees a range is made of, left to right: `count` neighbours in a tile of `level`, from hash `first` on. */
function perfect({ from, to }: Range): { level: number; first: number; count: number }[] {
  const parts = []
  for (let at = from; at < to; ) {
    let leaves = 1
    while (leaves * 2 <= to - at && at % (leaves * 2) === 0) leaves *= 2
    let level = 0
    while (256 ** (level + 1) <= leaves) level++
    const each = 256 ** level
    parts.push({ level, first: at / each, count: leaves / each })
    at += leaves
  }
  return parts
}

function perfectRoot(sha256: Sha256, hashes: readonly Uint8Array[]): Uint8Array {
  let row = hashes
  while (row.length > 1) {
    row = Array.from({ length: row.length / 2 }, (_, at) =>
      nodeHash(sha256, row[at * 2]!, row[at * 2 + 1]!),
    )
  }
  return row[0]!
}

const isIndex = (value: number): boolean => Number.isSafeInteger(value) && value >= 0

/** The largest power of two smaller than `count`. */
function split(count: number): number {
  let left = 1
  while (left * 2 < count) left *= 2
  return left
}
