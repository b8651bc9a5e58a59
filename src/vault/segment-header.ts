import { type Day, dayOf, firstMinute, type Minute } from '#civil/minute.ts'
import { sha256 } from '#hash/sha256.ts'
import { VaultFault } from './fault.ts'

/** The first 512 bytes of a sealed file: whose footage it is, of which hour, under which rule, after which segment. */
export type SegmentHeader = {
  /** 16 bytes each. */
  readonly site: Uint8Array
  readonly keeper: Uint8Array
  /** 32 lower-case hex characters each. */
  readonly camera: string
  readonly segment: string
  /** The civil day and hour all its minutes lie in. */
  readonly day: Day
  readonly hour: number
  /** Capture time at which it was begun, µs. */
  readonly beginsUs: number
  /** The segment of this camera before it and its last tag; null for the first. */
  readonly previous: { readonly segment: string; readonly tag: Uint8Array } | null
  readonly profileHash: Uint8Array
  readonly limitRule: string
  /** Which of the camera's imports it belongs to, from 1; 0 where the keeper itself recorded. */
  readonly importNumber: number
}

export const headerBytes = 512
const magic = Buffer.from('TACHIAI\0')
const version = 1
const ruleAt = 160
const mostRuleBytes = 318
const checksumAt = 480
const none = '0'.repeat(32)

/**
 * Big-endian: magic 8 · version u16 · length u16 · first minute of the day u32 · hour u8 · zero u8 · rule length u16 ·
 * import u32 · begins i64 · site 16 · keeper 16 · camera 16 · segment 16 · previous segment 16 · previous tag 16 ·
 * profile hash 32 · rule 320 · SHA-256 of all before 32.
 */
export function encodeHeader(header: SegmentHeader): Buffer {
  const rule = Buffer.from(header.limitRule)
  if (rule.length > mostRuleBytes) throw new RangeError('limit rule longer than 318 bytes')
  const bytes = Buffer.alloc(headerBytes)
  magic.copy(bytes)
  bytes.writeUInt16BE(version, 8)
  bytes.writeUInt16BE(headerBytes, 10)
  bytes.writeUInt32BE(firstMinute(header.day), 12)
  bytes.writeUInt8(header.hour, 16)
  bytes.writeUInt16BE(rule.length, 18)
  bytes.writeUInt32BE(header.importNumber, 20)
  bytes.writeBigInt64BE(BigInt(header.beginsUs), 24)
  bytes.set(header.site.subarray(0, 16), 32)
  bytes.set(header.keeper.subarray(0, 16), 48)
  bytes.write(header.camera, 64, 'hex')
  bytes.write(header.segment, 80, 'hex')
  bytes.write(header.previous?.segment ?? none, 96, 'hex')
  if (header.previous) bytes.set(header.previous.tag, 112)
  bytes.set(header.profileHash, 128)
  rule.copy(bytes, ruleAt)
  bytes.set(sha256(bytes.subarray(0, checksumAt)), checksumAt)
  return bytes
}

/** Throws VaultFault: `notOurs` where it is no sealed file, `damaged` where the header broke. */
export function decodeHeader(bytes: Buffer, path: string): SegmentHeader {
  if (!bytes.subarray(0, 8).equals(magic)) throw new VaultFault('notOurs', 'no sealed file', path)
  const broken = () => new VaultFault('damaged', 'broken header', path)
  if (bytes.length < headerBytes || bytes.readUInt16BE(8) !== version) throw broken()
  const checksum = sha256(bytes.subarray(0, checksumAt))
  if (!bytes.subarray(checksumAt, headerBytes).equals(checksum)) throw broken()
  const dayMinute: Minute = bytes.readUInt32BE(12)
  const previous = bytes.toString('hex', 96, 112)
  const header: SegmentHeader = {
    site: Buffer.from(bytes.subarray(32, 48)),
    keeper: Buffer.from(bytes.subarray(48, 64)),
    camera: bytes.toString('hex', 64, 80),
    segment: bytes.toString('hex', 80, 96),
    day: dayOf(dayMinute),
    hour: bytes.readUInt8(16),
    beginsUs: Number(bytes.readBigInt64BE(24)),
    previous:
      previous === none ? null : { segment: previous, tag: Buffer.from(bytes.subarray(112, 128)) },
    importNumber: bytes.readUInt32BE(20),
    profileHash: Buffer.from(bytes.subarray(128, 160)),
    limitRule: bytes.toString(
      'utf8',
      ruleAt,
      ruleAt + Math.min(bytes.readUInt16BE(18), mostRuleBytes),
    ),
  }
  if (header.hour > 23 || !encodeHeader(header).equals(bytes.subarray(0, headerBytes)))
    throw broken()
  return header
}
