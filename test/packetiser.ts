/** Access units → RTP packets, as a camera might cut them: the counterpart that the depacketisers are tried against. */
import type { Codec } from '#video/access-unit.ts'

export type SentUnit = { readonly nals: readonly Uint8Array[]; readonly stamp: number }

export type Cut = {
  readonly codec: Codec
  /** Largest payload. At least 4, so that a fragment carries something. */
  readonly mtu: number
  /** Small NAL units of one access unit travel together (STAP-A, AP). */
  readonly aggregate: boolean
  /** The last packet of a unit carries the marker. */
  readonly marker: boolean
  readonly firstSequence?: number
  readonly ssrc?: number
  readonly payloadType?: number
  /** Decoration that a receiver must see through. */
  readonly sources?: number
  readonly extensionWords?: number
  readonly padding?: number
}

export function packetise(units: readonly SentUnit[], cut: Cut): Uint8Array[] {
  let sequence = cut.firstSequence ?? 0
  return units.flatMap(({ nals, stamp }) => {
    const payloads = payloadsOf(nals, cut)
    return payloads.map((payload, i) =>
      rtp(payload, { ...cut, sequence: sequence++, stamp, last: i === payloads.length - 1 }),
    )
  })
}

function payloadsOf(nals: readonly Uint8Array[], cut: Cut): Uint8Array[] {
  const payloads: Uint8Array[] = []
  let together: Uint8Array[] = []
  const flush = () => {
    if (together.length === 1) payloads.push(together[0]!)
    else if (together.length > 1) payloads.push(aggregateOf(together, cut.codec))
    together = []
  }
  for (const nal of nals) {
    if (cut.aggregate && aggregateOf([...together, nal], cut.codec).length <= cut.mtu) {
      together.push(nal)
      continue
    }
    flush()
    if (nal.length <= cut.mtu) payloads.push(nal)
    else payloads.push(...fragmentsOf(nal, cut))
  }
  flush()
  return payloads
}

function aggregateOf(nals: readonly Uint8Array[], codec: Codec): Uint8Array {
  const parts = nals.flatMap(nal => [Uint8Array.of(nal.length >> 8, nal.length & 0xff), nal])
  return Buffer.concat([codec === 'h264' ? Uint8Array.of(24) : Uint8Array.of(48 << 1, 1), ...parts])
}

function fragmentsOf(nal: Uint8Array, { codec, mtu }: Cut): Uint8Array[] {
  const headBytes = codec === 'h264' ? 1 : 2
  const size = mtu - headBytes - 1
  const fragments: Uint8Array[] = []
  for (let at = headBytes; at < nal.length; at += size) {
    const edge = (at === headBytes ? 0x80 : 0) | (at + size >= nal.length ? 0x40 : 0)
    const head =
      codec === 'h264'
        ? Uint8Array.of((nal[0]! & 0xe0) | 28, edge | (nal[0]! & 0x1f))
        : Uint8Array.of((nal[0]! & 0x81) | (49 << 1), nal[1]!, edge | ((nal[0]! >> 1) & 0x3f))
    fragments.push(Buffer.concat([head, nal.subarray(at, at + size)]))
  }
  return fragments
}

type Place = Cut & { readonly sequence: number; readonly stamp: number; readonly last: boolean }

function rtp(payload: Uint8Array, place: Place): Uint8Array {
  const { sources = 0, extensionWords, padding = 0, payloadType = 96, ssrc = 0x1234 } = place
  const head = Buffer.alloc(12 + 4 * sources)
  head[0] = 0x80 | (padding > 0 ? 0x20 : 0) | (extensionWords === undefined ? 0 : 0x10) | sources
  head[1] = (place.marker && place.last ? 0x80 : 0) | payloadType
  head.writeUInt16BE(place.sequence & 0xffff, 2)
  head.writeUInt32BE(place.stamp >>> 0, 4)
  head.writeUInt32BE(ssrc, 8)
  const extension = Buffer.alloc(extensionWords === undefined ? 0 : 4 + 4 * extensionWords, 0xee)
  if (extensionWords !== undefined) extension.writeUInt16BE(extensionWords, 2)
  const tail = Buffer.alloc(padding, 0)
  if (padding > 0) tail[padding - 1] = padding
  return Buffer.concat([head, extension, payload, tail])
}

/** RFC 2326 10.12. */
export function interleaved(channel: number, packet: Uint8Array): Uint8Array {
  return Buffer.concat([
    Uint8Array.of(0x24, channel, packet.length >> 8, packet.length & 0xff),
    packet,
  ])
}

/** RFC 3550 6.4.1, without reception blocks. `fraction`: of a second in 2^-32. */
export function senderReport(
  ssrc: number,
  ntpSeconds: number,
  fraction: number,
  stamp: number,
): Uint8Array {
  const packet = Buffer.alloc(28)
  packet[0] = 0x80
  packet[1] = 200
  packet.writeUInt16BE(6, 2)
  packet.writeUInt32BE(ssrc, 4)
  packet.writeUInt32BE(ntpSeconds, 8)
  packet.writeUInt32BE(fraction, 12)
  packet.writeUInt32BE(stamp >>> 0, 16)
  return packet
}
