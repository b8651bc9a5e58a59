import { type Day, dayOf, daySpan, firstMinute, type Minute, minuteOf } from '#civil/minute.ts'
import { type DayTree, minutesPerDay, openAhead, plant, puncture, wipe } from './day-tree.ts'
import { treeOf, withTrees } from './day-trees.ts'
import { type DueFromUs, endOfDue } from './due.ts'
import type { Random, Sha256 } from './key-bytes.ts'
import { type CameraKeys, type Keyring, keysOf, withKeys } from './keyring.ts'
import { runs, type Span } from './spans.ts'

/** A day's root is drawn at most this long before the day begins. */
export const plantAheadUs = 3_600_000_000

export type Planted = { readonly camera: string; readonly day: Day }

/**
 * Draws the roots that recording needs next: for every camera not removed that has a stream, of the day of `nowUs`
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
    const isDue = (minute: Minute) => dueFromUs(camera, minute) <= nowUs
    const { removedUs, source } = keys.about
    const days = removedUs === undefined && source !== 'card' ? wanted : []
    const next = withDays(sha256, random, keys, days, isDue)
    for (const day of next === keys ? [] : days) {
      if (treeOf(next.days, day) && !treeOf(keys.days, day)) planted.push({ camera, day })
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
  const isDue = (minute: Minute) => dueFromUs(camera, minute) <= nowUs
  const next = withDays(sha256, random, keys, [day], isDue)
  return next === keys ? keyring : withKeys(keyring, camera, next)
}

/**
 * The camera's keys with those days planted that have no tree yet and a minute to live. A day that
 * follows one with a tree is opened when that one nears its end; the first of a row is opened now.
 */
function withDays(
  sha256: Sha256,
  random: Random,
  keys: CameraKeys,
  wanted: Iterable<Day>,
  isDue: (minute: Minute) => boolean,
): CameraKeys {
  const trees = new Map<Day, DayTree>()
  for (const day of wanted) {
    if (treeOf(keys.days, day)) continue
    const tree = grown(sha256, random, neverAlive(keys, day, isDue))
    const eve = dayOf(firstMinute(day) - 1)
    const follows = trees.has(eve) || treeOf(keys.days, eve) !== null
    const ready = follows ? tree : openAhead(sha256, tree, 1)
    if (ready !== tree) wipe(tree)
    if (ready.length > 0) trees.set(day, ready)
  }
  if (trees.size === 0) return keys
  const days = withTrees(keys.days, trees)
  for (const tree of trees.values()) wipe(tree)
  return { ...keys, days }
}

function grown(sha256: Sha256, random: Random, without: readonly Span[]): DayTree {
  const seed = random(32)
  let tree = plant(seed)
  seed.fill(0)
  for (const [from, to] of without) {
    const next = puncture(sha256, tree, from, to)
    wipe(tree)
    tree = next
  }
  return tree
}

/** What is due already, and minutes whose old leaf a hold still keeps: they have their key. */
function neverAlive(keys: CameraKeys, day: Day, isDue: (minute: Minute) => boolean): Span[] {
  const first = firstMinute(day)
  const held = [...keys.heldLeaves.values()].flatMap(leaves => [...leaves.keys()])
  const parts = runs(held.filter(minute => daySpan(minute).first === first))
  const due = endOfDue(isDue, first, first + minutesPerDay)
  return [[first, due] as const, ...parts]
    .filter(([from, to]) => from < to)
    .map(([from, to]) => [from - first, to - first] as const)
}
