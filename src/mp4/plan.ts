import { joined } from '#video/joined.ts'
import { box, text, u32, u64 } from './boxes.ts'
import { movie } from './movie.ts'
import { type Presentation, presentationOf } from './presentation.ts'
import { displaySize, sampleDescriptions } from './sample-entry.ts'
import { chunkOffsets, chunksOf, sampleTables } from './sample-tables.ts'
import { timingOf } from './timing.ts'
import type { UnitTable } from './unit-table.ts'

const fileType = box('ftyp', text('isom'), u32(0x200), text('isomiso2mp41'))
const mdatHeaderBytes = 16

/**
 * A playable file: write `head`, then the units' bytes untouched in the table's order. The index stands in front, so that a
 * player needs not look for it; it costs knowing every unit before the first byte is written.
 * Throws a RangeError where nothing is shown, or an unshown picture lies between shown ones.
 */
export function planMp4(units: UnitTable): {
  readonly head: Uint8Array
  readonly presentation: Presentation
} {
  const fixed = fileType.length + mdatHeaderBytes
  const { index, presentation } = indexOf(units, indexBytes => fixed + indexBytes)
  return { head: joined([fileType, index, mdatHeader(units.payloadBytes)]), presentation }
}

/**
 * The same in one pass: write these bytes, then the units as they come, then the `tail` of `closeMp4`, and put
 * `patch.bytes` at `patch.at`. Until then the file ends in a box of unknown length and does not open.
 */
export function openMp4(): Uint8Array {
  return joined([fileType, box('free'), u32(0), text('mdat')])
}

/** Throws as `planMp4`. */
export function closeMp4(units: UnitTable): {
  readonly tail: Uint8Array
  readonly patch: { readonly at: number; readonly bytes: Uint8Array }
  readonly presentation: Presentation
} {
  const { index, presentation } = indexOf(units, () => fileType.length + mdatHeaderBytes)
  const patch = { at: fileType.length, bytes: mdatHeader(units.payloadBytes) }
  return { tail: index, patch, presentation }
}

/** moov for a payload that begins at `payloadAt(bytes of moov)`. */
function indexOf(
  units: UnitTable,
  payloadAt: (indexBytes: number) => number,
): { readonly index: Uint8Array; readonly presentation: Presentation } {
  const timing = timingOf(units)
  const presentation = presentationOf(units, timing)
  const { groups, starts } = chunksOf(units)
  // No index fills the other 2 GiB, so the kind of offset can be chosen before the size of the index is known.
  const wide = units.payloadBytes > 0x7fffffff
  const place = chunkOffsets(starts, 0, wide)
  const tables = sampleTables(units, timing, sampleDescriptions(units.sets), groups, place)
  const index = movie(presentation, timing.endTicks, displaySize(units.sets[0]!), tables)
  const offsets = chunkOffsets(starts, payloadAt(index.length), wide)
  index.set(offsets, index.length - offsets.length)
  return { index, presentation }
}

function mdatHeader(payloadBytes: number): Uint8Array {
  return joined([u32(1), text('mdat'), u64(payloadBytes + mdatHeaderBytes)])
}
