import { addDays, dayOf, firstMinute, type Minute, minuteOf } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { filesOf, type SegmentFile } from './catalogue.ts'
import { VaultFault } from './fault.ts'
import { copyHeld } from './held.ts'
import { keptSpan, leadInFrom, type Need } from './needs.ts'
import { dayFolder } from './paths.ts'
import { punchMinute } from './punch.ts'
import { scanSegment } from './scan.ts'
import type { SegmentMap } from './segment-map.ts'

/** living: its key stands in the day's tree. held: only a hold keeps it. dead: neither. */
export type Life = 'living' | 'held' | 'dead'

export type Release = {
  readonly disk: Disk
  readonly root: string
  readonly camera: string
  readonly lifeOf: (minute: Minute) => Life
  /** Dead minutes of [from, to) are given back, and the earlier tails they had kept; a wider range only costs time. */
  readonly from: Minute
  readonly to: Minute
  /** Segments being written (`Writer.segment`), asked at each file: punched, never unlinked. */
  readonly open: Pick<ReadonlySet<string>, 'has'>
  /** Asked before each file: true leaves the rest for another call. */
  readonly stopped?: () => boolean
}

export type Released = {
  readonly punchedBytes: number
  readonly overwrittenBytes: number
  readonly unlinked: readonly string[]
  /** Files made in `held/`. */
  readonly heldCopies: readonly string[]
  /** Dead records that stay because a living or held minute begins inside their group. */
  readonly neededBytes: number
  /** Files that could not be worked on: to be tried again and alarmed. */
  readonly failed: readonly { readonly path: string; readonly cause: unknown }[]
  /** Files were left for another call. */
  readonly stopped: boolean
}

type Doing = { -readonly [key in keyof Released]: Released[key] }
/** How far back a lead-in may reach, in minutes (`lead-in.ts`). */
const longestReach = 64

/**
 * Step 7 of forgetting: gives back what dead minutes occupy in `footage/` and `held/`, unlinks a file when no minute of its
 * hour lives, after copying its held minutes verbatim to `held/`. Idempotent; a crash in between is made good by the next
 * call over the same range. Never rejects for one file: what failed is listed.
 *
 * Earlier minutes go first: the lead-in that says how far a dead minute had reached back goes last.
 */
export async function releaseFootage(release: Release): Promise<Released> {
  const { disk, root, camera, from, to, lifeOf } = release
  const done: Doing = {
    punchedBytes: 0,
    overwrittenBytes: 0,
    unlinked: [],
    heldCopies: [],
    neededBytes: 0,
    failed: [],
    stopped: false,
  }
  const days = { from: addDays(dayOf(from), -1), to: dayOf(to) }
  const files: { file: SegmentFile; map: SegmentMap | null }[] = []
  for (const file of await filesOf(disk, root, camera, days)) {
    if (!overlaps(file, from - longestReach - 60, to + 1)) continue
    try {
      files.push({ file, map: await mapped(disk, file) })
    } catch (cause) {
      done.failed = [...done.failed, { path: file.path, cause }]
    }
  }
  const maps = files.flatMap(({ map }) => map ?? [])
  const needs: Need[] = []
  let reach = from
  // Over whole hours: an hour unlinked now takes along what a hold within it needs. Where there is no file there is nothing to look at.
  const oldest = Math.min(...files.map(({ file }) => firstMinute(file.day) + 60 * file.hour))
  const first = Math.max(Math.floor((from - longestReach) / 60) * 60, oldest)
  for (let minute = first; minute <= to; minute++) {
    const life = lifeOf(minute)
    const dies = life === 'dead' && minute >= from && minute < to
    if (!dies && (life === 'dead' || lifeOf(minute - 1) !== 'dead')) continue
    const fromUs = await leadInFrom(disk, maps, minute)
    if (fromUs === null) continue
    if (life === 'dead') reach = Math.min(reach, minuteOf(fromUs))
    else needs.push({ fromUs, minute, life })
  }
  for (const { file, map } of files) {
    if (!overlaps(file, reach, to)) continue
    done.stopped ||= release.stopped?.() ?? false
    if (done.stopped) break
    try {
      // What goes whole is not punched minute by minute first: after a day off that would be hours of work.
      const nothingHeld = needs.every(({ life }) => life === 'living') && isDead(release, file)
      if (nothingHeld && (await unlinkDead(release, file, map, needs, done))) continue
      if (map !== null) await punchDead(release, map, needs, { from: reach, to }, done)
      if (!nothingHeld) await unlinkDead(release, file, map, needs, done)
    } catch (cause) {
      done.failed = [...done.failed, { path: file.path, cause }]
    }
  }
  return done
}

