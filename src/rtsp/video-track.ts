import type { AccessUnit, Codec, ParameterSets } from '#video/access-unit.ts'
import * as h264 from '#video/h264.ts'
import * as h265 from '#video/h265.ts'
import { isComplete } from '#video/parameter-sets.ts'
import { readControl } from './control-packets.ts'
import type { Limits } from './limits.ts'
import { type TakePayload, takeH264, takeH265 } from './payload.ts'
import { RtpPacket } from './rtp-packet.ts'
import { Sequence } from './sequence.ts'
import { StreamFault } from './stream-end.ts'
import { Ticks } from './ticks.ts'
import { UnitBuilder } from './unit-builder.ts'

/** The camera's wall clock, µs since the epoch, at a moment of its media time. */
export type SenderReport = {
  readonly ntpUs: number
  readonly rtpTicks: number
  readonly arrivedUs: number
}

export type VideoEvents = {
  /** The sets have changed, in mid-stream or because the session description had none; the next unit needs them. */
  parameterSets(sets: ParameterSets): void
  /** `unit.bytes` stands until this call returns: what is kept is copied. `arrivedUs`: monotonic, of its first packet. */
  unit(unit: AccessUnit, arrivedUs: number): void
  /**
   * `packets` that never came, by their numbers, and `units` not passed on: because something of them is missing, or
   * because no parameter sets are known yet. Later units come, key or not.
   */
  loss(packets: number, units: number): void
  senderReport(report: SenderReport): void
}

/**
 * RTP and RTCP packets of one video → access units.
 *
 * A unit ends at the marker or where the time stamp changes, but never without a picture: parameter sets and SEI sent
 * with a time stamp or marker of their own go before the picture that follows. A unit in which a packet is missing is
 * given up as a whole. Behind a gap the first unit is taken only with its picture's first slice.
 */
export class VideoTrack {
  readonly #events: VideoEvents
  readonly #payloadType: number
  readonly #take: TakePayload
  readonly #nals: typeof h264 | typeof h265
  readonly #unit: UnitBuilder
  readonly #packet = new RtpPacket()
  readonly #sequence = new Sequence()
  readonly #ticks = new Ticks()
  #sets: ParameterSets
  #ssrc = -1
  #stamp = 0
  #gapBefore = false

  constructor(
    video: { readonly codec: Codec; readonly payloadType: number; readonly sets: ParameterSets },
    limits: Pick<Limits, 'unitBytes'>,
    events: VideoEvents,
  ) {
    this.#events = events
    this.#payloadType = video.payloadType
    this.#take = video.codec === 'h264' ? takeH264 : takeH265
    this.#nals = video.codec === 'h264' ? h264 : h265
    this.#unit = new UnitBuilder(video.codec, limits.unitBytes)
    this.#sets = video.sets
  }

  media(bytes: Uint8Array, from: number, to: number, arrivedUs: number): void {
    const packet = this.#packet
    const unit = this.#unit
    if (!packet.read(bytes, from, to) || packet.payloadType !== this.#payloadType) return
    if (packet.ssrc !== this.#ssrc) this.#changeSource(packet.ssrc)
    const missing = this.#sequence.missingBefore(packet.sequence)
    if (missing === -1) return
    if (missing > 0) this.#noteGap(missing)

    if (unit.isOpen && packet.timestamp !== this.#stamp) {
      if (unit.hasPicture || unit.damaged) this.#finish()
      else unit.retime(this.#ticks.next(packet.timestamp, arrivedUs))
    }
    if (!unit.isOpen) {
      unit.begin(this.#ticks.next(packet.timestamp, arrivedUs), arrivedUs, this.#gapBefore)
      this.#gapBefore = false
    }
    this.#stamp = packet.timestamp
    this.#take(unit, bytes, packet.from, packet.to)
    if (packet.marker && (unit.hasPicture || unit.damaged)) this.#finish()
  }

  control(bytes: Uint8Array, from: number, to: number, arrivedUs: number): void {
    const { report, gone } = readControl(bytes, from, to)
    if (report && report.ssrc === this.#ssrc) {
      const rtpTicks = this.#ticks.of(report.stamp)
      if (rtpTicks !== null) {
        this.#events.senderReport({ ntpUs: report.ntpUs, rtpTicks, arrivedUs })
      }
    }
    if (gone.includes(this.#ssrc))
      throw new StreamFault('closed', 'the camera ended the stream (BYE)')
  }

  /** Numbers and time stamps begin anew. Nobody can say whether the open unit is whole. */
  #changeSource(ssrc: number): void {
    if (this.#ssrc !== -1) {
      if (this.#unit.isOpen) {
        this.#unit.damage()
        this.#finish()
      }
      this.#sequence.restart()
      this.#ticks.startAnew()
    }
    this.#ssrc = ssrc
  }

  #noteGap(missing: number): void {
    this.#events.loss(missing, 0)
    if (this.#unit.isOpen) this.#unit.damage()
    this.#gapBefore = true
  }

  #finish(): void {
    const { arrivedUs, hasSets } = this.#unit
    const unit = this.#unit.finish()
    if (unit && hasSets) this.#learn(unit)
    if (unit && isComplete(this.#sets)) this.#events.unit(unit, arrivedUs)
    else this.#events.loss(0, 1)
  }

  #learn(unit: AccessUnit): void {
    const sets = this.#nals.learnFrom(this.#sets, unit.bytes)
    if (sets !== this.#sets && isComplete(sets)) this.#events.parameterSets(sets)
    this.#sets = sets
  }
}
