import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * A browser in which somebody has signed in before is told apart from others, for the delay after wrong answers alone:
 * behind a proxy all addresses are one, and who guesses there must keep nobody out at their own desk. It opens nothing.
 * The key lives in memory: after a restart every browser is a new one.
 */
export class Devices {
  readonly #key: Uint8Array
  readonly #random: (length: number) => Uint8Array

  constructor(random: (length: number) => Uint8Array) {
    this.#random = random
    this.#key = random(32)
  }

  /** For the browser in which this ID has just proven itself. */
  mark(loginId: string): string {
    const nonce = Buffer.from(this.#random(12)).toString('base64url')
    return `${nonce}.${this.#mac(nonce, loginId).toString('base64url')}`
  }

  /** Which browser of this ID it is; null: none that we know. */
  known(mark: string | null, loginId: string): string | null {
    const [, nonce, mac] = /^([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{43})$/.exec(mark ?? '') ?? []
    if (nonce === undefined || mac === undefined) return null
    const right = timingSafeEqual(Buffer.from(mac, 'base64url'), this.#mac(nonce, loginId))
    return right ? nonce : null
  }

  #mac(nonce: string, loginId: string): Buffer {
    const hmac = createHmac('sha256', this.#key)
    return hmac.update(`tachiai/device/v1\n${nonce}\n${loginId}`).digest()
  }
}
