import type { Codec, ParameterSets } from '#video/access-unit.ts'

const codecs: readonly Codec[] = ['h264', 'h265']
const kinds = ['vps', 'sps', 'pps'] as const

/** codec u8 (1 H.264, 2 H.265) · run i64 · for VPS, SPS, PPS: count u8, then each length u16 ‖ NAL unit. Throws RangeError beyond 255 sets or 65,535 bytes. */
export function initBytes(sets: ParameterSets, runUs: number): Buffer {
  const parts: Buffer[] = [Buffer.alloc(9)]
  parts[0]!.writeUInt8(codecs.indexOf(sets.codec) + 1, 0)
  parts[0]!.writeBigInt64BE(BigInt(runUs), 1)
  for (const kind of kinds) {
    const count = Buffer.alloc(1)
    count.writeUInt8(sets[kind].length)
    parts.push(count)
    for (const nal of sets[kind]) {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(nal.length)
      parts.push(length, Buffer.from(nal))
    }
  }
  return Buffer.concat(parts)
}

/** Null where the bytes are no parameter sets. */
export function readInit(bytes: Buffer): { sets: ParameterSets; runUs: number } | null {
  const codec = codecs[(bytes[0] ?? 0) - 1]
  if (codec === undefined || bytes.length < 9) return null
  const found: Record<(typeof kinds)[number], Uint8Array[]> = { vps: [], sps: [], pps: [] }
  let at = 9
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
  if (at !== bytes.length) return null
  return { sets: { codec, ...found }, runUs: Number(bytes.readBigInt64BE(1)) }
}
