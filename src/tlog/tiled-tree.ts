import { nodeHash, type Sha256 } from './tree.ts'

/** 256 hashes of one level, 8,192 bytes: C2SP tlog-tiles. */
export type FullTile = { readonly level: number; readonly n: number; readonly hashes: Uint8Array }

const width = 256

/** How many hashes the last tile of a level has when it is not full; 0: there is none. */
export const partialWidth = (size: number, level: number): number =>
  Math.floor(size / width ** level) % width

/** Levels that a tree of this size has tiles in. */
export function levelsOf(size: number): number {
  let levels = 0
  for (let hashes = size; hashes > 0; hashes = Math.floor(hashes / width)) levels++
  return levels
}

/**
 * A tree that grows and hands out its full tiles as they become so. Each node is hashed once; what is kept is
 * the right edge: fewer than 256 hashes a level.
 */
export class TiledTree {
  readonly #sha256: Sha256
  #size: number
  /** Roots of the perfect subtrees, largest first; their sizes are the bits of `#size`. */
  #peaks: Uint8Array[]
  /** The last tile of each level while it is not full. */
  readonly #edge: Uint8Array[][]

  constructor(sha256: Sha256, size = 0, edge: readonly (readonly Uint8Array[])[] = []) {
    this.#sha256 = sha256
    this.#size = size
    this.#edge = edge.map(hashes => [...hashes])
    this.#peaks = edge.toReversed().flatMap(hashes => peaksOf(sha256, hashes))
  }

  /**
   * Goes on where a tree of `size` leaves ended: `partial` gives the hashes of the last, not full tile of a
   * level. Throws RangeError where they are not as many as the size asks for.
   */
  static resume(
    sha256: Sha256,
    size: number,
    partial: (level: number, count: number) => readonly Uint8Array[],
  ): TiledTree {
    const edge = Array.from({ length: levelsOf(size) }, (_, level) => {
      const count = partialWidth(size, level)
      const hashes = count === 0 ? [] : partial(level, count)
      if (hashes.length !== count) throw new RangeError(`level ${level} wants ${count} hashes`)
      return hashes
    })
    return new TiledTree(sha256, size, edge)
  }

  get size(): number {
    return this.#size
  }

  /** Takes leaf hashes in order; returns the tiles that became full, in the order they did. */
  append(leafHashes: Iterable<Uint8Array>): FullTile[] {
    const full: FullTile[] = []
    for (const leaf of leafHashes) {
      this.#enter(0, leaf, full)
      let peak = leaf
      let height = 0
      for (let rest = this.#size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
        peak = nodeHash(this.#sha256, this.#peaks.pop()!, peak)
        height++
        if (height % 8 === 0) this.#enter(height / 8, peak, full)
      }
      this.#peaks.push(peak)
      this.#size++
    }
    return full
  }

  /** The Merkle tree hash of all leaves (RFC 6962 §2.1). */
  root(): Uint8Array {
    if (this.#size === 0) return this.#sha256()
    return this.#peaks.reduceRight((right, left) => nodeHash(this.#sha256, left, right))
  }

  /** The same tree, to be grown on trial. */
  copy(): TiledTree {
    const twin = new TiledTree(this.#sha256, this.#size)
    twin.#peaks = [...this.#peaks]
    twin.#edge.push(...this.#edge.map(hashes => [...hashes]))
    return twin
  }

  /** The hashes of a level's last tile while it is not full. */
  partial(level: number): readonly Uint8Array[] {
    return this.#edge[level] ?? []
  }

  #enter(level: number, hash: Uint8Array, full: FullTile[]): void {
    const hashes = this.#edge[level] ?? []
    hashes.push(hash)
    this.#edge[level] = hashes
    if (hashes.length < width) return
    this.#edge[level] = []
    const n = Math.floor(this.#size / width ** (level + 1))
    full.push({ level, n, hashes: joined(hashes) })
  }
}

export function joined(hashes: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(hashes.length * 32)
  for (const [at, hash] of hashes.entries()) bytes.set(hash, at * 32)
  return bytes
}

/** Hashes of a tile, as they lie beside each other in its bytes. */
export const hashesOf = (tile: Uint8Array): Uint8Array[] =>
  Array.from({ length: Math.floor(tile.length / 32) }, (_, at) =>
    tile.subarray(at * 32, at * 32 + 32),
  )

function peaksOf(sha256: Sha256, hashes: readonly Uint8Array[]): Uint8Array[] {
  const peaks: Uint8Array[] = []
  for (const [count, hash] of hashes.entries()) {
    let peak = hash
    for (let rest = count; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      peak = nodeHash(sha256, peaks.pop()!, peak)
    }
    peaks.push(peak)
  }
  return peaks
}
