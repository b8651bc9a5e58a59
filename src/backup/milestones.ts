import { broken } from './folder-reader.ts'

/** What the tree must be when it has so many leaves; `place` is where that stands. */
export type Milestone = { readonly size: number; readonly root: Uint8Array; readonly place: string }

/** Milestones by size, held against a tree that grows past them: one in memory at a time. */
export class Milestones {
  readonly #rest: AsyncIterator<Milestone> | Iterator<Milestone>
  #next: Milestone | null = null
  #begun = false

  constructor(all: AsyncIterable<Milestone> | Iterable<Milestone>) {
    this.#rest = Symbol.asyncIterator in all ? all[Symbol.asyncIterator]() : all[Symbol.iterator]()
  }

  /** Throws Fault 'DataLoss' where one of this size has another root. */
  async pass(size: number, root: () => Uint8Array): Promise<void> {
    if (!this.#begun) await this.#step()
    this.#begun = true
    for (; this.#next && this.#next.size <= size; await this.#step()) {
      const { place, root: wanted, size: at } = this.#next
      if (at === size && Buffer.from(root()).equals(wanted)) continue
      throw broken(place, '葉の根と合いません', 'is not the root of the leaves before it')
    }
  }

  /** One that counts more leaves than there were; null: all were passed. */
  get beyond(): Milestone | null {
    return this.#next
  }

  async #step(): Promise<void> {
    const { value, done } = await this.#rest.next()
    this.#next = done ? null : value
  }
}
