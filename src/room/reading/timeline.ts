import type { Film, Packet } from './film.ts'

export type TimedPacket = Omit<Packet, 'ptsUs'> & { readonly ptsUs: number }
/** What had to be done to a film's times, for its notes. */
export type TimeTrouble = { joins: number; without: number }

/** No codec shows a picture later than after this many others (H.264 A.3, H.265 A.4). */
const deepestReorder = 17

/**
 * The packets with times from the first shown picture on: 0 is its time, pictures that an edit list hides before it
 * stay negative. A packet without a time follows the one before it.
 */
export async function* fromFirstShown(
  packets: AsyncIterable<Packet>,
  { countedTimes, hiddenBeforeZero }: Pick<Film, 'countedTimes' | 'hiddenBeforeZero'>,
  trouble: TimeTrouble,
): AsyncGenerator<TimedPacket> {
  const firstShown = (ahead: readonly TimedPacket[]): number => {
    const times = ahead.map(({ ptsUs }) => ptsUs)
    const shown = hiddenBeforeZero ? times.filter(us => us >= 0) : times
    return Math.min(...(shown.length > 0 ? shown : times))
  }
  const steady = countedTimes ? counter(trouble) : (us: number) => us
  const ahead: TimedPacket[] = []
  let origin: number | null = null
  let following = 0
  let usualUs = 0
  const shifted = (packet: TimedPacket, from: number) => ({ ...packet, ptsUs: packet.ptsUs - from })
  for await (const packet of packets) {
    if (packet.ptsUs === null) trouble.without++
    const ptsUs = packet.ptsUs === null ? following : steady(packet.ptsUs, packet.durationUs)
    // Across a wrap a reader may take the whole count for a picture's duration.
    if (packet.durationUs < jumpForwardUs || !countedTimes) usualUs = packet.durationUs
    const timed = { ...packet, ptsUs, durationUs: usualUs }
    following = ptsUs + usualUs
    if (origin !== null) {
      yield shifted(timed, origin)
      continue
    }
    ahead.push(timed)
    if (ahead.length < deepestReorder) continue
    origin = firstShown(ahead)
    for (const held of ahead.splice(0)) yield shifted(held, origin)
  }
  if (ahead.length === 0) return
  const from = firstShown(ahead)
  for (const held of ahead) yield shifted(held, from)
}

/** ISO/IEC 13818-1 2.4.3.7: 33 bits at 90 kHz. */
const wrapUs = (2 ** 33 / 90_000) * 1e6
/** Further apart in one recording than any reordering or slow picture; nearer is left as it stands. */
const jumpForwardUs = 60e6
const jumpBackUs = -10e6

/** Unwraps a counter, and goes on seamlessly where it starts anew. */
function counter(trouble: TimeTrouble): (us: number, durationUs: number) => number {
  let last: number | null = null
  let shift = 0
  return (us, durationUs) => {
    if (last === null) {
      last = us
      return us
    }
    let now = us + shift
    const wraps = Math.round((last - now) / wrapUs)
    if (wraps !== 0 && isNear(now + wraps * wrapUs - last)) {
      shift += Math.round(wraps * wrapUs)
      now = us + shift
    } else if (!isNear(now - last)) {
      trouble.joins++
      shift = last + durationUs - us
      now = us + shift
    }
    last = now
    return now
  }
}

const isNear = (us: number): boolean => us < jumpForwardUs && us > jumpBackUs
