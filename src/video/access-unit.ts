/** What a camera sends, as the whole program passes it on: nothing is decoded, nothing is changed. */
export type Codec = 'h264' | 'h265'

/** Parameter sets as NAL units without start codes; `vps` is empty for H.264. */
export type ParameterSets = {
  readonly codec: Codec
  readonly vps: readonly Uint8Array[]
  readonly sps: readonly Uint8Array[]
  readonly pps: readonly Uint8Array[]
}

/** A codec that is kept as it was shot and never looked into: its name, and what its container kept for its decoder. */
export type AsShot = {
  readonly codec: 'asShot'
  /** FFmpeg's short name: `mpeg4`, `mjpeg` … */
  readonly name: string
  readonly extradata: Uint8Array
}

/** What a decoder must know before the first unit. */
export type DecoderSetup = ParameterSets | AsShot

export type AccessUnit = {
  /**
   * H.264, H.265: every NAL unit as sent (SEI, AUD and in-band parameter sets included), each behind its length as u32
   * big-endian. As shot: the packet of the container.
   */
  readonly bytes: Uint8Array
  /** Presentation time in 90 kHz ticks: the RTP time stamps, unwrapped, never reset within one connection. */
  readonly ptsTicks: number
  /** A decoder can begin here: IDR (H.264), IRAP (H.265). */
  readonly key: boolean
}

/** An access unit with the moment of capture that decides about its life, µs since the epoch. */
export type CapturedUnit = AccessUnit & { readonly captureUs: number }
