export const nalType = { slice: 1, idr: 5, sps: 7, pps: 8 } as const

/**
 * A NAL unit without start code: the header byte (every unit of ours is a reference) and the RBSP with
 * emulation prevention, a 3 before any byte 0–3 that follows two zeros (H.264 clause 7.4.1).
 */
export function nalUnit(type: number, rbsp: Uint8Array): Uint8Array {
  const unit = new Uint8Array(1 + rbsp.length + Math.ceil(rbsp.length / 2))
  unit[0] = 0x60 | type
  let length = 1
  let zeros = 0
  for (const byte of rbsp) {
    if (zeros === 2 && byte <= 3) {
      unit[length++] = 3
      zeros = 0
    }
    unit[length++] = byte
    zeros = byte === 0 ? zeros + 1 : 0
  }
  return unit.slice(0, length)
}
