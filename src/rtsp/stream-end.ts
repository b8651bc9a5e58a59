/**
 * Why a stream is over. `detail` is one line for the operator in English; it is composed of our own words, of
 * numbers and of names that passed `plainName`, never of an address, a header or anything else that may hold a secret.
 *
 *   refused      nobody listens, or the camera answers that it will not (any status without a kind of its own, a redirect elsewhere)
 *   auth         credentials are missing or wrong, or the camera offers only what we may not use
 *   downgraded   the camera asks for a weaker proof of the password than it once did; nothing was proved
 *   certificate  over TLS the camera shows another key than the one pinned; nothing was asked
 *   notFound     the camera does not know the path (404, 410)
 *   notRtsp      what answers speaks something else
 *   malformed    RTSP, SDP or RTP that cannot be followed
 *   silence      no answer, or no picture, within the limit
 *   closed       the camera ended the connection or the session, or we did
 *   noVideo      the session description names no video
 *   unsupported  there is video, in a form that is not recorded; the detail names it
 *   overShare    more bytes per second or a larger picture than a camera may send
 *   network      no way to the camera: name, route, time-out of the connection
 */
export type StreamEnd = {
  readonly kind:
    | 'refused'
    | 'auth'
    | 'downgraded'
    | 'certificate'
    | 'notFound'
    | 'notRtsp'
    | 'malformed'
    | 'silence'
    | 'closed'
    | 'noVideo'
    | 'unsupported'
    | 'overShare'
    | 'network'
  readonly detail: string
  /** Of `downgraded` and `certificate`: what the operator may accept on purpose. */
  readonly doubt?: Doubt
}

/** The camera is not as it was known: a pinned key (SHA-256, hex) or a way of proof (AuthStrength), then and now. */
export type Doubt = {
  readonly about: 'certificate' | 'authentication'
  readonly known: string
  readonly offered: string
}

/** Thrown inside this folder to end a stream; never leaves it (a stream's end is a value: `ended`). */
export class StreamFault extends Error {
  readonly end: StreamEnd

  constructor(kind: StreamEnd['kind'], detail: string, doubt?: Doubt) {
    super(detail)
    this.end = { kind, detail, ...(doubt ? { doubt } : {}) }
  }
}

/** A name that came over the wire, fit for a terminal: letters, digits and a few marks, cut at 24. */
export function plainName(name: string): string {
  return name.replace(/[^A-Za-z0-9.+_-]/g, '').slice(0, 24) || 'unnamed'
}
