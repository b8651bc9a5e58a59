import type { StreamEnd } from './stream-end.ts'

/** A stream whose pictures came for this long was a good one: the next attempt counts as the first again. */
export const goodStreamUs = 30_000_000

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