const overlaps = (file: SegmentFile, from: Minute, to: Minute): boolean => {
  const first = firstMinute(file.day) + 60 * file.hour
  return first < to && first + 60 > from
}

const livesOf = ({ lifeOf }: Release, { day, hour }: SegmentFile): readonly Life[] => {
  const first = firstMinute(day) + 60 * hour
  return Array.from({ length: 60 }, (_, i) => lifeOf(first + i))
}
const isDead = (release: Release, file: SegmentFile): boolean =>
  livesOf(release, file).every(life => life === 'dead')

/** Null where nothing was ever sealed behind its name. */
async function mapped(disk: Disk, file: SegmentFile): Promise<SegmentMap | null> {
  try {
    const map = await scanSegment(disk, file.path)
    const { camera, segment, day, hour } = map.header
    const isNamed = segment === file.segment && day === file.day && hour === file.hour
    if (isNamed && camera === file.camera) return map
  } catch (fault) {
    if (fault instanceof VaultFault && fault.kind === 'missing') return null
    throw fault
  }
  throw new VaultFault('notOurs', 'the header names another file', file.path)
}

async function punchDead(
  { disk, lifeOf }: Release,
  map: SegmentMap,
  needs: readonly Need[],
  range: { from: Minute; to: Minute },
  done: Doing,
): Promise<void> {
  for (const place of map.minutes) {
    const { minute } = place
    if (minute < range.from || minute >= range.to || lifeOf(minute) !== 'dead') continue
    const kept = await keptSpan(disk, map, place, needs)
    if (kept) done.neededBytes += kept.length
    const length = kept ? kept.offset - place.offset : place.length
    const how = await punchMinute(disk, map.path, minute, { offset: place.offset, length })
    if (how === 'punched') done.punchedBytes += length
    if (how === 'overwritten') done.overwrittenBytes += length
  }
}

/** True where the file is gone. */
async function unlinkDead(
  release: Release,
  file: SegmentFile,
  map: SegmentMap | null,
  needs: readonly Need[],
  done: Doing,
): Promise<boolean> {
  const { disk, root, camera, open } = release
  if (open.has(file.segment)) return false
  if (livesOf(release, file).includes('living')) return false
  if (map !== null) {
    // By the records: no footer may make living or held footage disappear.
    const walked = await scanSegment(disk, file.path, 'records')
    for (const place of walked.minutes) {
      const living = needs.filter(({ life }) => life === 'living')
      if (await keptSpan(disk, walked, place, living)) return false
    }
    const copy = { disk, root, map: walked, needs, lifeOf: release.lifeOf }
    if (file.place === 'held') {
      for (const place of walked.minutes) {
        const kept = release.lifeOf(place.minute) === 'held' && !place.released
        if (kept || (await keptSpan(disk, walked, place, needs))) return false
      }
    } else {
      const path = await copyHeld(copy)
      if (path !== null) done.heldCopies = [...done.heldCopies, path]
    }
  }
  await disk.remove(file.path)
  await disk.syncDirectory(dayFolder(root, file.place, camera, file.day))
  done.unlinked = [...done.unlinked, file.path]
  return true
}
