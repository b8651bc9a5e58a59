import type { StreamEnd } from './stream-end.ts'

/** Trying to reach a camera again: how often in a row it failed, and for how long to wait now. */
export type Reconnect = { readonly failures: number; readonly waitMs: number }

export const neverFailed: Reconnect = { failures: 0, waitMs: 0 }

/** Pictures that came for this long were a good stream; what ended it says nothing about the next attempt. */
const goodStreamUs = 30_000_000

/** First and longest wait, ms. A wrong password is tried seldom: cameras lock whoever tries it often. */
const waitsMs = { usual: [500, 30_000], auth: [30_000, 600_000] } as const

/**
 * The wait before the next attempt: doubled with each failure in a row, then spread over 50 to 100 %, so that a hundred
 * cameras behind one switch do not come back in one instant.
 *
 * `heldUs`: how long pictures had been coming when the stream ended, 0 where none came. `random`: 0 ≤ r < 1.
 */
export function afterEnd(
  before: Reconnect,
  kind: StreamEnd['kind'],
  heldUs: number,
  random: number,
): Reconnect {
  const failures = heldUs >= goodStreamUs ? 1 : before.failures + 1
  const [first, longest] = kind === 'auth' ? waitsMs.auth : waitsMs.usual
  const full = Math.min(longest, first * 2 ** Math.min(failures - 1, 30))
  return { failures, waitMs: Math.round(full * (0.5 + random / 2)) }
}
