/**
 * The office's time: the machine's clock, moved by what the keeper's own time (design/time.md) differed from it at its
 * newest event. So both agree on a machine whose clock is wrong, and in a demo whose clock was moved by hand.
 */
export class OfficeClock {
  readonly #wallUs: () => number
  #aheadUs = 0

  constructor(wallUs: () => number) {
    this.#wallUs = wallUs
  }

  nowUs(): number {
    return this.#wallUs() + this.#aheadUs
  }

  /** A keeper's event; one that does not say what the machine's clock was changes nothing. */
  follow({ atUs, wallUs }: { readonly atUs: number; readonly wallUs: number | null }): void {
    if (wallUs !== null) this.#aheadUs = atUs - wallUs
  }
}
