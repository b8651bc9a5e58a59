import type { DecoderSetup } from '#video/access-unit.ts'

/** One picture as its container hands it over, in the order of decoding. */
export type Packet = {
  /** Presentation time by the container, µs, edit list applied; null where it says none. */
  readonly ptsUs: number | null
  readonly durationUs: number
  /** The container says that a decoder can begin here. */
  readonly key: boolean
  readonly bytes: Uint8Array
}

/** How a packet's NAL units are told apart: a length before each, of so many bytes, or start codes. */
export type Framing = { readonly lengthBytes: 1 | 2 | 3 | 4 } | 'startCodes'

/** The video track of a foreign file, opened by one of the two readers; nothing of it has been checked. */
export type Film = {
  readonly container: string
  /** With the parameter sets of the container's configuration record; more may come in band. */
  readonly setup: DecoderSetup
  /** H.264 and H.265 only. */
  readonly framing: Framing
  readonly width: number
  readonly height: number
  readonly rotation: 0 | 90 | 180 | 270
  readonly createdUs: readonly CreationClaim[]
  readonly notes: readonly string[]
  /** Times come from a counter that wraps, or starts anew in mid-stream (MPEG transport and program streams). */
  readonly countedTimes: boolean
  /** An edit list is applied: pictures with times below 0 are there for decoding alone. */
  readonly hiddenBeforeZero: boolean
  /** Throws where the container cannot be followed any further. */
  packets(): AsyncIterable<Packet>
}

export type CreationClaim = { readonly us: number; readonly field: string }

/** This reader cannot read this file; the other one may. */
export class AnotherReader extends Error {
  override readonly name = 'AnotherReader'
}

/** There is nothing to take from this file, whoever reads it. */
export class NoFilm extends Error {
  override readonly name = 'NoFilm'
  readonly reason: 'empty' | 'notVideo' | 'noVideoTrack' | 'damaged' | 'overLimit'
  constructor(reason: NoFilm['reason'], detail: string) {
    super(detail)
    this.reason = reason
  }
}
