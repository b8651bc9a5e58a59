import type { StreamEnd } from './stream-end.ts'

/** First and longest wait, ms. A wrong password is tried seldom: cameras lock whoever tries it often. */
const waitsMs = { usual: [500, 30_000], auth: [30_000, 600_000] } as const

/**
 * How long to wait before a camera is tried again: doubled with each failure in a row (`attempt` 0, 1, …), then spread
 * over 50 to 100 %, so that a hundred cameras behind one switch do not come back in one instant.
 *
 * `random`: 0 ≤ r < 1.
 */
export function backOffMs(
  attempt: number,
  random: () => number,
  kind: StreamEnd['kind'] = 'closed',
): number {
  const [first, longest] = kind === 'auth' ? waitsMs.auth : waitsMs.usual
  const full = Math.min(longest, first * 2 ** Math.min(attempt, 30))
  return Math.round(full * (0.5 + random() / 2))
}

/** Pictures that came for this long were a good stream; what ended it says nothing about the next attempt. */
const goodStreamUs = 30_000_000

/** Trying to reach a camera again: how often in a row it failed, and for how long to wait now. */
export type Reconnect = { readonly failures: number; readonly waitMs: number }

export const neverFailed: Reconnect = { failures: 0, waitMs: 0 }

/** The next of a row of attempts. `heldUs`: how long pictures had been coming when the stream ended, 0 where none came. */
export function afterEnd(
  before: Reconnect,
  kind: StreamEnd['kind'],
  heldUs: number,
  random: number,
): Reconnect {
  const attempt = heldUs >= goodStreamUs ? 0 : before.failures
  return { failures: attempt + 1, waitMs: backOffMs(attempt, () => random, kind) }
}
