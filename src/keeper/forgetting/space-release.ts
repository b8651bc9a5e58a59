import { daySpan, firstMinute, type Minute } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { lives } from '#keyring/day-tree.ts'
import { treeOf } from '#keyring/day-trees.ts'
import type { DayRange } from '#keyring/keyring.ts'
import { isLive } from '#keyring/minutes.ts'
import { type Life, releaseFootage } from '#vault/release.ts'
import type { Spool } from '../spool/spool.ts'
import type { Custody } from './custody.ts'

/** A dead record may have waited for the end of its group in a later minute: so far back is looked again. */
const longestGroupMinutes = 60

/** Step 7: the ciphertext of dead minutes goes back to the disk; what failed is tried again at every step. */
export type SpaceRelease = {
  /** These minutes are forgotten: `settle` gives their space back. */
  owe(erased: readonly DayRange[]): void
  /** Works off what is owed, with one event for all cameras; `failed` files stay owed. Does nothing where nothing is. */
  settle(): Promise<void>
  /** Looks through what a camera has on disk of [from, to): at start, for what a crash left behind. */
  sweep(camera: string, from: Minute, to: Minute): Promise<void>
  /** Files that could not be released yet. */
  readonly unreleased: readonly string[]
}

type Span = { readonly camera: string; readonly from: Minute; readonly to: Minute }

export function openSpaceRelease(parts: {
  readonly disk: Disk
  readonly root: string
  readonly custody: Custody
  readonly spool: Spool
  /** Segments being written now. */
  readonly open: () => ReadonlySet<string>
}): SpaceRelease {
  const { disk, root, custody, spool, open } = parts
  /** What could not be released, with the span to look through again. */
  let owed: readonly { readonly span: Span; readonly paths: readonly string[] }[] = []

  async function work(spans: readonly Span[]): Promise<typeof nothing> {
    const told = { ...nothing }
    const left: { span: Span; paths: readonly string[] }[] = []
    for (const span of spans) {
      const lifeOfMinute = lifeOf(custody, span.camera)
      const done = await releaseFootage({ disk, root, ...span, lifeOf: lifeOfMinute, open: open() })
      told.punchedBytes += done.punchedBytes
      told.overwrittenBytes += done.overwrittenBytes
      told.files += done.unlinked.length
      told.failed += done.failed.length
      if (done.failed.length > 0) left.push({ span, paths: done.failed.map(({ path }) => path) })
    }
    owed = [...owed.filter(({ span }) => !spans.includes(span)), ...left]
    return told
  }
  const tell = (told: typeof nothing) =>
    spool.append({ type: 'SpaceReleased', version: custody.version, ...told })

  return {
    get unreleased() {
      return owed.flatMap(({ paths }) => paths)
    },
    owe(erased) {
      const cameras = Map.groupBy(erased, range => range.camera)
      const spans = [...cameras].map(([camera, ranges]) => {
        const [from, to] = outline(ranges)
        return { camera, from: from - longestGroupMinutes, to }
      })
      owed = [...owed, ...spans.map(span => ({ span, paths: [] }))]
    },
    async settle() {
      if (owed.length > 0) await tell(await work(owed.map(({ span }) => span)))
    },
    async sweep(camera, from, to) {
      const told = await work([{ camera, from, to }])
      if (Object.values(told).some(count => count > 0)) await tell(told)
    },
  }
}

const nothing = { punchedBytes: 0, overwrittenBytes: 0, files: 0, failed: 0 }

const outline = (ranges: readonly DayRange[]): [Minute, Minute] => [
  Math.min(...ranges.map(({ day, fromIndex }) => firstMinute(day) + fromIndex)),
  Math.max(...ranges.map(({ day, toIndex }) => firstMinute(day) + toIndex)),
]

const lifeOf =
  (custody: Custody, camera: string) =>
  (minute: Minute): Life => {
    const { day, first } = daySpan(minute)
    const days = custody.keyring.cameras.get(camera)?.days
    const tree = days && treeOf(days, day)
    if (tree && lives(tree, minute - first)) return 'living'
    return isLive(custody.keyring, camera, minute) ? 'held' : 'dead'
  }
