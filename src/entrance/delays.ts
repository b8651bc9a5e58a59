/** So many wrong answers cost nothing: people mistype. */
const free = 3
const longestMs = 300_000
/** After this long without a wrong answer all is forgotten. */
const forgottenMs = 3_600_000
const most = 10_000

type Wrong = { readonly count: number; readonly atMs: number }

/** How long somebody waits after so many wrong answers, ms: 1, 2, 4 … seconds, at most five minutes. */
export const waitMs = (count: number): number =>
  count < free ? 0 : Math.min(longestMs, 1000 * 2 ** (count - free))

/**
 * Wrong answers cost time, and nobody else's: they are counted for one name at one place. So who guesses at one screen
 * keeps nobody from signing in at another. An ID that nobody has is counted like any other.
 */
export class Delays {
  readonly #wrong = new Map<string, Wrong>()
  readonly #nowMs: () => number

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs
  }

  /** How long it has still to be waited, ms; 0: not at all. */
  leftMs(name: string, place: string): number {
    const wrong = this.#at(key(name, place))
    return wrong ? Math.max(0, wrong.atMs + waitMs(wrong.count) - this.#nowMs()) : 0
  }

  /** Before the answer is looked at, so that many at once do not count as one. */
  begin(name: string, place: string): void {
    const at = key(name, place)
    const count = (this.#at(at)?.count ?? 0) + 1
    this.#wrong.delete(at)
    this.#wrong.set(at, { count, atMs: this.#nowMs() })
    // The one that was longest ago goes: who floods it pays with the bounds on addresses.
    if (this.#wrong.size > most) this.#wrong.delete(this.#wrong.keys().next().value!)
  }

  right(name: string, place: string): void {
    this.#wrong.delete(key(name, place))
  }

  #at(at: string): Wrong | undefined {
    const wrong = this.#wrong.get(at)
    if (!wrong || this.#nowMs() - wrong.atMs <= forgottenMs) return wrong
    this.#wrong.delete(at)
    return undefined
  }
}

const key = (name: string, place: string) => JSON.stringify([name, place])
