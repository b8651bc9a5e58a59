import { addDays, dayOf, firstMinute, type Minute, minuteOf } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { liveRanges, minutesPerDay } from '#keyring/day-tree.ts'
import { type DayTrees, plantedDays } from '#keyring/day-trees.ts'
import type { DayRange } from '#keyring/keyring.ts'
import { type Span, union } from '#keyring/spans.ts'
import { releaseFootage } from '#vault/release.ts'
import type { Spool } from '../spool/spool.ts'
import type { Custody } from './custody.ts'
import { lifeSince } from './life-of.ts'

/** A dead record may have waited for the end of its group in a later minute: so far back is looked again. */
const longestGroupMinutes = 60

/**
 * Step 7: the ciphertext of dead minutes goes back to the disk, behind the erasure and never in its way. Forgotten is what
 * has no key; this only frees the space. One pass at a time; what failed is tried again with each `settle`, what a kill
 * left is found by the next start's `sweep`.
 */
export type SpaceRelease = {
  /** These minutes are forgotten: `settle` gives their space back. */
  owe(erased: readonly DayRange[]): void
  /**
   * Works off what is owed, one event for each pass over all cameras. Resolves when everything owed was tried, also what
   * came to it meanwhile; never rejects. Nobody has to wait for it.
   */
  settle(): Promise<void>
  /** At start: owes whatever of all cameras may be dead on disk, and settles. */
  sweep(): Promise<void>
  /** Something is owed, or nobody has swept yet: dead footage may still lie there. */
  readonly pending: boolean
  /** Files that could not be released yet. */
  readonly unreleased: readonly string[]
  /** Ends after the file being worked on. */
  close(): Promise<void>
}

type Owed = {
  readonly camera: string
  readonly span: Span
  /** What failed in it, when it was tried. */
  readonly paths: readonly string[]
  /** Nothing was erased here that still waits to be told: only what was found is. */
  readonly swept?: true
}
type Told = typeof nothing
const nothing = { punchedBytes: 0, overwrittenBytes: 0, files: 0 }

export function openSpaceRelease(parts: {
  readonly disk: Disk
  readonly root: string
  readonly custody: Custody
  readonly spool: Spool
  readonly nowUs: () => number
  /** Segments being written now. */
  readonly open: () => ReadonlySet<string>
}): SpaceRelease {
  const { disk, root, custody, spool, nowUs, open } = parts
  let owed: readonly Owed[] = []
  let swept = false
  let stopped = false
  let working: Promise<void> | null = null

  /** What is left of it: the span again, with the files that failed. */
  async function release(one: Owed, told: Told): Promise<Owed | null> {
    const { camera, span } = one
    const [from, to] = span
    const lifeOf = lifeSince(custody, camera)
    const isOpen = { has: (segment: string) => open().has(segment) }
    const range = { disk, root, camera, from, to, lifeOf, open: isOpen, stopped: () => stopped }
    const done = await releaseFootage(range)
    told.punchedBytes += done.punchedBytes
    told.overwrittenBytes += done.overwrittenBytes
    told.files += done.unlinked.length
    if (done.failed.length === 0 && !done.stopped) return null
    return { ...one, paths: done.failed.map(({ path }) => path) }
  }

  /** Works off all of it and tells; returns what is left. */
  async function pass(batch: readonly Owed[]): Promise<readonly Owed[]> {
    const { version } = custody
    const told = { ...nothing }
    const left: Owed[] = []
    for (const one of gathered(batch)) {
      const rest = stopped ? one : await release(one, told).catch(() => one)
      if (rest) left.push(rest)
    }
    owed = [...owed.filter(one => !batch.includes(one)), ...left]
    const failed = left.reduce((sum, { paths }) => sum + Math.max(paths.length, 1), 0)
    const counts = Object.values({ ...told, failed: stopped ? 0 : failed })
    const nothingToSay = stopped || batch.every(({ swept }) => swept)
    if (nothingToSay && counts.every(count => count === 0)) return left
    try {
      await spool.append({ type: 'SpaceReleased', version, ...told, failed })
      return left
    } catch {
      owed = [...owed.filter(one => !left.includes(one)), ...batch]
      return batch
    }
  }

  async function work(): Promise<void> {
    await null
    const tried = new Set<Owed>()
    while (!stopped && owed.some(one => !tried.has(one))) {
      for (const left of await pass(owed)) tried.add(left)
    }
    working = null
  }

  const settle = (): Promise<void> => {
    working ??= work()
    return working
  }

  return {
    get pending() {
      return owed.length > 0 || !swept || working !== null
    },
    get unreleased() {
      return owed.flatMap(({ paths }) => paths)
    },
    owe(erased) {
      const cameras = Map.groupBy(erased, range => range.camera)
      for (const [camera, ranges] of cameras) {
        const [from, to] = outline(ranges)
        owed = [...owed, { camera, span: [from - longestGroupMinutes, to], paths: [] }]
      }
    },
    settle,
    async sweep() {
      const before = minuteOf(nowUs())
      const said = await isSaid(spool)
      for (const [camera, { days }] of custody.keyring.cameras) {
        const span: Span = [0, deadBefore(days, before)]
        owed = [...owed, { camera, span, paths: [], ...(said ? { swept: true } : {}) }]
      }
      await settle()
      swept = true
    },
    async close() {
      stopped = true
      await working
    },
  }
}

/** Each camera's spans, those that touch as one. */
function gathered(batch: readonly Owed[]): readonly Owed[] {
  const cameras = Map.groupBy(batch, ({ camera }) => camera)
  return [...cameras].flatMap(([camera, all]) => {
    const swept = all.every(one => one.swept) ? ({ swept: true } as const) : {}
    return union(all.map(({ span }) => span)).map(span => ({ camera, span, paths: [], ...swept }))
  })
}

const outline = (ranges: readonly DayRange[]): [Minute, Minute] => [
  Math.min(...ranges.map(({ day, fromIndex }) => firstMinute(day) + fromIndex)),
  Math.max(...ranges.map(({ day, toIndex }) => firstMinute(day) + toIndex)),
]

/** Behind the last day that lost a minute, and so behind all that may lie there dead. */
export function deadBefore(days: DayTrees, now: Minute): Minute {
  let last = dayOf(now)
  let isOldest = true
  for (const { day, tree } of plantedDays(days)) {
    const whole = liveRanges(tree)
    const isWhole = whole.length === 1 && whole[0]![1] - whole[0]![0] === minutesPerDay
    if (isOldest || (!isWhole && day <= dayOf(now))) last = day
    isOldest = false
  }
  return firstMinute(addDays(last, 1))
}

/** Whether the last erasure's space is known to be back. */
async function isSaid(spool: Spool): Promise<boolean> {
  const erased = (await spool.lastOf('ErasureDone'))?.n ?? 0
  const released = await spool.lastOf('SpaceReleased')
  return erased === 0 || (released !== undefined && released.n > erased && released.failed === 0)
}
