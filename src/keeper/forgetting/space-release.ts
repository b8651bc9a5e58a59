import { addDays, firstMinute, type Minute } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { lives } from '#keyring/day-tree.ts'
import type { DayRange } from '#keyring/keyring.ts'
import { isLive } from '#keyring/minutes.ts'
import { daySpan } from '#civil/minute.ts'
import { type Life, releaseFootage } from '#vault/release.ts'
import type { Spool } from '../spool/spool.ts'
import type { Custody } from './custody.ts'

/** Step 7: the ciphertext of dead minutes goes back to the disk; what failed is tried again at the next step. */
export type SpaceRelease = {
  release(erased: readonly DayRange[], version: number): Promise<void>
  /** Paths that could not be released yet. */
  readonly unreleased: readonly string[]
}

export function openSpaceRelease(parts: {
  readonly disk: Disk
  readonly root: string
  readonly custody: Custody
  readonly spool: Spool
  /** Segments being written now. */
  readonly open: () => ReadonlySet<string>
}): SpaceRelease {
  const { disk, root, custody, spool, open } = parts
  let unreleased: readonly string[] = []

  return {
    get unreleased() {
      return unreleased
    },
    async release(erased, version) {
      const failed: string[] = []
      let punchedBytes = 0
      let overwrittenBytes = 0
      let files = 0
      for (const camera of new Set(erased.map(range => range.camera))) {
        const [from, to] = spanOf(erased.filter(range => range.camera === camera))
        const released = await releaseFootage({
          disk,
          root,
          camera,
          lifeOf: lifeOf(custody, camera),
          from,
          to,
          open: open(),
        })
        punchedBytes += released.punchedBytes
        overwrittenBytes += released.overwrittenBytes
        files += released.unlinked.length
        failed.push(...released.failed.map(({ path }) => path))
      }
      unreleased = failed
      await spool.append({
        type: 'SpaceReleased',
        version,
        punchedBytes,
        overwrittenBytes,
        files,
        failed: failed.length,
      })
    },
  }
}

/** A minute before the erased ones may have waited for its group's end: one more day back is looked at. */
function spanOf(ranges: readonly DayRange[]): [Minute, Minute] {
  const from = Math.min(...ranges.map(({ day, fromIndex }) => firstMinute(day) + fromIndex))
  const to = Math.max(...ranges.map(({ day, toIndex }) => firstMinute(day) + toIndex))
  return [Math.max(firstMinute(addDays(daySpan(from).day, -1)), 0), to]
}

const lifeOf =
  (custody: Custody, camera: string) =>
  (minute: Minute): Life => {
    const { day, first } = daySpan(minute)
    const tree = custody.keyring.cameras.get(camera)?.days.get(day)
    if (tree && lives(tree, minute - first)) return 'living'
    return isLive(custody.keyring, camera, minute) ? 'held' : 'dead'
  }
