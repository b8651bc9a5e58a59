/** Time of which nothing can be shown. */
export type Gap = {
  readonly fromUs: number
  readonly toUs: number
  /** At most 200 bytes of UTF-8; of the vault itself: `disk`, `overflow`, `noKey`, `oversized`, `undecodable` (footage is there, its key frame is not within reach of this minute). */
  readonly cause: string
}

/** from i64 · to i64 · cause. */
export function gapBytes(gap: Gap): Buffer {
  const cause = Buffer.from(gap.cause).subarray(0, 200)
  const bytes = Buffer.alloc(16 + cause.length)
  bytes.writeBigInt64BE(BigInt(Math.round(gap.fromUs)), 0)
  bytes.writeBigInt64BE(BigInt(Math.round(gap.toUs)), 8)
  cause.copy(bytes, 16)
  return bytes
}

/** Null where the bytes are no gap. */
export function readGap(bytes: Buffer): Gap | null {
  if (bytes.length < 16) return null
  return {
    fromUs: Number(bytes.readBigInt64BE(0)),
    toUs: Number(bytes.readBigInt64BE(8)),
    cause: bytes.toString('utf8', 16),
  }
}
