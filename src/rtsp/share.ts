import type { Limits } from './limits.ts'
import { StreamFault } from './stream-end.ts'

/**
 * What an item takes of the share besides its bytes, as bytes: empty frames, requests, tiny pictures and ever new
 * parameter sets (which are written out anew at each change) would buy our time and our disk for next to nothing.
 * Of a camera of 60 pictures/s and 8 Mbit/s it is an eighth of the share.
 */
export const surcharge = { frame: 200, datagram: 400, message: 16_384, unit: 8192 } as const

/** A leaking bucket: how far a camera is ahead of its share of bytes. */
export class Share {
  readonly #limits: Pick<Limits, 'bytesPerSecond' | 'burstSeconds'>
  #ahead = 0
  #countedUs: number

  constructor(limits: Pick<Limits, 'bytesPerSecond' | 'burstSeconds'>, nowUs: number) {
    this.#limits = limits
    this.#countedUs = nowUs
  }

  /** Throws a StreamFault once the share is used up. */
  take(bytes: number, nowUs: number): void {
    const { bytesPerSecond, burstSeconds } = this.#limits
    const drained = ((nowUs - this.#countedUs) * bytesPerSecond) / 1_000_000
    this.#countedUs = nowUs
    this.#ahead = Math.max(0, this.#ahead - drained) + bytes
    if (this.#ahead > bytesPerSecond * burstSeconds) {
      throw new StreamFault('overShare', 'more than a camera may send')
    }
  }
}
