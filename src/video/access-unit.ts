/** What a camera sends, as the whole program passes it on: nothing is decoded, nothing is changed. */
export type Codec = 'h264' | 'h265'

/** Parameter sets as NAL units without start codes; `vps` is empty for H.264. */
export type ParameterSets = {
  readonly codec: Codec
  readonly vps: readonly Uint8Array[]
  readonly sps: readonly Uint8Array[]
  readonly pps: readonly Uint8Array[]
}

export type AccessUnit = {
  /** Every NAL unit as sent (SEI, AUD and in-band parameter sets included), each behind its length as u32 big-endian. */
  readonly bytes: Uint8Array
  /** Presentation time in 90 kHz ticks: the RTP time stamps, unwrapped, never reset within one connection. */
  readonly ptsTicks: number
  /** A decoder can begin here: IDR (H.264), IRAP (H.265). */
  readonly key: boolean
}

/** An access unit with the moment of capture that decides about its life, µs since the epoch. */
export type CapturedUnit = AccessUnit & { readonly captureUs: number }
