import { type Day, firstMinute, type Minute } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { liveRanges, minutesPerDay } from '#keyring/day-tree.ts'
import { treeOf } from '#keyring/day-trees.ts'
import { type Hold, inForce, type Keyring } from '#keyring/keyring.ts'
import { filesOf } from './catalogue.ts'
import { type FileMarks, fileMarks, marks, minutesPerFile } from './file-marks.ts'

/** footage, gap: as in the files. held: a hold in force names the minute. */
export const timelineMarks = { ...marks, held: 4 } as const

/** Camera-days that are kept in memory: some 10 kB each. */
const mostDays = 4096
/** Cameras whose files are read at the same time. */
const atOnce = 8

type DayFiles = {
  /** Null: names changed since it was listed, or something is still written. */
  minutes: Uint8Array | null
  /** By path. `settled`: nobody wrote to it any more when it was read. */
  readonly files: Map<string, FileMarks & { readonly settled: boolean }>
  /** Counts changes of names, so that one that comes while files are read is not lost. */
  changes: number
}

/**
 * Which minutes of a camera's day have footage, from the sealed files alone; 1,440 bytes of `timelineMarks` each.
 *
 * What is remembered, and why it stays true: a closed file never changes what it says of its hour, so its footer is read
 * once. A day changes when names in its folders do; `watched` is the disk that the vault must be given, and tells of
 * each. A file being written is looked at again at every call, from where it was known. What died meanwhile is left out
 * by the keyring of the call, not by anything remembered.
 *
 * Times and sizes are hints in the clear (design/sealed-files.md): whoever can change the files can change what is shown
 * here, until a minute is opened.
 */
export class Timelines {
  /** The same disk; whoever makes, renames or removes files of footage uses this one. */
  readonly watched: Disk
  readonly #disk: Disk
  readonly #root: string
  readonly #days = new Map<string, DayFiles>()

  readonly #isWritten: (segment: string) => boolean

  /** `isWritten`: whether a writer may still append to this segment (`Writer.segment`). */
  constructor(disk: Disk, root: string, isWritten: (segment: string) => boolean) {
    this.#disk = disk
    this.#root = root
    this.#isWritten = isWritten
    this.watched = this.#watching(disk)
  }

  /** In the order of `cameras`. Minutes without a key in `keyring` are 0. */
  async of(
    cameras: readonly string[],
    day: Day,
    keyring: Keyring,
    nowUs: number,
  ): Promise<readonly Uint8Array[]> {
    const found: Uint8Array[] = []
    const unread: number[] = []
    for (const [at, camera] of cameras.entries()) {
      const known = this.#days.get(`${camera}/${day}`)?.minutes
      if (known) found[at] = known
      else unread.push(at)
    }
    const next = unread.values()
    const read = async () => {
      for (const at of next) found[at] = await this.#read(cameras[at]!, day)
    }
    await Promise.all(Array.from({ length: atOnce }, read))
    const holds = keyring.holds.filter(hold => inForce(hold, nowUs))
    const first = firstMinute(day)
    return cameras.map((camera, at) => {
      const alive = living(keyring, camera, { day, first }, found[at]!)
      for (const hold of holds) if (hold.camera === camera) markHeld(hold, first, alive)
      return alive
    })
  }

  async #read(camera: string, day: Day): Promise<Uint8Array> {
    const key = `${camera}/${day}`
    const known = this.#days.get(key) ?? { minutes: null, files: new Map(), changes: 0 }
    this.#remember(key, known)
    const { changes } = known
    const minutes = new Uint8Array(minutesPerDay)
    const files = await filesOf(this.#disk, this.#root, camera, { from: day, to: day })
    let isWritten = false
    for (const file of files) {
      const before = known.files.get(file.path)
      const settled = !this.#isWritten(file.segment)
      const now = before?.settled ? before : await fileMarks(this.#disk, file, before)
      known.files.set(file.path, { ...now, settled })
      isWritten ||= !settled
      const from = minutesPerFile * file.hour
      for (const [i, mark] of now.minutes.entries()) minutes[from + i]! |= mark
    }
    const there = new Set(files.map(({ path }) => path))
    for (const path of known.files.keys()) if (!there.has(path)) known.files.delete(path)
    if (changes === known.changes && !isWritten) known.minutes = minutes
    return minutes
  }

  #remember(key: string, day: DayFiles): void {
    this.#days.delete(key)
    this.#days.set(key, day)
    if (this.#days.size <= mostDays) return
    const [oldest] = this.#days.keys()
    this.#days.delete(oldest!)
  }

  #watching(disk: Disk): Disk {
    const told = async <Result>(paths: readonly string[], change: Promise<Result>) => {
      try {
        return await change
      } finally {
        // A change that failed may have happened all the same.
        for (const path of paths) this.#changed(path)
      }
    }
    return {
      ...disk,
      create: path => told([path], disk.create(path)),
      rename: (from, to) => told([from, to], disk.rename(from, to)),
      remove: path => told([path], disk.remove(path)),
    }
  }

  /** `<root>/<place>/<camera>/<day>/<file>`, or a folder above that is set aside as a whole. */
  #changed(path: string): void {
    const [, camera, day] = path.slice(this.#root.length + 1).split('/')
    const key = `${camera}/${day}`
    const keys =
      day === undefined ? [...this.#days.keys()].filter(one => one.startsWith(`${camera}/`)) : [key]
    for (const one of keys) {
      const known = this.#days.get(one)
      if (known === undefined) continue
      known.minutes = null
      known.changes += 1
    }
  }
}

/** What is dead may still stand in the files; it shows nowhere. */
function living(
  keyring: Keyring,
  camera: string,
  { day, first }: { readonly day: Day; readonly first: Minute },
  minutes: Uint8Array,
): Uint8Array {
  const alive = new Uint8Array(minutesPerDay)
  const keys = keyring.cameras.get(camera)
  const tree = keys && treeOf(keys.days, day)
  for (const [from, to] of tree ? liveRanges(tree) : []) alive.set(minutes.subarray(from, to), from)
  for (const leaves of keys?.heldLeaves.values() ?? []) {
    for (const minute of leaves.keys()) {
      const index = minute - first
      if (index >= 0 && index < minutesPerDay) alive[index] = minutes[index]!
    }
  }
  return alive
}

function markHeld({ fromMinute, toMinute }: Hold, first: Minute, alive: Uint8Array): void {
  const to = Math.min(toMinute - first, minutesPerDay)
  for (let index = Math.max(fromMinute - first, 0); index < to; index++) {
    if (alive[index]! > 0) alive[index]! |= timelineMarks.held
  }
}
