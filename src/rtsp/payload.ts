import { StreamFault } from './stream-end.ts'
import type { UnitBuilder } from './unit-builder.ts'

/** Adds one RTP payload to the access unit it belongs to. What cannot be a payload damages the unit. */
export type TakePayload = (unit: UnitBuilder, bytes: Uint8Array, from: number, to: number) => void

/** RFC 6184: single NAL unit, STAP-A, FU-A. The interleaved packets of mode 2 end the stream. */
export const takeH264: TakePayload = (unit, bytes, from, to) => {
  if (from === to) return
  const header = bytes[from]!
  const type = header & 0x1f
  if (type >= 1 && type <= 23) unit.nal(bytes, from, to)
  else if (type === 24) takeAggregate(unit, bytes, from + 1, to, 1)
  else if (type === 28) {
    if (to - from < 3) return unit.damage()
    const fu = bytes[from + 1]!
    takeFragment(unit, fu, (header & 0xe0) | (fu & 0x1f), -1, bytes, from + 2, to)
  } else if (type >= 25 && type <= 29) {
    throw new StreamFault('unsupported', 'H264 in interleaved packets (mode 2) is not recorded')
  }
}

/** RFC 7798 without decoding order numbers: single NAL unit, AP, FU. PACI (type 50) ends the stream. */
export const takeH265: TakePayload = (unit, bytes, from, to) => {
  if (from === to) return
  if (to - from < 3) return unit.damage()
  const type = (bytes[from]! >> 1) & 0x3f
  if (type < 48) unit.nal(bytes, from, to)
  else if (type === 48) takeAggregate(unit, bytes, from + 2, to, 2)
  else if (type === 49) {
    const fu = bytes[from + 2]!
    const header = (bytes[from]! & 0x81) | ((fu & 0x3f) << 1)
    takeFragment(unit, fu, header, bytes[from + 1]!, bytes, from + 3, to)
  } else if (type === 50) {
    throw new StreamFault('unsupported', 'H265 in PACI packets is not recorded')
  }
}

/** RFC 6184 5.7.1, RFC 7798 4.4.2: NAL units, each behind its size in two bytes. */
function takeAggregate(
  unit: UnitBuilder,
  bytes: Uint8Array,
  from: number,
  to: number,
  leastBytes: number,
): void {
  for (let at = from; at < to; ) {
    const next = at + 2 + ((bytes[at]! << 8) | (bytes[at + 1] ?? 0))
    if (next > to || next - at - 2 < leastBytes) {
      unit.damage()
      return
    }
    unit.nal(bytes, at + 2, next)
    at = next
  }
}

/** RFC 6184 5.8, RFC 7798 4.4.3. A fragment that is first and last at once is forbidden, but whole. */
function takeFragment(
  unit: UnitBuilder,
  fu: number,
  header: number,
  header2: number,
  bytes: Uint8Array,
  from: number,
  to: number,
): void {
  if (fu & 0x80) unit.firstFragment(header, header2, bytes, from, to)
  else unit.nextFragment(bytes, from, to)
  if (fu & 0x40) unit.lastFragment()
}
