/** How far back the smallest delay is looked for: a clock drift of 500 ppm makes 15 ms of it. */
const windowUs = 30_000_000
const bucketUs = 1_000_000
const buckets = windowUs / bucketUs
/** More delay than this is no delay: a silence of that length ends a connection. The time stamps were reset. */
const longestDelayUs = 10_000_000

export type CaptureTime = ReturnType<typeof captureTime>

/** 90 kHz ticks (RFC 6184 §8.2.1, RFC 7798 §7.1) as µs. */
const mediaUs = (ticks: number): number => (ticks * 100) / 9

/**
 * Wall time of pictures, for one connection: keeper time of arrival through a minimum-delay filter over
 * media time (RTP). The network only ever delays, so the least delayed pictures of the last 30 s tell when
 * media time and keeper time meet; what comes late is dated as if it had come as fast.
 *
 * The result never decreases, never lies after the arrival and never more than 10 s before it, whatever
 * the camera sends: a lying camera cannot move the moment that decides about life further than that.
 * Sender reports are not consulted.
 */
export function captureTime() {
  /** Smallest arrival − media time of each second, by arrival. */
  const minima = new Float64Array(buckets).fill(Number.POSITIVE_INFINITY)
  let newest = -1
  let lastUs = Number.NEGATIVE_INFINITY
  let smallest = Number.POSITIVE_INFINITY

  function begin(): void {
    minima.fill(Number.POSITIVE_INFINITY)
    newest = -1
    smallest = Number.POSITIVE_INFINITY
  }

  function learn(offsetUs: number, arrivedUs: number): void {
    const second = Math.floor(arrivedUs / bucketUs)
    if (newest < 0 || second - newest >= buckets) begin()
    const passed = newest < 0 ? 1 : second - newest
    for (let i = 0; i < passed; i += 1) minima[(second - i) % buckets] = Number.POSITIVE_INFINITY
    newest = second
    const place = second % buckets
    if (offsetUs < minima[place]!) minima[place] = offsetUs
    if (passed > 0) smallest = Math.min(...minima)
    else if (offsetUs < smallest) smallest = offsetUs
  }

  return {
    /** µs; `ptsTicks` unwrapped media time, `arrivedUs` keeper time of the first packet, decreasing only where keeper time was set. */
    of(ptsTicks: number, arrivedUs: number): number {
      const offsetUs = arrivedUs - mediaUs(ptsTicks)
      if (offsetUs - smallest > longestDelayUs) begin()
      learn(offsetUs, arrivedUs)
      const capturedUs = Math.floor(arrivedUs - (offsetUs - smallest))
      lastUs = Math.min(Math.max(lastUs, capturedUs), arrivedUs)
      return lastUs
    },
    /** Keeper time was set: media time is mapped anew, and may fall behind what was said before. */
    stepped(): void {
      begin()
      lastUs = Number.NEGATIVE_INFINITY
    },
    /** How far the camera's own clock is ahead of keeper time, from a sender report (RFC 3550 §6.4.1); null before the first picture. */
    skewUs(report: { readonly ntpUs: number; readonly rtpTicks: number }): number | null {
      if (smallest === Number.POSITIVE_INFINITY) return null
      return Math.round(report.ntpUs - (mediaUs(report.rtpTicks) + smallest))
    },
  }
}
