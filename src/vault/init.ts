import type { AsShot, Codec, DecoderSetup } from '#video/access-unit.ts'

const codecs: readonly Codec[] = ['h264', 'h265']
const asShot = 3
const kinds = ['vps', 'sps', 'pps'] as const
const headBytes = 9

/**
 * codec u8 (1 H.264, 2 H.265, 3 as shot) · run i64, then
 * H.264, H.265: for VPS, SPS, PPS count u8, then each length u16 ‖ NAL unit. Throws RangeError beyond 255 sets or 65,535 bytes.
 * As shot: length of the name u8 ‖ name ‖ what its decoder needs, to the end. Throws RangeError for a name of more than 60 bytes.
 */
export function initBytes(setup: DecoderSetup, runUs: number): Buffer {
  const head = Buffer.alloc(headBytes)
  head.writeUInt8(setup.codec === 'asShot' ? asShot : codecs.indexOf(setup.codec) + 1, 0)
  head.writeBigInt64BE(BigInt(runUs), 1)
  if (setup.codec === 'asShot') return Buffer.concat([head, ...namedParts(setup)])
  const parts: Buffer[] = [head]
  for (const kind of kinds) {
    const count = Buffer.alloc(1)
    count.writeUInt8(setup[kind].length)
    parts.push(count)
    for (const nal of setup[kind]) {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(nal.length)
      parts.push(length, Buffer.from(nal))
    }
  }
  return Buffer.concat(parts)
}

const longestName = 60

function namedParts({ name, extradata }: AsShot): readonly Uint8Array[] {
  const bytes = Buffer.from(name)
  if (bytes.length > longestName) throw new RangeError('a codec of a long name')
  return [Buffer.of(bytes.length), bytes, extradata]
}

/** Null where the bytes set up no decoder. */
export function readInit(bytes: Buffer): { sets: DecoderSetup; runUs: number } | null {
  if (bytes.length < headBytes) return null
  const runUs = Number(bytes.readBigInt64BE(1))
  if (bytes[0] === asShot) {
    const end = headBytes + 1 + (bytes[headBytes] ?? 0)
    if (bytes.length < end || end > headBytes + 1 + longestName) return null
    const name = bytes.toString('utf8', headBytes + 1, end)
    return { sets: { codec: 'asShot', name, extradata: Buffer.from(bytes.subarray(end)) }, runUs }
  }
  const codec = codecs[bytes[0]! - 1]
  if (codec === undefined) return null
  const found: Record<(typeof kinds)[number], Uint8Array[]> = { vps: [], sps: [], pps: [] }
  let at = headBytes
  for (const kind of kinds) {
    const count = bytes[at++]
    if (count === undefined) return null
    for (let i = 0; i < count; i++) {
      if (at + 2 > bytes.length) return null
      const end = at + 2 + bytes.readUInt16BE(at)
      if (end > bytes.length) return null
      found[kind].push(Buffer.from(bytes.subarray(at + 2, end)))
      at = end
    }
  }
  return at === bytes.length ? { sets: { codec, ...found }, runUs } : null
}
