import { type Day, dayOf, daySpan, firstMinute, type Minute, minuteOf } from '#civil/minute.ts'
import { type DayTree, minutesPerDay, plant, puncture, wipe } from './day-tree.ts'
import { type DueFromUs, endOfDue } from './due.ts'
import type { Random, Sha256 } from './key-bytes.ts'
import { type CameraKeys, type Keyring, keysOf, withKeys } from './keyring.ts'
import { runs } from './spans.ts'

/** A day's root is drawn at most this long before the day begins. */
export const plantAheadUs = 3_600_000_000

export type Planted = { readonly camera: string; readonly day: Day }

/**
 * Draws the roots that recording needs next: for every camera not removed, of the day of `nowUs`
 * and, from one hour before midnight, of the coming one. The keyring itself where none is missing.
 * Minutes already due have no key from the start.
 */
export function plantDays(
  sha256: Sha256,
  random: Random,
  keyring: Keyring,
  nowUs: number,
  dueFromUs: DueFromUs,
): { next: Keyring; planted: readonly Planted[] } {
  const wanted = new Set([dayOf(minuteOf(nowUs)), dayOf(minuteOf(nowUs + plantAheadUs))])
  const planted: Planted[] = []
  const cameras = new Map<string, CameraKeys>()
  for (const [camera, keys] of keyring.cameras) {
    let next = keys
    for (const day of wanted) {
      if (keys.about.removedUs !== undefined || keys.days.has(day)) continue
      next = withDay(sha256, random, next, day, minute => dueFromUs(camera, minute) <= nowUs)
      if (next.days.has(day)) planted.push({ camera, day })
    }
    cameras.set(camera, next)
  }
  return { next: planted.length === 0 ? keyring : { ...keyring, cameras }, planted }
}

/**
 * The root of one further day, for footage brought in from elsewhere: what is due already cannot be
 * sealed any more, so expired footage cannot come back. The keyring itself where the day has a tree
 * or no minute left. Throws RangeError for a day that begins more than an hour from now.
 */
export function plantDay(
  sha256: Sha256,
  random: Random,
  keyring: Keyring,
  camera: string,
  day: Day,
  nowUs: number,
  dueFromUs: DueFromUs,
): Keyring {
  const keys = keysOf(keyring, camera)
  if (firstMinute(day) > minuteOf(nowUs + plantAheadUs)) throw new RangeError('a day still to come')
  if (keys.days.has(day)) return keyring
  const next = withDay(sha256, random, keys, day, minute => dueFromUs(camera, minute) <= nowUs)
  return next.days.has(day) ? withKeys(keyring, camera, next) : keyring
}

function withDay(
  sha256: Sha256,
  random: Random,
  keys: CameraKeys,
  day: Day,
  isDue: (minute: Minute) => boolean,
): CameraKeys {
  const seed = random(32)
  let tree = plant(seed)
  seed.fill(0)
  for (const [from, to] of neverAlive(keys, day, isDue)) {
    const next = puncture(sha256, tree, from, to)
    wipe(tree)
    tree = next
  }
  if (tree.length === 0) return keys
  return { ...keys, days: inserted(keys.days, day, tree) }
}

/** What is due already, and minutes whose old leaf a hold still keeps: they have their key. */
function neverAlive(keys: CameraKeys, day: Day, isDue: (minute: Minute) => boolean) {
  const first = firstMinute(day)
  const held = [...keys.heldLeaves.values()].flatMap(leaves => [...leaves.keys()])
  const parts = runs(held.filter(minute => daySpan(minute).first === first))
  const due = endOfDue(isDue, first, first + minutesPerDay)
  return [[first, due] as const, ...parts]
    .filter(([from, to]) => from < to)
    .map(([from, to]) => [from - first, to - first] as const)
}

function inserted(days: ReadonlyMap<Day, DayTree>, day: Day, tree: DayTree) {
  const all = [...days, [day, tree] as const]
  const last = all.at(-2)
  if (last && last[0] > day) all.sort((a, b) => (a[0] < b[0] ? -1 : 1))
  return new Map(all)
}
