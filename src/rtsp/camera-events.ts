import type { Codec, ParameterSets } from '#video/access-unit.ts'
import type { Certificate } from './certificate.ts'
import type { AuthStrength } from './challenge.ts'
import type { StreamEnd } from './stream-end.ts'
import type { VideoEvents } from './video-track.ts'

/** What is known once a camera plays. */
export type StreamInfo = {
  readonly codec: Codec
  /** Whole: from the session description, or from the stream where that has none. */
  readonly parameterSets: ParameterSets
  /** The Server field, printable ASCII, at most 80 characters; null where unsaid. */
  readonly server: string | null
  /** The camera's wall clock by its Date field, in whole seconds; null where unsaid. */
  readonly cameraClockUs: number | null
  /** The strongest the camera asked for: to be remembered, and asked for as `atLeast` from then on. */
  readonly auth: AuthStrength
  /** What the camera showed over TLS: to be remembered as `pin`; null without TLS. */
  readonly certificate: Certificate | null
}

/**
 * What a camera's stream tells, in this order: `connected` at most once, when the camera plays and its parameter sets
 * are known (`loss` may come before); then units with their parameter sets, loss and sender reports; `ended` exactly
 * once, and nothing after it. Calls are synchronous, out of the socket's reading;
 * what a receiver throws is not caught.
 */
export interface CameraEvents extends VideoEvents {
  connected(info: StreamInfo): void
  ended(end: StreamEnd): void
}
