import type { Leaf } from '#leaf/leaf.ts'

/** Whether each leaf is the next of its stream and of its act. A keeper's numbers are looked at with its frames. */
export class StreamOrder {
  readonly #isKeeper: (stream: number) => boolean
  readonly #last = new Map<number, number>()
  /** The act that is not whole yet. */
  #open: { readonly stream: number; readonly is: number; readonly of: number } | null = null

  constructor(isKeeper: (stream: number) => boolean) {
    this.#isKeeper = isKeeper
  }

  /** false: it is not the next of its stream, or not the part of the act that comes here. */
  follows({ stream, n, part: [is, of] }: Leaf): boolean {
    const last = this.#last.get(stream) ?? 0
    this.#last.set(stream, Math.max(n, last))
    const open = this.#open
    this.#open = is + 1 < of ? { stream, is, of } : null
    const part = open ? open.stream === stream && is === open.is + 1 && of === open.of : is === 0
    return part && (this.#isKeeper(stream) ? n > last : n === last + 1)
  }

  /** An act whose end is missing. */
  get isOpen(): boolean {
    return this.#open !== null
  }
}
