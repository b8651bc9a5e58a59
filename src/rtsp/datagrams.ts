import { readControl } from './control-packets.ts'
import type { Limits } from './limits.ts'
import { newReporter, Reception, type Reporter, receiverReport } from './reception.ts'
import { Reorder } from './reorder.ts'
import { RtpPacket } from './rtp-packet.ts'
import { SourceGate } from './source-gate.ts'
import type { VideoTrack } from './video-track.ts'

/**
 * RTP and RTCP as datagrams (RFC 3550), of one video: in any order, some twice, some never, some from elsewhere. Passes
 * on to the track what a connection would have carried, and reports how it was received, without which many cameras
 * stop to send.
 *
 * Whoever drives it has seen to it that the datagrams come from the camera's address.
 */
export class Datagrams {
  readonly #limits: Limits
  readonly #track: Pick<VideoTrack, 'media' | 'control'>
  readonly #payloadType: number
  readonly #send: (report: Uint8Array) => void
  readonly #packet = new RtpPacket()
  readonly #gate: SourceGate
  readonly #reorder: Reorder
  readonly #reception = new Reception()
  readonly #reporter: Reporter
  #reportedUs: number | null = null
  /** Anything at all came. */
  heard = false

  constructor(parts: {
    readonly limits: Limits
    readonly track: Pick<VideoTrack, 'media' | 'control'>
    readonly payloadType: number
    /** The SSRC that SETUP named; null: none. */
    readonly source: number | null
    /** Sends an RTCP packet to the camera. */
    readonly send: (report: Uint8Array) => void
    readonly random?: ((bytes: number) => Uint8Array) | undefined
  }) {
    this.#limits = parts.limits
    this.#track = parts.track
    this.#payloadType = parts.payloadType
    this.#send = parts.send
    this.#gate = new SourceGate(parts.source, parts.limits.quietSourceUs)
    this.#reporter = newReporter(parts.random)
    this.#reorder = new Reorder(parts.limits, (packet, arrivedUs) => {
      this.#reception.packet(packet, arrivedUs)
      this.#track.media(packet, 0, packet.length, arrivedUs)
    })
  }

  /** `datagram` is kept: it belongs to the stream from here on. */
  media(datagram: Uint8Array, nowUs: number): void {
    this.heard = true
    const packet = this.#packet
    if (!packet.read(datagram, 0, datagram.length)) return
    if (packet.payloadType !== this.#payloadType) return
    const before = this.#gate.source
    if (!this.#gate.admits(packet.ssrc, packet.sequence, nowUs)) return
    if (before !== null && before !== packet.ssrc) this.#reorder.restart()
    this.#reorder.take(datagram, packet.sequence, nowUs)
  }

  control(datagram: Uint8Array, nowUs: number): void {
    this.heard = true
    const { report } = readControl(datagram, 0, datagram.length)
    if (report) this.#reception.senderReport(report, nowUs)
    this.#track.control(datagram, 0, datagram.length, nowUs)
  }

  tick(nowUs: number): void {
    this.#reorder.expire(nowUs)
    if (this.#reportedUs !== null && nowUs - this.#reportedUs < this.#limits.reportUs) return
    this.#reportedUs = nowUs
    this.#send(receiverReport(this.#reporter, this.#reception.block(nowUs)))
  }
}
