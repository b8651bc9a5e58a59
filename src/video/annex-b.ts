import type { Codec } from './access-unit.ts'
import * as h264 from './h264.ts'
import * as h265 from './h265.ts'
import { joinNals } from './nal-units.ts'

/**
 * A byte stream (start codes; ISO/IEC 14496-10 and 23008-2 annex B) → its access units, NAL units behind u32 lengths.
 * Whole streams in memory; trusted streams: slices in order, nothing lost.
 */
export function accessUnits(codec: Codec, stream: Uint8Array): Uint8Array[] {
  const { isPicture, beginsPicture, nalType } = codec === 'h264' ? h264 : h265
  // What may only stand before the first slice of a picture (7.4.1.2.3, 7.4.2.4.4).
  const opens = (type: number): boolean =>
    codec === 'h264' ? type >= 6 && type <= 9 : (type >= 32 && type <= 35) || type === 39
  const units: Uint8Array[] = []
  let nals: Uint8Array[] = []
  let hasPicture = false
  for (const nal of nalsOf(stream)) {
    if (hasPicture && (beginsPicture(nal, 0) || opens(nalType(nal[0]!)))) {
      units.push(joinNals(nals))
      nals = []
      hasPicture = false
    }
    nals.push(nal)
    hasPicture ||= isPicture(nal[0]!)
  }
  if (nals.length > 0) units.push(joinNals(nals))
  return units
}

/** The NAL units between start codes, without the zeros that may stand around those. */
export function* nalsOf(stream: Uint8Array): Generator<Uint8Array> {
  let from = -1
  for (let at = nextStartCode(stream, 0); ; at = nextStartCode(stream, at + 3)) {
    if (from !== -1) {
      let end = at
      while (end > from && stream[end - 1] === 0) end--
      if (end > from) yield stream.subarray(from, end)
    }
    if (at === stream.length) return
    from = at + 3
  }
}

/** The offset of the next 00 00 01; the stream's length where there is none. */
function nextStartCode(stream: Uint8Array, from: number): number {
  for (let at = stream.indexOf(1, from + 2); at !== -1; at = stream.indexOf(1, at + 1)) {
    if (stream[at - 1] === 0 && stream[at - 2] === 0) return at - 2
  }
  return stream.length
}
