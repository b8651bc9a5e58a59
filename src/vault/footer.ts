import { sha256 } from '#hash/sha256.ts'
import { decodeHead, encodeHead, frameBytes, type Head, headBytes, tagBytes } from './record.ts'

/** What a closed file says of a minute. Hints: whoever reads believes the records. */
export type FooterMinute = {
  readonly minuteIndex: number
  readonly offset: number
  readonly length: number
  readonly units: number
  readonly gaps: number
  /** Offset of the first record that begins with a key frame; 0 where there is none. */
  readonly firstKey: number
}

const minuteBytes = 34
const endBytes = 16
const endMagic = Buffer.from('TACHEND\0')
/** An hour has 60 minutes. */
export const longestFooter = frameBytes + 2 + 60 * minuteBytes + endBytes

/** A record of kind footer (content: count u16 · per minute index u16 · offset u64 · length u64 · units u32 · gaps u32 · first key u64; tag: SHA-256(header ‖ head ‖ content), 16 bytes), then footer offset u64 ‖ "TACHEND\0". */
export function encodeFooter(
  headerBytes: Uint8Array,
  at: Omit<Head, 'length' | 'kind'>,
  offset: number,
  minutes: readonly FooterMinute[],
): Buffer {
  const length = frameBytes + 2 + minutes.length * minuteBytes
  const bytes = Buffer.alloc(length + endBytes)
  encodeHead({ ...at, kind: 'footer', length }).copy(bytes)
  bytes.writeUInt16BE(minutes.length, headBytes)
  minutes.forEach((minute, i) => {
    const here = headBytes + 2 + i * minuteBytes
    bytes.writeUInt16BE(minute.minuteIndex, here)
    bytes.writeBigUInt64BE(BigInt(minute.offset), here + 2)
    bytes.writeBigUInt64BE(BigInt(minute.length), here + 10)
    bytes.writeUInt32BE(minute.units, here + 18)
    bytes.writeUInt32BE(minute.gaps, here + 22)
    bytes.writeBigUInt64BE(BigInt(minute.firstKey), here + 26)
  })
  const tag = length - tagBytes
  bytes.set(sha256(headerBytes, bytes.subarray(0, tag)).subarray(0, tagBytes), tag)
  bytes.writeBigUInt64BE(BigInt(offset), length)
  endMagic.copy(bytes, length + 8)
  return bytes
}

/**
 * The footer in the last bytes of a file, or null. Sound only where the minutes ascend within the hour and
 * fill the file from the header to the footer without a hole: a footer that leaves something out is none.
 */
export function decodeFooter(
  headerBytes: Uint8Array,
  end: Buffer,
  sizeBytes: number,
): { readonly offset: number; readonly minutes: readonly FooterMinute[] } | null {
  if (end.length < endBytes || !end.subarray(end.length - 8).equals(endMagic)) return null
  const offset = Number(end.readBigUInt64BE(end.length - endBytes))
  const at = offset - (sizeBytes - end.length)
  if (at < 0 || at >= end.length) return null
  const head = decodeHead(end, at)
  if (head?.kind !== 'footer' || at + head.length + endBytes !== end.length) return null
  const tag = at + head.length - tagBytes
  const checksum = sha256(headerBytes, end.subarray(at, tag)).subarray(0, tagBytes)
  if (!end.subarray(tag, tag + tagBytes).equals(checksum)) return null
  const count = end.readUInt16BE(at + headBytes)
  if (head.length !== frameBytes + 2 + count * minuteBytes) return null
  const minutes: FooterMinute[] = []
  let next = headerBytes.length
  for (let i = 0; i < count; i++) {
    const here = at + headBytes + 2 + i * minuteBytes
    const minute = {
      minuteIndex: end.readUInt16BE(here),
      offset: Number(end.readBigUInt64BE(here + 2)),
      length: Number(end.readBigUInt64BE(here + 10)),
      units: end.readUInt32BE(here + 18),
      gaps: end.readUInt32BE(here + 22),
      firstKey: Number(end.readBigUInt64BE(here + 26)),
    }
    if (minute.offset !== next || minute.minuteIndex <= (minutes.at(-1)?.minuteIndex ?? -1)) {
      return null
    }
    next += minute.length
    minutes.push(minute)
  }
  return next === offset ? { offset, minutes } : null
}
