import type { Checkpoint } from '#tlog/checkpoint.ts'
import { type FullTile, hashesOf, joined, levelsOf, TiledTree } from '#tlog/tiled-tree.ts'
import type { Sha256 } from '#tlog/tree.ts'
import { sameBytes } from './checkpoint-book.ts'
import type { Finding } from './finding.ts'

/**
 * Builds the tree from the leaves anew and holds it to the signed checkpoints and to the tiles that were kept.
 *
 * A kept hash that differs from the leaf's tells which of the two was changed: where a signed checkpoint above it
 * has the root of the leaves, the tile; else the leaf.
 */
export class TreeCheck {
  readonly #tree: TiledTree
  readonly #checkpoints: readonly Checkpoint[]
  readonly #wrongRoots: number[] = []
  #next = 0
  /** The largest size whose signed root the leaves have. */
  #proven = 0
  readonly #differing: { readonly index: number; readonly level: number; readonly n: number }[] = []
  readonly #keptTiles = new Map<string, Uint8Array>()

  constructor(sha256: Sha256, checkpoints: readonly Checkpoint[]) {
    this.#tree = new TiledTree(sha256)
    this.#checkpoints = checkpoints
    this.#settle()
  }

  get size(): number {
    return this.#tree.size
  }

  /** A tile as it was kept: a full one before the last leaf below it is added, a partial one before the end. */
  kept({ level, n, hashes }: FullTile): void {
    this.#keptTiles.set(`${level}/${n}`, hashes)
  }

  add(leafHash: Uint8Array): void {
    for (const tile of this.#tree.append([leafHash])) this.#compare(tile)
    this.#settle()
  }

  end(): Finding[] {
    const leaves = this.size
    for (let level = 0; level < levelsOf(leaves); level++) {
      const n = Math.floor(leaves / 256 ** (level + 1))
      this.#compare({ level, n, hashes: joined(this.#tree.partial(level)) })
    }
    const cut = this.#checkpoints.slice(this.#next)
    const findings: Finding[] = [
      ...this.#wrongRoots.map(size => ({ kind: 'root', place: { size } }) as const),
      ...cut.map(({ size }) => ({ kind: 'cut', place: { size, leaves } }) as const),
    ]
    const tiles = new Set<string>()
    for (const { index, level, n } of this.#differing) {
      if (level === 0 && index >= this.#proven) findings.push({ kind: 'leaf', place: { index } })
      else if (index < this.#proven) tiles.add(`${level}/${n}`)
    }
    for (const tile of tiles) {
      const [level, n] = tile.split('/').map(Number)
      findings.push({ kind: 'tile', place: { level: level!, n: n! } })
    }
    return findings
  }

  #compare({ level, n, hashes }: FullTile): void {
    const kept = this.#keptTiles.get(`${level}/${n}`)
    this.#keptTiles.delete(`${level}/${n}`)
    if (!kept || sameBytes(kept, hashes)) return
    const [were, are] = [hashesOf(kept), hashesOf(hashes)]
    const first = n * 256
    for (const [at, hash] of are.entries()) {
      const was = were[at]
      if (was && sameBytes(was, hash)) continue
      const index = (first + at + 1) * 256 ** level - 1
      this.#differing.push({ index, level, n })
    }
  }

  #settle(): void {
    for (; ; this.#next++) {
      const checkpoint = this.#checkpoints[this.#next]
      if (!checkpoint || checkpoint.size > this.size) return
      if (sameBytes(this.#tree.root(), checkpoint.root)) this.#proven = checkpoint.size
      else if (this.#wrongRoots.at(-1) !== checkpoint.size) this.#wrongRoots.push(checkpoint.size)
    }
  }
}
