/** How many calls of one person are under way: a file is held in memory until its reader has taken it. */
export class AtOnce {
  readonly #most: number
  readonly #open = new Map<string, number>()

  constructor(most: number) {
    this.#most = most
  }

  /** false: there are as many as there may be. Whoever was let in is let out once. */
  enter(name: string): boolean {
    const open = this.#open.get(name) ?? 0
    if (open >= this.#most) return false
    this.#open.set(name, open + 1)
    return true
  }

  leave(name: string): void {
    const open = this.#open.get(name)! - 1
    if (open > 0) this.#open.set(name, open)
    else this.#open.delete(name)
  }
}
