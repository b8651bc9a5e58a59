/**
 * Walks the NAL units of an access unit (each behind its length, u32 big-endian) without making an object:
 *
 *   for (let at = 0, end = nalEnd(unit, 0); end !== -1; at = end, end = nalEnd(unit, at)) {
 *     // the NAL unit is unit[at + 4] … unit[end - 1]; it may be empty
 *   }
 *
 * Gives the offset behind the unit whose length stands at `at`; -1 at the end and where the bytes are cut short.
 */
export function nalEnd(unit: Uint8Array, at: number): number {
  if (at + 4 > unit.length) return -1
  const length =
    unit[at]! * 0x1000000 + ((unit[at + 1]! << 16) | (unit[at + 2]! << 8) | unit[at + 3]!)
  const end = at + 4 + length
  return end > unit.length ? -1 : end
}

/** True if the bytes are whole NAL units to the last byte, none of them empty, at least one. */
export function isWellFormed(unit: Uint8Array): boolean {
  let last = 0
  for (let at = 0, end = nalEnd(unit, 0); end !== -1; at = end, end = nalEnd(unit, at)) {
    if (end === at + 4) return false
    last = end
  }
  return last > 0 && last === unit.length
}

/** NAL units without start codes → the bytes of one access unit. */
export function joinNals(nals: readonly Uint8Array[]): Uint8Array {
  const unit = new Uint8Array(nals.reduce((sum, nal) => sum + 4 + nal.length, 0))
  const view = new DataView(unit.buffer)
  let at = 0
  for (const nal of nals) {
    view.setUint32(at, nal.length)
    unit.set(nal, at + 4)
    at += 4 + nal.length
  }
  return unit
}
