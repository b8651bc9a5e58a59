import { startUs } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { isLive } from '#keyring/minutes.ts'
import { filesOf } from '#vault/catalogue.ts'
import { readMinute } from '#vault/read.ts'
import { scanSegment } from '#vault/scan.ts'
import type { SegmentMap } from '#vault/segment-map.ts'
import type { MinuteKeys } from '#vault/writer.ts'
import type { Custody } from '../forgetting/custody.ts'
import type { Premises } from '../premises.ts'
import type { Spool } from '../spool/spool.ts'
import { unnoticedUs } from './gap-log.ts'

/** Gaps of cameras that were down before the last stop lie at most this many events back (they are rolled). */
const eventsBack = 5000

/**
 * Until when each camera's coverage is accounted for at a start: its last picture on disk, or the end of the gaps that
 * follow it. What follows is a gap of the keeper's own. Null for a camera without either.
 *
 * After a time switched off that was longer than the retention no picture opens any more. Then the last sealed
 * minute stands for it: a camera that was there and not recorded then has a gap record that reaches further.
 */
export async function lastCovered(parts: {
  readonly disk: Disk
  readonly root: string
  readonly custody: Custody
  readonly spool: Spool
  readonly untilEvent: number
}): Promise<(camera: string) => Promise<number | null>> {
  const { spool, untilEvent } = parts
  const gaps = new Map<string, Stretch[]>()
  const sealed = await spool.lastOf('MinuteSealed')
  for await (const { event } of spool.read(Math.max(1, untilEvent - eventsBack))) {
    if (event.type !== 'GapRecorded') continue
    const known = gaps.get(event.camera)
    if (known) known.push([event.fromUs, event.toUs])
    else gaps.set(event.camera, [[event.fromUs, event.toUs]])
  }
  return async camera => {
    const dead = sealed && !isLive(parts.custody.keyring, camera, sealed.minute)
    const picture = (await lastPicture(parts, camera)) ?? (dead ? startUs(sealed.minute + 1) : null)
    return coveredFrom(picture, gaps.get(camera) ?? [])
  }
}

type Stretch = readonly [fromUs: number, toUs: number]

/**
 * Gaps count as far as they follow the last picture without a break: what lies between that picture and a later gap was
 * still waiting for the disk when the process was killed.
 */
export function coveredFrom(pictureUs: number | null, gaps: readonly Stretch[]): number | null {
  if (pictureUs === null) return gaps.length > 0 ? Math.max(...gaps.map(([, to]) => to)) : null
  let untilUs = pictureUs
  for (const [from, to] of gaps.toSorted((a, b) => a[0] - b[0])) {
    if (from - untilUs <= unnoticedUs) untilUs = Math.max(untilUs, to)
  }
  return untilUs
}

/** The same while nothing records. */
export const coveredAtRest = ({ disk, premises, custody, spool }: AtRest) =>
  lastCovered({
    disk,
    root: premises.directory,
    custody,
    spool,
    untilEvent: spool.head.n,
  })
type AtRest = Omit<Parameters<typeof lastCovered>[0], 'root' | 'untilEvent'> & {
  readonly premises: Premises
}

/** Hours of own footage to look into: after a long time switched off every file may be dead, and a start must not read them all. */
const newest = 4

/** The newest picture that still opens; a torn tail ends before it. Files of one hour stand in no order. */
async function lastPicture(
  { disk, root, custody }: { disk: Disk; root: string; custody: Custody },
  camera: string,
): Promise<number | null> {
  const files = await filesOf(disk, root, camera)
  const hours = [...Map.groupBy(files, ({ day, hour }) => `${day} ${hour}`).values()]
  let looked = 0
  for (const hour of hours.toReversed()) {
    if (looked === newest) break
    let last: number | null = null
    let own = false
    for (const { path } of hour) {
      const map = await scanSegment(disk, path).catch(() => null)
      // What was brought in from elsewhere, the keeper did not record.
      const brought = map !== null && map.header.importNumber > 0
      own ||= !brought
      if (map === null || brought) continue
      const found = await lastIn(disk, map, at => custody.minuteKey(camera, at))
      if (found !== null) last = Math.max(last ?? 0, found)
    }
    if (last !== null) return last
    if (own) looked += 1
  }
  return null
}

async function lastIn(disk: Disk, map: SegmentMap, keys: MinuteKeys): Promise<number | null> {
  for (const { minute } of map.minutes.toReversed()) {
    const last = await lastOf(disk, map, minute, keys)
    if (last !== null) return last
  }
  return null
}

async function lastOf(
  ...[disk, map, minute, keys]: Parameters<typeof readMinute>
): Promise<number | null> {
  let last: number | null = null
  try {
    for await (const piece of readMinute(disk, map, minute, keys)) {
      if (piece.kind === 'units') last = piece.units.at(-1)?.captureUs ?? last
    }
  } catch {
    // An erased or broken minute shows no picture; what was read before the break counts.
  }
  return last
}
