import { randomBytes } from 'node:crypto'

const payloadType = 96
const largestPayload = 1400
const stapA = 24
const fuA = 28

export type Unit = Uint8Array

/**
 * One client's RTP stream (RFC 3550, H.264 as in RFC 6184, packetization-mode 1), every packet framed for
 * the RTSP connection (RFC 2326 §10.12): `$`, channel, length.
 */
export class RtpStream {
  readonly ssrc = randomBytes(4).readUInt32BE()
  readonly #channel: number
  readonly #firstTicks = randomBytes(4).readUInt32BE()
  #sequence = randomBytes(2).readUInt16BE()
  #packets = 0
  #octets = 0

  constructor(channel: number) {
    this.#channel = channel
  }

  get nextSequence(): number {
    return this.#sequence
  }

  /** RTP time stamp of a picture at `ticks` (90 kHz, the camera's own count). */
  stamp(ticks: number): number {
    return (this.#firstTicks + ticks) % 2 ** 32
  }

  /** All packets of one picture, ready to be written; parameter sets travel together, the rest alone or in fragments. */
  picture(units: readonly Unit[], ticks: number): Buffer {
    const pieces = aggregated(units).flatMap(unit => fragments(unit))
    const out = Buffer.allocUnsafe(pieces.reduce((sum, piece) => sum + 16 + piece.length, 0))
    let at = 0
    for (const [i, piece] of pieces.entries()) {
      at = interleave(out, at, this.#channel, 12 + piece.length)
      out[at] = 0x80
      out[at + 1] = payloadType | (i === pieces.length - 1 ? 0x80 : 0)
      out.writeUInt16BE(this.#sequence, at + 2)
      out.writeUInt32BE(this.stamp(ticks), at + 4)
      out.writeUInt32BE(this.ssrc, at + 8)
      out.set(piece, at + 12)
      at += 12 + piece.length
      this.#sequence = (this.#sequence + 1) & 0xffff
      this.#packets++
      this.#octets += piece.length
    }
    return out
  }

  /** Sender report (RFC 3550 §6.4.1): the camera's own wall clock, µs since the epoch, beside the stream's time. */
  senderReport(us: number, ticks: number): Buffer {
    const out = Buffer.alloc(4 + 28)
    const at = interleave(out, 0, this.#channel + 1, 28)
    out[at] = 0x80
    out[at + 1] = 200
    out.writeUInt16BE(6, at + 2)
    out.writeUInt32BE(this.ssrc, at + 4)
    out.writeUInt32BE(Math.floor(us / 1_000_000) + 2_208_988_800, at + 8)
    out.writeUInt32BE(Math.floor(((us % 1_000_000) * 2 ** 32) / 1_000_000), at + 12)
    out.writeUInt32BE(this.stamp(ticks), at + 16)
    out.writeUInt32BE(this.#packets % 2 ** 32, at + 20)
    out.writeUInt32BE(this.#octets % 2 ** 32, at + 24)
    return out
  }
}

function interleave(out: Buffer, at: number, channel: number, length: number): number {
  out[at] = 0x24
  out[at + 1] = channel
  out.writeUInt16BE(length, at + 2)
  return at + 4
}

/** STAP-A (RFC 6184 §5.7.1) of the units before the last, which are parameter sets. */
function aggregated(units: readonly Unit[]): Unit[] {
  const slice = units.at(-1)!
  const sets = units.slice(0, -1)
  if (sets.length === 0) return [slice]
  const together = Buffer.alloc(1 + sets.reduce((sum, set) => sum + 2 + set.length, 0))
  together[0] = (slice[0]! & 0x60) | stapA
  let at = 1
  for (const set of sets) {
    together.writeUInt16BE(set.length, at)
    together.set(set, at + 2)
    at += 2 + set.length
  }
  return [together, slice]
}

/** A unit that fits as it is, a longer one as FU-A fragments (RFC 6184 §5.8). */
function fragments(unit: Unit): Unit[] {
  if (unit.length <= largestPayload) return [unit]
  const pieces: Unit[] = []
  for (let from = 1; from < unit.length; from += largestPayload - 2) {
    const body = unit.subarray(from, from + largestPayload - 2)
    const piece = new Uint8Array(2 + body.length)
    const start = from === 1 ? 0x80 : 0
    const end = from + body.length === unit.length ? 0x40 : 0
    piece[0] = (unit[0]! & 0x60) | fuA
    piece[1] = start | end | (unit[0]! & 0x1f)
    piece.set(body, 2)
    pieces.push(piece)
  }
  return pieces
}
