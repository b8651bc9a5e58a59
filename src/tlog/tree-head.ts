import { nodeHash, type Sha256 } from './tree.ts'

/**
 * A tree that only grows: leaf hashes go in one by one, the root may be asked at any time and is
 * `rootOf` all of them. Keeps one hash for each bit of its size.
 */
export class TreeHead {
  readonly #sha256: Sha256
  /** Roots of the perfect subtrees, largest first; their sizes are the bits of `#size`. */
  readonly #peaks: Uint8Array[] = []
  #size = 0

  constructor(sha256: Sha256) {
    this.#sha256 = sha256
  }

  get size(): number {
    return this.#size
  }

  append(leafHash: Uint8Array): void {
    let peak = leafHash
    for (let rest = this.#size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      peak = nodeHash(this.#sha256, this.#peaks.pop()!, peak)
    }
    this.#peaks.push(peak)
    this.#size++
  }

  root(): Uint8Array {
    if (this.#size === 0) return this.#sha256()
    return this.#peaks.reduceRight((right, left) => nodeHash(this.#sha256, left, right))
  }
}
