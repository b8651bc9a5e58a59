/** Media and arrival may part by this much before the camera's clock counts as set anew. */
const jumpTicks = 10 * 90_000
const ticksPerUs = 0.09
const wrap = 2 ** 32

/**
 * RTP time stamps (32 bits, 90 kHz, RFC 3550 5.1) as numbers that go on for the whole connection.
 *
 * The first is the time stamp plus 2^32, so that a picture shown before it (B-frames) is not negative. A time stamp
 * more than 10 s away from what the arrival times suggest, or behind `startAnew`, does not tear the row: it goes on by
 * the time that passed on arrival.
 */
export class Ticks {
  #stamp = 0
  #arrivedUs = 0
  #ticks = -1
  #highest = 0
  #anew = false

  /** The ticks of a picture that began to arrive at `arrivedUs` (monotonic). */
  next(stamp: number, arrivedUs: number): number {
    if (this.#ticks === -1) {
      this.#ticks = stamp + wrap
    } else {
      const delta = (stamp - this.#stamp) | 0
      const elapsed = Math.round((arrivedUs - this.#arrivedUs) * ticksPerUs)
      const jumped = this.#anew || Math.abs(delta - elapsed) > jumpTicks
      this.#ticks = jumped
        ? Math.max(this.#ticks + elapsed, this.#highest + 1)
        : Math.max(0, this.#ticks + delta)
    }
    this.#anew = false
    this.#stamp = stamp
    this.#arrivedUs = arrivedUs
    this.#highest = Math.max(this.#highest, this.#ticks)
    return this.#ticks
  }

  /** A time stamp that is no picture's (a sender report's), on the same row; null before the first picture. */
  of(stamp: number): number | null {
    if (this.#ticks === -1 || this.#anew) return null
    return this.#ticks + ((stamp - this.#stamp) | 0)
  }

  /** The camera draws its time stamps from a new beginning (another SSRC). */
  startAnew(): void {
    this.#anew = this.#ticks !== -1
  }
}
