import {
  frameHash,
  frameOverhead,
  frameParts,
  hashBeforeFirst,
  signedBytes,
} from '#frame/layout.ts'
import { sha256 } from '#hash/sha256.ts'
import type { VerifyingKey } from '#signing/key-file.ts'

/** An event as it stands in a file: the parts of `#frame/layout.ts` with where they were found and their hash. */
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

export const beforeFirst = (key: VerifyingKey): Buffer =>
  Buffer.from(hashBeforeFirst(sha256, key.raw))

export function makeFrame(
  json: Uint8Array,
  previous: Uint8Array,
  sign: (bytes: Uint8Array) => Uint8Array,
): Frame {
  const bytes = Buffer.allocUnsafe(json.length + frameOverhead)
  bytes.writeUInt32BE(json.length, 0)
  bytes.set(previous, 4)
  bytes.set(json, 36)
  bytes.set(sign(signedBytes(frameHash(sha256, previous, json))), 36 + json.length)
  return frameAt(bytes, 0)!
}

/** What could be a frame at this place, by its shape alone; null where nothing could. */
export function frameAt(buffer: Buffer, at: number): Frame | null {
  const parts = frameParts(buffer, at)
  if (!parts) return null
  const { previous, json, signature, end } = parts
  return {
    at,
    end,
    previous: viewed(previous),
    json: viewed(json),
    signature: viewed(signature),
    hash: viewed(frameHash(sha256, previous, json)),
    bytes: buffer.subarray(at, end),
  }
}

const viewed = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

export const isSigned = (frame: Frame, key: VerifyingKey): boolean =>
  key.verify(signedBytes(frame.hash), frame.signature)

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
