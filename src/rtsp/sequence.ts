/** So far behind, a packet is late or doubled (RFC 3550 A.1, MAX_MISORDER); further behind, the row may begin anew. */
const latecomers = 100

/** Counts what is missing in a row of RTP sequence numbers (RFC 3550 5.1, A.1). */
export class Sequence {
  #next = -1
  #strayNext = -1

  /**
   * How many packets are missing before this one: 0 in an unbroken row, -1 where the packet is old (a duplicate or a
   * latecomer, to be passed over). Two far behind in a row are a camera that began to count anew: the first of
   * them counts as missing, and nobody can say how many more.
   */
  missingBefore(sequence: number): number {
    const ahead = this.#next === -1 ? 0 : (sequence - this.#next) & 0xffff
    const isNear = ahead > 0xffff - latecomers
    if (ahead >= 0x8000 && (isNear || sequence !== this.#strayNext)) {
      this.#strayNext = (sequence + 1) & 0xffff
      return -1
    }
    this.#strayNext = -1
    this.#next = (sequence + 1) & 0xffff
    return ahead >= 0x8000 ? 1 : ahead
  }

  restart(): void {
    this.#next = -1
    this.#strayNext = -1
  }
}
