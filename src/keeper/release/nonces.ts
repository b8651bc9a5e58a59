import { randomBytes } from 'node:crypto'

const newEveryMs = 60_000
/** Long enough to fetch somebody, short enough that no signature lies in store. */
const freshMs = 10 * 60_000
/** Opening the page many times makes none old before its time. */
const most = 16

/** Fresh bytes that people answer to. They live in this process alone, by a clock that nobody sets. */
export class Nonces {
  #known: readonly { readonly value: string; readonly atMs: number }[] = []

  newest(nowMs = performance.now()): string {
    const last = this.#known.at(-1)
    if (last && nowMs - last.atMs < newEveryMs) return last.value
    const value = randomBytes(16).toString('base64url')
    this.#known = [...this.#known, { value, atMs: nowMs }].slice(-most)
    return value
  }

  isFresh(value: string, nowMs = performance.now()): boolean {
    return this.#known.some(one => one.value === value && nowMs - one.atMs <= freshMs)
  }
}
