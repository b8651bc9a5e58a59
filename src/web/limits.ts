type Bucket = { left: number; atMs: number }

const most = 10_000

/** So many at once, and so many a second again, for each name. */
export class Limits {
  readonly #buckets = new Map<string, Bucket>()
  readonly #parts: {
    readonly burst: number
    readonly aSecond: number
    readonly nowMs: () => number
  }

  constructor(parts: { burst: number; aSecond: number; nowMs: () => number }) {
    this.#parts = parts
  }

  /** How long to wait, ms; 0: go on, and it is counted. */
  take(name: string): number {
    const { burst, aSecond, nowMs } = this.#parts
    const now = nowMs()
    const known = this.#buckets.get(name) ?? { left: burst, atMs: now }
    const left = Math.min(burst, known.left + (Math.max(0, now - known.atMs) / 1000) * aSecond)
    this.#buckets.delete(name)
    this.#buckets.set(name, { left: left >= 1 ? left - 1 : left, atMs: now })
    if (this.#buckets.size > most) this.#buckets.delete(this.#buckets.keys().next().value!)
    return left >= 1 ? 0 : Math.ceil(((1 - left) / aSecond) * 1000)
  }
}
