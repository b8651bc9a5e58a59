import type { Sha256 } from '#tlog/tree.ts'

/**
 * An event of a keeper as it stands in its spool (design/spool.md):
 *
 *   length u32 (of the JSON) · previous hash (32) · canonical JSON · Ed25519 signature (64)
 */
export type FrameParts = {
  readonly previous: Uint8Array
  readonly json: Uint8Array
  readonly signature: Uint8Array
  /** Where the frame ends in the bytes it was found in. */
  readonly end: number
}

export const frameOverhead = 4 + 32 + 64
/** A longer event is refused before it gets a number. */
export const longestEvent = 1 << 20

const label = (text: string) => new TextEncoder().encode(text)
const chain = label('tachiai/spool/v1')
const signed = label('tachiai/spool/v1/signed')
const first = label('tachiai/spool/v1/first')

/** What could be a frame at this place, by its shape alone, as views of the bytes; null where nothing could. */
export function frameParts(bytes: Uint8Array, at = 0): FrameParts | null {
  if (at + frameOverhead + 2 > bytes.length) return null
  const length = new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0)
  const end = at + length + frameOverhead
  if (length < 2 || length > longestEvent || end > bytes.length) return null
  if (bytes[at + 36] !== 0x7b || bytes[at + 35 + length] !== 0x7d) return null
  return {
    previous: bytes.subarray(at + 4, at + 36),
    json: bytes.subarray(at + 36, at + 36 + length),
    signature: bytes.subarray(end - 64, end),
    end,
  }
}

/** Ties an event to the one before it. */
export const frameHash = (sha256: Sha256, previous: Uint8Array, json: Uint8Array): Uint8Array =>
  sha256(chain, previous, json)

/** What stands before the first event: a chain belongs to one key. */
export const hashBeforeFirst = (sha256: Sha256, publicKey: Uint8Array): Uint8Array =>
  sha256(first, publicKey)

/** What is signed: a hash alone, with its signature, can be shown. */
export function signedBytes(hash: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(signed.length + hash.length)
  bytes.set(signed)
  bytes.set(hash, signed.length)
  return bytes
}
