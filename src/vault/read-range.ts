import { addDays, dayOf, hourOf, type Minute } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { filesOf, type SegmentFile } from './catalogue.ts'
import { VaultFault } from './fault.ts'
import type { Piece } from './pieces.ts'
import { type Check, readMinute } from './read.ts'
import { scanSegment } from './scan.ts'
import { placeOf, type SegmentMap } from './segment-map.ts'
import type { MinuteKeys } from './writer.ts'

export type Source = {
  readonly disk: Disk
  readonly root: string
  readonly camera: string
  readonly keys: MinuteKeys
  /** tags where left out. */
  readonly check?: Check
}

/**
 * Opens [from, to) of a camera over all its segments, footage and held alike, in order of time. A lead-in comes
 * only where the minute before was not read. Minutes without a key or without footage are left out.
 * Throws VaultFault `tampered` or `damaged`; what came before was genuine.
 */
export async function* readRange(
  source: Source,
  from: Minute,
  to: Minute,
): AsyncGenerator<Piece & { readonly minute: Minute }> {
  const { disk, root, camera, keys, check } = source
  const days = { from: addDays(dayOf(from), -1), to: dayOf(to) }
  const files = await filesOf(disk, root, camera, days)
  const locate = async (segment: string) =>
    files.find(file => file.segment === segment)?.path ?? null
  let open: { hour: string; maps: readonly SegmentMap[] } = { hour: '', maps: [] }
  let read: Minute | null = null
  for (let minute = from; minute < to; minute++) {
    const hour = `${dayOf(minute)} ${hourOf(minute)}`
    if (open.hour !== hour) open = { hour, maps: await mapsOfHour(disk, files, minute) }
    for (const map of open.maps) {
      if (placeOf(map, minute) === undefined) continue
      const follows = read !== null && minute - read <= 1
      try {
        for await (const piece of readMinute(disk, map, minute, keys, locate, check)) {
          if (follows && isOnlyForAlone(piece)) continue
          yield { ...piece, minute }
          read = minute
        }
      } catch (fault) {
        const absent = fault instanceof VaultFault && /noKey|missing/.test(fault.kind)
        if (!absent) throw fault
      }
    }
  }
}

/** What a minute needs only where the one before is not at hand. */
const isOnlyForAlone = (piece: Piece): boolean =>
  piece.kind === 'leadIn' ||
  (piece.kind === 'gap' && /^(undecodable|leadInMissing)$/.test(piece.gap.cause))

async function mapsOfHour(
  disk: Disk,
  files: readonly SegmentFile[],
  minute: Minute,
): Promise<readonly SegmentMap[]> {
  const maps: SegmentMap[] = []
  for (const file of files) {
    if (file.day !== dayOf(minute) || file.hour !== hourOf(minute)) continue
    const map = await mapOf(disk, file)
    // A held copy made just before a crash stands beside its original, alike.
    const isTwice = maps.some(({ header }) => header.segment === file.segment)
    if (map !== null && !isTwice) maps.push(map)
  }
  return maps.sort((a, b) => a.header.beginsUs - b.header.beginsUs)
}

/** Null where nothing was ever sealed in it, or where it is not the file its name says. */
export async function mapOf(disk: Disk, file: SegmentFile): Promise<SegmentMap | null> {
  try {
    const map = await scanSegment(disk, file.path)
    const { camera, segment, day, hour } = map.header
    const isNamed =
      camera === file.camera && segment === file.segment && day === file.day && hour === file.hour
    return isNamed ? map : null
  } catch (fault) {
    if (fault instanceof VaultFault) return null
    throw fault
  }
}
