import { Datagrams } from './datagrams.ts'
import type { Limits } from './limits.ts'
import type { Video } from './session-description.ts'
import { StreamFault } from './stream-end.ts'
import type { Setup } from './transport.ts'
import type { Port } from './udp-ports.ts'
import { type VideoEvents, VideoTrack } from './video-track.ts'

export type PlaybackParts = {
  readonly video: Video
  readonly carriage: Setup['carriage']
  readonly limits: Limits
  readonly events: VideoEvents
  /** Sends an RTCP packet to the camera, where RTP comes over UDP. */
  readonly send: (report: Uint8Array) => void
  readonly random: (bytes: number) => Uint8Array
}

/**
 * The video of a session, however its packets are carried, and for how long no picture has come of them. Throws
 * StreamFaults.
 */
export class Playback {
  readonly #limits: Limits
  readonly #carriage: Setup['carriage']
  readonly #track: VideoTrack
  readonly #datagrams: Datagrams | null
  #lastUnitUs = 0
  #lostUnits = 0
  #nowUs = 0

  constructor({ video, carriage, limits, events, send, random }: PlaybackParts) {
    this.#limits = limits
    this.#carriage = carriage
    this.#track = new VideoTrack(video, limits, {
      ...events,
      unit: (unit, arrivedUs) => {
        this.#lastUnitUs = this.#nowUs
        this.#lostUnits = 0
        events.unit(unit, arrivedUs)
      },
      loss: (packets, units) => {
        this.#lostUnits += units
        events.loss(packets, units)
      },
    })
    const { payloadType } = video
    this.#datagrams =
      carriage.over === 'tcp'
        ? null
        : new Datagrams({
            ...{ limits, track: this.#track, payloadType, send, random },
            source: carriage.source,
          })
  }

  /** Whether frames of a channel are RTP of the video. */
  isMedia(channel: number): boolean {
    return this.#carriage.over === 'tcp' && this.#carriage.mediaChannel === channel
  }

  frame(channel: number, bytes: Uint8Array, from: number, to: number, nowUs: number): void {
    const carriage = this.#carriage
    if (carriage.over !== 'tcp') return
    this.#nowUs = nowUs
    if (channel === carriage.mediaChannel) this.#track.media(bytes, from, to, nowUs)
    else if (channel === carriage.controlChannel) this.#track.control(bytes, from, to, nowUs)
  }

  /** The bytes are kept. */
  datagram(port: Port, bytes: Uint8Array, nowUs: number): void {
    this.#nowUs = nowUs
    if (port === 'media') this.#datagrams?.media(bytes, nowUs)
    else this.#datagrams?.control(bytes, nowUs)
  }

  /** The camera said that it plays: from here on silence counts. */
  begin(nowUs: number): void {
    this.#lastUnitUs = nowUs
  }

  excuse(us: number): void {
    this.#lastUnitUs += us
  }

  /** `isConnected`: parameter sets are known. */
  tick(nowUs: number, isConnected: boolean): void {
    this.#nowUs = nowUs
    this.#datagrams?.tick(nowUs)
    if (nowUs - this.#lastUnitUs <= this.#limits.silenceUs) return
    if (this.#lostUnits > 0) {
      const what = isConnected ? 'no picture comes whole' : 'no parameter sets come'
      throw new StreamFault('malformed', what)
    }
    const nothing = this.#datagrams?.heard === false
    throw new StreamFault('silence', nothing ? nothingOverUdp : 'no picture')
  }
}

const nothingOverUdp = 'nothing comes over UDP (a firewall in between?); try --transport tcp'
