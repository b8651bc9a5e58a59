import { createCipheriv, createDecipheriv } from 'node:crypto'
import { crc32 } from 'node:zlib'

export const kinds = {
  init: 1,
  units: 2,
  leadIn: 3,
  gap: 4,
  seal: 5,
  footer: 6,
  released: 7,
} as const
export type Kind = keyof typeof kinds
const kindOf = new Map<number, Kind>(Object.entries(kinds).map(([kind, n]) => [n, kind as Kind]))

/** The clear fields of a record. */
export type Head = {
  /** Of the whole record: head, content and tag. */
  readonly length: number
  readonly kind: Kind
  /** Begins with a key frame. */
  readonly key: boolean
  /** Minute of the civil day, 0 … 1439. */
  readonly minuteIndex: number
  /** Group of pictures, counted from 1 over the segment; 0 for notes. */
  readonly group: number
  /** Counted over the whole segment, never again from 0: the nonce. */
  readonly counter: number
  readonly durationUs: number
  readonly firstUs: number
}

export const headBytes = 36
export const tagBytes = 16
export const frameBytes = headBytes + tagBytes
/** No writer makes a longer record (`released`, which has no content, excepted). */
export const longestRecord = 48 << 20
export const mark = Buffer.from('TCHR')

/** Big-endian: mark 4 · length u32 · kind u8 · flags u8 (1: key frame) · minute u16 · group u32 · counter u32 · duration u32 · first i64 · CRC-32 of all before u32. */
export function encodeHead(head: Head): Buffer {
  const bytes = Buffer.allocUnsafe(headBytes)
  mark.copy(bytes)
  bytes.writeUInt32BE(head.length, 4)
  bytes.writeUInt8(kinds[head.kind], 8)
  bytes.writeUInt8(head.key ? 1 : 0, 9)
  bytes.writeUInt16BE(head.minuteIndex, 10)
  bytes.writeUInt32BE(head.group, 12)
  bytes.writeUInt32BE(head.counter, 16)
  bytes.writeUInt32BE(Math.max(0, Math.min(head.durationUs, 0xffffffff)), 20)
  bytes.writeBigInt64BE(BigInt(head.firstUs), 24)
  bytes.writeUInt32BE(crc32(bytes.subarray(0, 32)), 32)
  return bytes
}

/** Null where no whole, sound head stands at `at`. The CRC tells a torn head, not a forged one: the tag does that. */
export function decodeHead(bytes: Buffer, at = 0): Head | null {
  if (at + headBytes > bytes.length || bytes.compare(mark, 0, 4, at, at + 4) !== 0) return null
  const kind = kindOf.get(bytes[at + 8]!)
  const flags = bytes[at + 9]!
  if (kind === undefined || flags > 1) return null
  if (crc32(bytes.subarray(at, at + 32)) !== bytes.readUInt32BE(at + 32)) return null
  const length = bytes.readUInt32BE(at + 4)
  if (kind === 'released' ? length < headBytes : length < frameBytes || length > longestRecord) {
    return null
  }
  return {
    length,
    kind,
    key: flags === 1,
    minuteIndex: bytes.readUInt16BE(at + 10),
    group: bytes.readUInt32BE(at + 12),
    counter: bytes.readUInt32BE(at + 16),
    durationUs: bytes.readUInt32BE(at + 20),
    firstUs: Number(bytes.readBigInt64BE(at + 24)),
  }
}

/** 8 zero bytes ‖ counter u32. */
function nonceOf(head: Uint8Array): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.set(head.subarray(16, 20), 8)
  return nonce
}

/** AES-256-GCM in one pass; associated data: the head and the tag before. */
export function sealRecord(
  key: Uint8Array,
  head: Uint8Array,
  previousTag: Uint8Array,
  plain: Uint8Array,
): { readonly content: Buffer; readonly tag: Buffer } {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(head))
  cipher.setAAD(Buffer.concat([head, previousTag]))
  const content = cipher.update(plain)
  cipher.final()
  return { content, tag: cipher.getAuthTag() }
}

/** The plain content of a whole record; null where the tag does not hold. */
export function openRecord(
  key: Uint8Array,
  record: Uint8Array,
  previousTag: Uint8Array,
): Buffer | null {
  const head = record.subarray(0, headBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(head), { authTagLength: tagBytes })
  decipher.setAAD(Buffer.concat([head, previousTag]))
  decipher.setAuthTag(record.subarray(record.length - tagBytes))
  const plain = decipher.update(record.subarray(headBytes, record.length - tagBytes))
  try {
    decipher.final()
    return plain
  } catch {
    return null
  }
}
