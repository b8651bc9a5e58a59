import type { Leaf } from '#leaf/leaf.ts'

/** Whether each stream has the name that its first event says, where that is open. */
export class StreamNames {
  readonly #nameOf: (stream: number) => string | null
  readonly #met = new Set<number>()

  /** `nameOf` null: nobody says which name it has. */
  constructor(nameOf: (stream: number) => string | null) {
    this.#nameOf = nameOf
  }

  /** false: the first leaf of a stream that has no name, or another. */
  agrees({ stream }: Leaf, body: Readonly<Record<string, unknown>> | null): boolean {
    if (this.#met.has(stream)) return true
    this.#met.add(stream)
    const name = this.#nameOf(stream)
    return name !== null && (body && 'stream' in body ? body.stream : name) === name
  }

  /** Whether a leaf of this stream has come. */
  has(stream: number): boolean {
    return this.#met.has(stream)
  }

  /** The keeper whose own record this stream is; null: it is none. */
  keeperOf(stream: number): string | null {
    const name = this.#nameOf(stream)
    return name?.startsWith('keeper/') ? name.slice('keeper/'.length) : null
  }
}
