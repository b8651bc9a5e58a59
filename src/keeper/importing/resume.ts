import { dayOf, minuteOf } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { filesOf, type SegmentFile } from '#vault/catalogue.ts'
import { VaultFault } from '#vault/fault.ts'
import type { Piece } from '#vault/pieces.ts'
import { readMinute } from '#vault/read.ts'
import { scanSegment } from '#vault/scan.ts'
import type { Seal } from '#vault/seal.ts'
import type { SegmentMap } from '#vault/segment-map.ts'
import type { MinuteKeys } from '#vault/writer.ts'
import type { Take } from './takes.ts'

/** The unit from which a broken import goes on. */
export type ResumeMark = { readonly captureUs: number; readonly ptsTicks: number }

/** Causes that the vault itself writes where it could not keep what it was given. */
const holes = new Set(['disk', 'overflow', 'oversized'])

export type TakenUpAgain = {
  /** Null: from the beginning. */
  readonly mark: ResumeMark | null
  /** What stands sealed before it, to be signed with the rest: nothing of it was yet. */
  readonly units: number
  readonly seals: readonly Seal[]
}

/**
 * Where an import that broke off is taken up again. The last of its files that begins with a key frame,
 * and what follows it, is thrown away: its end may be torn, and it is on the medium still. Everything
 * before it was finished in order.
 */
export async function takeUpAgain(
  { disk, root, keys }: { disk: Disk; root: string; keys: MinuteKeys },
  camera: string,
  take: Take,
): Promise<TakenUpAgain> {
  const files = await filesOfTake(disk, root, camera, take)
  let from = 0
  let mark: ResumeMark | null = null
  for (const [index, { map }] of files.entries()) {
    const first = await beginningOf(disk, map, keys)
    if (first === 'hole') break
    if (first?.key) {
      from = index
      mark = { captureUs: first.captureUs, ptsTicks: first.ptsTicks }
    }
  }
  for (const { file } of files.slice(from)) await disk.remove(file.path)
  for (const folder of new Set(files.slice(from).map(({ file }) => folderOf(file)))) {
    await disk.syncDirectory(folder)
  }
  let units = 0
  const seals: Seal[] = []
  for (const { map } of files.slice(0, from)) {
    for await (const piece of openable(disk, map, keys)) {
      if (piece.kind === 'units') units += piece.units.length
      if (piece.kind === 'end' && piece.seal) seals.push(piece.seal)
    }
  }
  return { mark, units, seals }
}

/** What still opens of a file, in order. */
async function* openable(disk: Disk, map: SegmentMap, keys: MinuteKeys): AsyncGenerator<Piece> {
  for (const { minute } of map.minutes) {
    try {
      yield* readMinute(disk, map, minute, keys)
    } catch (fault) {
      // Erased meanwhile, or torn.
      if (!(fault instanceof VaultFault)) throw fault
    }
  }
}

/** The sealed files of an import, in the order in which they were written. */
async function filesOfTake(disk: Disk, root: string, camera: string, take: Take) {
  const days = { from: dayOf(minuteOf(take.fromUs)), to: dayOf(minuteOf(take.toUs)) }
  const found: { file: SegmentFile; map: SegmentMap }[] = []
  for (const file of await filesOf(disk, root, camera, days)) {
    const map = await scanSegment(disk, file.path, 'records').catch(() => null)
    if (map?.header.importNumber === take.number) found.push({ file, map })
  }
  return found.sort((a, b) => a.map.header.beginsUs - b.map.header.beginsUs)
}

/** The first unit of a file; 'hole' where something is missing before it; null where nothing opens. */
async function beginningOf(disk: Disk, map: SegmentMap, keys: MinuteKeys) {
  for await (const piece of openable(disk, map, keys)) {
    if (piece.kind === 'gap' && holes.has(piece.gap.cause)) return 'hole'
    if (piece.kind === 'units') return piece.units[0] ?? null
  }
  return null
}

const folderOf = ({ path }: SegmentFile): string => path.slice(0, path.lastIndexOf('/'))
