import type { Minute } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import type { Piece } from './pieces.ts'
import type { SegmentMap } from './segment-map.ts'
import type { MinuteKeys } from './writer.ts'

/** Path of a segment by its id, for lead-ins that reach into the file before; null where it is gone. */
export type Locate = (segment: string) => Promise<string | null>

/**
 * Opens a minute of one segment, record by record; ends with an `end` piece.
 * Throws VaultFault: `noKey`, `missing` (released or not in this file), `tampered`. Units already handed out were genuine.
 */
export async function* readMinute(
  disk: Disk,
  map: SegmentMap,
  minute: Minute,
  keys: MinuteKeys,
  locate: Locate = async () => null,
): AsyncGenerator<Piece> {
  throw new Error(`not yet: ${disk} ${map} ${minute} ${keys} ${locate}`)
  yield undefined as never
}

/**
 * Opens [from, to) of a camera over all its segments, footage and held alike: lead-in only before the first unit,
 * minutes without a key or without footage are left out.
 */
export async function* readRange(
  source: { disk: Disk; root: string; camera: string; keys: MinuteKeys },
  from: Minute,
  to: Minute,
): AsyncGenerator<Piece & { readonly minute: Minute }> {
  throw new Error(`not yet: ${source} ${from} ${to}`)
  yield undefined as never
}
