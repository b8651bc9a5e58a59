import { box, text, u32, u64 } from './boxes.ts'
import { movie } from './movie.ts'
import { presentationOf } from './presentation.ts'
import { displaySize, sampleDescriptions } from './sample-entry.ts'
import { chunkOffsets, chunksOf, sampleTables } from './sample-tables.ts'
import { timingOf } from './timing.ts'
import type { UnitTable } from './unit-table.ts'

const fileType = box('ftyp', text('isom'), u32(0x200), text('isomiso2mp41'))
const mdatHeaderBytes = 16

/**
 * Write `head`, then the units' bytes untouched in the table's order, then `tail`. The index stands in front, so that
 * a player needs not look for it; it costs knowing every unit before the first byte is written.
 */
export type Plan = { readonly head: Uint8Array; readonly tail: Uint8Array }

/** Throws a RangeError where the shown units are none, or not one piece. */
export function planMp4(units: UnitTable): Plan {
  const fixed = fileType.length + mdatHeaderBytes
  const index = indexOf(units, indexBytes => fixed + indexBytes)
  return {
    head: concat(fileType, index, mdatHeader(units.payloadBytes)),
    tail: new Uint8Array(0),
  }
}

/**
 * The same in one pass: write `openMp4()`, then the units' bytes as they come, then `closeMp4(units).tail`, and put
 * `patch.bytes` at `patch.at`. Until then the file ends in a box of unknown length; nothing opens it.
 */
export function openMp4(): Uint8Array {
  return concat(fileType, box('free'), u32(0), text('mdat'))
}

/** Throws a RangeError where the shown units are none, or not one piece. */
export function closeMp4(units: UnitTable): {
  readonly tail: Uint8Array
  readonly patch: { readonly at: number; readonly bytes: Uint8Array }
} {
  const payloadAt = fileType.length + mdatHeaderBytes
  return {
    tail: indexOf(units, () => payloadAt),
    patch: { at: fileType.length, bytes: mdatHeader(units.payloadBytes) },
  }
}

/** moov for a payload that begins at `payloadAt(bytes of moov)`. */
function indexOf(units: UnitTable, payloadAt: (indexBytes: number) => number): Uint8Array {
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
  return index
}

function mdatHeader(payloadBytes: number): Uint8Array {
  return concat(u32(1), text('mdat'), u64(payloadBytes + mdatHeaderBytes))
}

function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
