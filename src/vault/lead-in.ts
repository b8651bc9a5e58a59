import { dayOf, type Minute, secondUs, startUs } from '#civil/minute.ts'

/** A stretch of one group in one minute of one segment, with all that is needed to open it and nothing more. */
export type GroupPart = {
  /** 16 bytes. */
  readonly segment: Uint8Array
  readonly minute: Minute
  readonly group: number
  readonly offset: number
  readonly length: number
  /** The tag its first record is chained to. */
  readonly startTag: Uint8Array
  /** The group's key in that minute; never the minute's. */
  readonly key: Uint8Array
  readonly firstUs: number
}

export type LeadInRule = 'oneMinute' | 'withinDay'

const partBytes = 88
/** A group longer than this many minutes is shown only from its next key frame on: a lead-in stays below 6 kB. */
const mostParts = 64

/**
 * Under a ceiling a minute is erased in the step that starts 60 s before its limit, which is the very limit of a frame
 * captured 60 s before it: a lead-in reaches back so much less that the step has 15 s to end.
 */
const ceilingReachUs = 45 * secondUs

/**
 * Whether a minute may open the group's earlier parts, the first of which begins with its key frame.
 * oneMinute: none from further back than 45 s before the minute, so that no lead-in outlives its frames' limit.
 * withinDay: none from another civil day.
 */
export function reaches(rule: LeadInRule, parts: readonly GroupPart[], minute: Minute): boolean {
  if (parts.length === 0 || parts.length > mostParts) return false
  if (parts.some(part => part.minute > minute)) return false
  return rule === 'oneMinute'
    ? parts.every(part => part.firstUs >= startUs(minute) - ceilingReachUs)
    : parts.every(part => dayOf(part.minute) === dayOf(minute))
}

/** count u16 · per part: segment 16 · minute u32 · group u32 · offset u64 · length u64 · start tag 16 · key 32. Holds keys: to be wiped. */
export function leadInBytes(parts: readonly GroupPart[]): Buffer {
  const bytes = Buffer.alloc(2 + parts.length * partBytes)
  bytes.writeUInt16BE(parts.length)
  parts.forEach((part, i) => {
    const at = 2 + i * partBytes
    bytes.set(part.segment, at)
    bytes.writeUInt32BE(part.minute, at + 16)
    bytes.writeUInt32BE(part.group, at + 20)
    bytes.writeBigUInt64BE(BigInt(part.offset), at + 24)
    bytes.writeBigUInt64BE(BigInt(part.length), at + 32)
    bytes.set(part.startTag, at + 40)
    bytes.set(part.key, at + 56)
  })
  return bytes
}

/** Views into `bytes`, keys included; null where the bytes are no lead-in. */
export function readLeadIn(bytes: Buffer): readonly Omit<GroupPart, 'firstUs'>[] | null {
  if (bytes.length < 2 || bytes.length !== 2 + bytes.readUInt16BE(0) * partBytes) return null
  return Array.from({ length: bytes.readUInt16BE(0) }, (_, i) => {
    const at = 2 + i * partBytes
    return {
      segment: bytes.subarray(at, at + 16),
      minute: bytes.readUInt32BE(at + 16),
      group: bytes.readUInt32BE(at + 20),
      offset: Number(bytes.readBigUInt64BE(at + 24)),
      length: Number(bytes.readBigUInt64BE(at + 32)),
      startTag: bytes.subarray(at + 40, at + 56),
      key: bytes.subarray(at + 56, at + 88),
    }
  })
}
