import { u32 } from './rtp-packet.ts'

/** The camera's wall clock at one of its RTP time stamps (RFC 3550 6.4.1). */
export type ClockPair = {
  readonly ssrc: number
  readonly ntpUs: number
  readonly stamp: number
  /** The middle 32 bits of its NTP time, as a receiver says it back (RFC 3550 6.4.1, LSR). */
  readonly ntpMiddle: number
}

/** What a compound RTCP packet says that concerns a recorder. */
export type ControlNews = {
  readonly report: ClockPair | null
  /** Sources that say goodbye (RFC 3550 6.6). */
  readonly gone: readonly number[]
}

const senderReport = 200
const bye = 203

/** A compound RTCP packet (RFC 3550 6.1); what cannot be read ends the reading. */
export function readControl(bytes: Uint8Array, from: number, to: number): ControlNews {
  let report: ClockPair | null = null
  const gone: number[] = []
  for (let at = from; at + 8 <= to && bytes[at]! >> 6 === 2; ) {
    const end = at + 4 + 4 * ((bytes[at + 2]! << 8) | bytes[at + 3]!)
    if (end > to) break
    const type = bytes[at + 1]!
    if (type === senderReport && end - at >= 28) {
      report = {
        ssrc: u32(bytes, at + 4),
        ntpUs: ntpToUs(u32(bytes, at + 8), u32(bytes, at + 12)),
        stamp: u32(bytes, at + 16),
        ntpMiddle: u32(bytes, at + 10),
      }
    }
    const sources = type === bye ? bytes[at]! & 0x1f : 0
    for (let n = 0; n < sources && at + 8 + 4 * n <= end; n++) gone.push(u32(bytes, at + 4 + 4 * n))
    at = end
  }
  return { report, gone }
}

/** NTP seconds since 1900 and a 2^-32 fraction → µs since 1970. Seconds without the top bit lie behind 2036 (RFC 4330 3). */
function ntpToUs(seconds: number, fraction: number): number {
  const since1900 = seconds >= 2 ** 31 ? seconds : seconds + 2 ** 32
  return (since1900 - 2_208_988_800) * 1_000_000 + Math.floor((fraction * 1_000_000) / 2 ** 32)
}
