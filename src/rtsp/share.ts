import type { Limits } from './limits.ts'
import { StreamFault } from './stream-end.ts'

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
      throw new StreamFault('overShare', 'more bytes than a camera may send')
    }
  }
}
