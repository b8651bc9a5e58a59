import { createHash } from 'node:crypto'
import type { VerifyingKey } from './keeper-key.ts'

/**
 * An event as it stands in a file:
 *
 *   length u32 (of the JSON) · previous hash (32) · canonical JSON · Ed25519 signature (64)
 *
 * hash      = SHA-256("tachiai/spool/v1" ‖ previous ‖ JSON)
 * signature over "tachiai/spool/v1/signed" ‖ hash, so that a hash alone, with its signature, can be shown.
 * The first event's previous hash is SHA-256("tachiai/spool/v1/first" ‖ public key): a chain belongs to one key.
 */
export type Frame = {
  readonly at: number
  readonly end: number
  readonly previous: Buffer
  readonly json: Buffer
  readonly signature: Buffer
  readonly hash: Buffer
  /** The whole frame. */
  readonly bytes: Buffer
}

export const frameOverhead = 4 + 32 + 64
/** A longer event is refused before it gets a number. */
export const longestEvent = 1 << 20

const chain = Buffer.from('tachiai/spool/v1')
const signed = Buffer.from('tachiai/spool/v1/signed')
const first = Buffer.from('tachiai/spool/v1/first')

export const hashOf = (previous: Uint8Array, json: Uint8Array): Buffer =>
  createHash('sha256').update(chain).update(previous).update(json).digest()

export const beforeFirst = (key: VerifyingKey): Buffer =>
  createHash('sha256').update(first).update(key.raw).digest()

export function makeFrame(
  json: Uint8Array,
  previous: Uint8Array,
  sign: (bytes: Uint8Array) => Uint8Array,
): Frame {
  const bytes = Buffer.allocUnsafe(json.length + frameOverhead)
  bytes.writeUInt32BE(json.length, 0)
  bytes.set(previous, 4)
  bytes.set(json, 36)
  bytes.set(sign(Buffer.concat([signed, hashOf(previous, json)])), 36 + json.length)
  return frameAt(bytes, 0)!
}

/** What could be a frame at this place, by its shape alone; null where nothing could. */
export function frameAt(buffer: Buffer, at: number): Frame | null {
  if (at + frameOverhead + 2 > buffer.length) return null
  const length = buffer.readUInt32BE(at)
  const end = at + length + frameOverhead
  if (length < 2 || length > longestEvent || end > buffer.length) return null
  if (buffer[at + 36] !== 0x7b || buffer[at + 35 + length] !== 0x7d) return null
  const previous = buffer.subarray(at + 4, at + 36)
  const json = buffer.subarray(at + 36, at + 36 + length)
  const signature = buffer.subarray(end - 64, end)
  return {
    at,
    end,
    previous,
    json,
    signature,
    hash: hashOf(previous, json),
    bytes: buffer.subarray(at, end),
  }
}

export const isSigned = (frame: Frame, key: VerifyingKey): boolean =>
  key.verify(Buffer.concat([signed, frame.hash]), frame.signature)

/** The JSON object of a frame, null where it is none. */
export function contentOf(frame: Frame): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(frame.json.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}
