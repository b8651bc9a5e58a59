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

/** The units as a byte stream with start codes (H.264 annex B), as players read it from a file. */
export function annexB(units: readonly Uint8Array[]): Uint8Array {
  const stream = new Uint8Array(units.reduce((sum, unit) => sum + 4 + unit.length, 0))
  let at = 0
  for (const unit of units) {
    stream[at + 3] = 1
    stream.set(unit, at + 4)
    at += 4 + unit.length
  }
  return stream
}
