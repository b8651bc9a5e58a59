/**
 * Which sender a stream of datagrams is from (RFC 3550 A.1, probation of a new source).
 *
 * The source named in the answer to SETUP, else the first that is heard. Another one is let in only when that one has
 * been quiet for `quietUs` and the other sends two packets in a row: a camera that changed its SSRC, or one that named
 * a wrong one. While the camera sends, nobody takes its place.
 */
export class SourceGate {
  readonly #quietUs: number
  #source: number | null
  #heardUs: number | null = null
  #candidate = -1
  #candidateNext = -1

  constructor(named: number | null, quietUs: number) {
    this.#source = named
    this.#quietUs = quietUs
  }

  /** Null while nobody is known. */
  get source(): number | null {
    return this.#source
  }

  admits(source: number, sequence: number, nowUs: number): boolean {
    this.#heardUs ??= nowUs
    this.#source ??= source
    if (source !== this.#source) {
      if (nowUs - this.#heardUs < this.#quietUs) return false
      const follows = source === this.#candidate && sequence === this.#candidateNext
      this.#candidate = source
      this.#candidateNext = (sequence + 1) & 0xffff
      if (!follows) return false
      this.#source = source
    }
    this.#heardUs = nowUs
    return true
  }
}
