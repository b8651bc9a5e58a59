import type { Minute } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { faultOf, VaultFault } from './fault.ts'
import { readGap } from './gap.ts'
import { readInit } from './init.ts'
import { openLeadIn } from './lead-in-units.ts'
import { MinuteTree } from './minute-tree.ts'
import { MinuteAtHand, type Opened, openMinute } from './open-minute.ts'
import type { Piece } from './pieces.ts'
import { scanSegment } from './scan.ts'
import type { SegmentMap } from './segment-map.ts'
import { readUnits } from './unit-table.ts'
import type { MinuteKeys } from './writer.ts'

/** Path of a segment by its id, for lead-ins that reach into the file before; null where it is gone. */
export type Locate = (segment: string) => Promise<string | null>

const nowhere: Locate = async () => null

/** tags: every record, against the one before it. seals: also every minute as a whole, against the seal at its end where it has one. */
export type Check = 'tags' | 'seals'

/**
 * Opens a minute of one segment, record by record; ends with an `end` piece.
 * Throws VaultFault: `noKey`, `missing` (released, not in this file, or the file is gone), `tampered`. Units already handed out were genuine.
 * A footer that misleads is found out by the records: they are walked then.
 */
export async function* readMinute(
  disk: Disk,
  map: SegmentMap,
  minute: Minute,
  keys: MinuteKeys,
  locate: Locate = nowhere,
  check: Check = 'tags',
): AsyncGenerator<Piece> {
  let begun = false
  try {
    for await (const piece of pieces(disk, map, minute, keys, locate, check)) {
      begun = true
      yield piece
    }
  } catch (fault) {
    const known = faultOf(fault, map.path)
    if (begun || !map.closed || (known instanceof VaultFault && known.kind === 'noKey')) throw known
    const walked = await scanSegment(disk, map.path, 'records')
    yield* pieces(disk, walked, minute, keys, locate, check)
  }
}

async function* pieces(
  disk: Disk,
  map: SegmentMap,
  minute: Minute,
  keys: MinuteKeys,
  locate: Locate,
  check: Check,
): AsyncGenerator<Piece> {
  const at = new MinuteAtHand(map, minute, keys)
  const tree = check === 'seals' ? new MinuteTree(map.header.camera, at.ck) : null
  try {
    for await (const opened of openMinute(disk, map, minute, at)) {
      if (opened.kind === 'end') {
        if (opened.seal !== null) tree?.mustBe(opened.seal, map.path)
        yield opened
      } else if (opened.kind === 'leadIn') {
        yield* openLeadIn(disk, map, opened.plain, opened.head, locate)
      } else {
        const piece = pieceOf(opened, map.path)
        tree?.add(opened, piece)
        yield piece
      }
    }
  } finally {
    at.wipe()
  }
}

/** What a record says. Throws VaultFault `damaged` where its content holds but is none of ours. */
export function pieceOf(
  { kind, head, plain }: Exclude<Opened, { kind: 'end' }>,
  path: string,
): Piece {
  const units = kind === 'units' ? readUnits(plain, head.firstUs) : null
  if (units) return { kind: 'units', units }
  const init = kind === 'init' ? readInit(plain) : null
  if (init) return { kind: 'init', ...init }
  const gap = kind === 'gap' ? readGap(plain) : null
  if (gap) return { kind: 'gap', gap }
  throw new VaultFault('damaged', `content of a record of kind ${kind}`, path)
}
