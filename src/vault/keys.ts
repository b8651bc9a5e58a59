import { hkdfSync } from 'node:crypto'
import type { Minute } from '#civil/minute.ts'
import { sha256 } from '#hash/sha256.ts'
import { VaultFault } from './fault.ts'

/** Group 0 seals a segment's notes (parameter sets, gaps, lead-ins): a lead-in that gives away a group's key gives away none of them. */
export const notesGroup = 0

const none = new Uint8Array(0)
const enc = Buffer.from('enc')
const commit = Buffer.from('commit')

/** HKDF-SHA256(minute key, no salt, "enc" ‖ segment id ‖ group u32), 32 bytes (RFC 5869). */
export function groupKey(minuteKey: Uint8Array, segment: Uint8Array, group: number): Buffer {
  const number = Buffer.alloc(4)
  number.writeUInt32BE(group)
  return hkdf(minuteKey, Buffer.concat([enc, segment, number]))
}

/** HKDF-SHA256(minute key, no salt, "commit" ‖ segment id), 32 bytes. */
export const commitKey = (minuteKey: Uint8Array, segment: Uint8Array): Buffer =>
  hkdf(minuteKey, Buffer.concat([commit, segment]))

/** What the first record of a minute is chained to: SHA-256(header ‖ minute u32), its first 16 bytes. */
export function chainStart(headerBytes: Uint8Array, minute: Minute): Uint8Array {
  const number = Buffer.alloc(4)
  number.writeUInt32BE(minute)
  return sha256(headerBytes, number).subarray(0, 16)
}

function hkdf(minuteKey: Uint8Array, info: Uint8Array): Buffer {
  if (minuteKey.length !== 32 || minuteKey.every(byte => byte === 0)) {
    throw new VaultFault('noKey', 'a minute key is 32 bytes, not all zero')
  }
  return Buffer.from(hkdfSync('sha256', minuteKey, none, info, 32))
}
