/** What one camera may cost. Beyond it its stream ends; no other stream notices. */
export type Limits = {
  /** From the start of the connection attempt to the open socket. */
  readonly connectUs: number
  /** From a request to its answer, until PLAY is answered. */
  readonly answerUs: number
  /** Without a whole picture. With `tickUs` below it must stay under the 10 s in which silence is noticed. */
  readonly silenceUs: number
  /** How often the deadlines are looked at. */
  readonly tickUs: number
  /** How long a TEARDOWN may take. */
  readonly closeUs: number
  /** Start line and headers of one message. */
  readonly headBytes: number
  /** Body of one message (a session description). */
  readonly bodyBytes: number
  /** One access unit while it is put together. */
  readonly unitBytes: number
  /** Long-term share of one camera; `burstSeconds` of it may come at once. */
  readonly bytesPerSecond: number
  readonly burstSeconds: number
  /** Answers and requests that a camera does not read. */
  readonly unreadBytes: number
  readonly redirects: number
  /** Datagrams that wait behind a gap: how many (divides 2^16), how large together, how long. */
  readonly windowPackets: number
  readonly windowBytes: number
  readonly windowUs: number
  /** A source must be quiet for so long before another may send in its place. */
  readonly quietSourceUs: number
  /** From one receiver report to the next (RFC 3550 6.2). */
  readonly reportUs: number
}

export const defaultLimits: Limits = {
  connectUs: 8_000_000,
  answerUs: 8_000_000,
  silenceUs: 8_000_000,
  tickUs: 1_000_000,
  closeUs: 1_000_000,
  headBytes: 16_384,
  bodyBytes: 65_536,
  unitBytes: 8 * 1024 * 1024,
  bytesPerSecond: 12_500_000,
  burstSeconds: 4,
  unreadBytes: 65_536,
  redirects: 3,
  windowPackets: 512,
  windowBytes: 1 << 20,
  windowUs: 250_000,
  quietSourceUs: 1_000_000,
  reportUs: 5_000_000,
}
