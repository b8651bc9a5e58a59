import { dayOf, type Minute, minuteOf } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { filesOf } from '#vault/catalogue.ts'
import { scanSegment } from '#vault/scan.ts'
import type { Seal } from '#vault/seal.ts'
import { sealsIn } from '#vault/seals-in.ts'
import type { Custody } from '../forgetting/custody.ts'
import type { Premises } from '../premises.ts'
import type { Spool } from '../spool/spool.ts'
import { rootOfSeals } from './seal-book.ts'

/** Seals wait two minutes for their root, longer where the disk hung; an hour and a half is enough for many kills in a row. */
const minutesBack = 90
/** Some dozens of events are written in a minute, of hundreds of cameras. */
const eventsBack = 20_000

/**
 * After a kill: minutes that were sealed in the files and whose root was still waiting in memory get it now, so that
 * nothing on the disk stays without a signature. `startedUs`: what was sealed since this start is told by itself.
 * A minute that has a root over fewer seals gets another over all that are there. May be called again.
 */
export async function tellUntoldSeals(parts: {
  readonly disk: Disk
  readonly premises: Premises
  readonly custody: Custody
  readonly spool: Spool
  readonly startedUs: number
}): Promise<void> {
  const { spool, startedUs } = parts
  const before = minuteOf(startedUs)
  const told = await rootsTold(spool, before - minutesBack)
  if (told === 'allTold') return
  const sealed = new Map<Minute, Seal[]>()
  for (const camera of parts.custody.keyring.cameras.keys()) {
    for (const seal of await sealsOf(parts, camera, before)) {
      const page = sealed.get(seal.minute)
      if (page) page.push(seal)
      else sealed.set(seal.minute, [seal])
    }
  }
  for (const [minute, seals] of [...sealed].sort(([a], [b]) => a - b)) {
    const roots = told.get(minute) ?? new Map<string, number>()
    const count = seals.length
    if ([...roots.values()].reduce((sum, known) => sum + known, 0) >= count) continue
    await spool.append({ type: 'MinuteSealed', minute, root: rootOfSeals(seals), count })
  }
}

/** Counts by root by minute; 'allTold' where the process before this one ended in order. */
async function rootsTold(
  spool: Spool,
  from: Minute,
): Promise<ReadonlyMap<Minute, Map<string, number>> | 'allTold'> {
  const roots = new Map<Minute, Map<string, number>>()
  let [last, beforeStart] = ['', '']
  for await (const { event } of spool.read(Math.max(1, spool.head.n - eventsBack))) {
    if (event.type === 'KeeperStarted') beforeStart = last
    last = event.type
    if (event.type !== 'MinuteSealed' || event.minute < from) continue
    const known = roots.get(event.minute) ?? new Map<string, number>()
    roots.set(event.minute, known.set(event.root, event.count))
  }
  return beforeStart === 'KeeperStopped' ? 'allTold' : roots
}

async function sealsOf(
  { disk, premises }: { readonly disk: Disk; readonly premises: Premises },
  camera: string,
  before: Minute,
): Promise<readonly Seal[]> {
  const seals: Seal[] = []
  const days = { from: dayOf(before - minutesBack), to: dayOf(before) }
  for (const file of await filesOf(disk, premises.directory, camera, days)) {
    if (file.place !== 'footage') continue
    // A file that cannot be read is for `check` to name.
    const map = await scanSegment(disk, file.path).catch(() => null)
    if (map === null || map.header.camera !== camera) continue
    if (!map.minutes.some(({ minute }) => minute >= before - minutesBack)) continue
    for (const seal of await sealsIn(disk, map)) {
      if (seal.minute < before && seal.minute >= before - minutesBack) seals.push(seal)
    }
  }
  return seals
}
