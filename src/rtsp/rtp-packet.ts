/** One RTP packet's fields (RFC 3550 5.1), read in place. One object serves a whole stream. */
export class RtpPacket {
  payloadType = 0
  marker = false
  sequence = 0
  timestamp = 0
  ssrc = 0
  /** The payload, without padding: `bytes[from] … bytes[to - 1]`; may be empty. */
  from = 0
  to = 0

  /** False where the bytes are no whole RTP packet; the fields are undefined then. */
  read(bytes: Uint8Array, from: number, to: number): boolean {
    if (to - from < 12) return false
    const first = bytes[from]!
    if (first >> 6 !== 2) return false
    this.marker = (bytes[from + 1]! & 0x80) !== 0
    this.payloadType = bytes[from + 1]! & 0x7f
    this.sequence = (bytes[from + 2]! << 8) | bytes[from + 3]!
    this.timestamp = u32(bytes, from + 4)
    this.ssrc = u32(bytes, from + 8)
    let start = from + 12 + 4 * (first & 0x0f)
    if (first & 0x10) {
      if (start + 4 > to) return false
      start += 4 + 4 * ((bytes[start + 2]! << 8) | bytes[start + 3]!)
    }
    let end = to
    if (first & 0x20) {
      const padding = bytes[to - 1]!
      if (padding === 0) return false
      end -= padding
    }
    this.from = start
    this.to = end
    return start <= end
  }
}

export function u32(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0
  )
}
