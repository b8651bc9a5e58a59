import { daySpan, type Minute } from '#civil/minute.ts'
import {
  type DayTree,
  leaf,
  liveRanges,
  minutesPerDay,
  openAhead,
  puncture,
  wipe,
} from './day-tree.ts'
import { type DueDay, type DueFromUs, duePerDay } from './due.ts'
import { dropLeaves, withLeaves } from './hold.ts'
import type { Sha256 } from './key-bytes.ts'
import {
  type CameraKeys,
  type DayRange,
  type Hold,
  inForce,
  type Keyring,
  keysOf,
  withKeys,
} from './keyring.ts'
import { byDay, dayRanges, outside, type Span, union, within } from './spans.ts'

export type ErasurePlan = {
  /** The keyring itself where there is nothing to do. */
  readonly next: Keyring
  /** Minutes that `keyring` still derives and `next` does not. */
  readonly erased: readonly DayRange[]
  /** Minutes whose time has come and whose leaves went from the tree into a hold in force. */
  readonly held: readonly (DayRange & { readonly hold: string })[]
}

type Tally = { erased: DayRange[]; held: (DayRange & { hold: string })[] }

/**
 * The keyring after the erasure step of this instant: every minute with `dueFromUs` ≤ `nowUs` leaves
 * its tree, its leaf copied first into each hold in force that covers it; what a hold past its end
 * had kept goes too. Never takes a minute before its time, however often or late it is called.
 *
 * Nothing is destroyed yet: once `next` is committed the caller wipes what it replaced with
 * `wipeReplaced(keyring, next)`; gives it up with `wipeReplaced(next, keyring)`.
 */
export function planErasure(
  sha256: Sha256,
  keyring: Keyring,
  nowUs: number,
  dueFromUs: DueFromUs,
): ErasurePlan {
  const tally: Tally = { erased: [], held: [] }
  const holds = Map.groupBy(keyring.holds, hold => hold.camera)
  const cameras = new Map<string, CameraKeys>()
  let changed = false
  for (const [camera, keys] of keyring.cameras) {
    const theirs = holds.get(camera) ?? []
    const lasting = theirs.filter(hold => inForce(hold, nowUs))
    let next = keys
    const due = duePerDay(keys, minute => dueFromUs(camera, minute) <= nowUs)
    if (due.length > 0) next = takeDue(sha256, camera, next, due, lasting, tally)
    for (const hold of theirs) {
      if (inForce(hold, nowUs) || !next.heldLeaves.has(hold.id)) continue
      const dropped = dropLeaves(camera, next, hold.id)
      next = dropped.keys
      tally.erased.push(...dropped.erased)
    }
    changed ||= next !== keys
    cameras.set(camera, next)
  }
  return { next: changed ? { ...keyring, cameras } : keyring, ...tally }
}

/**
 * Gives unheld minutes [fromMinute, toMinute) of a camera up before their time (space, an order).
 * Minutes under a hold in force stay, in their tree or in the hold.
 */
export function planEarlyErasure(
  sha256: Sha256,
  keyring: Keyring,
  nowUs: number,
  camera: string,
  fromMinute: Minute,
  toMinute: Minute,
): { next: Keyring; erased: readonly DayRange[] } {
  const keys = keysOf(keyring, camera)
  const lasting = keyring.holds.filter(hold => hold.camera === camera && inForce(hold, nowUs))
  const wanted = outside([fromMinute, toMinute], holdSpans(lasting))
  const days = new Map(keys.days)
  const erased: DayRange[] = []
  for (const part of wanted.flatMap(span => [...byDay(span)])) {
    const tree = days.get(part.day)
    if (tree === undefined) continue
    const asked: Span = [part.span[0] - part.first, part.span[1] - part.first]
    const parts = liveRanges(tree)
      .map(live => within(live, asked))
      .filter(([a, b]) => a < b)
    if (parts.length === 0) continue
    exchange(days, part.day, punctured(sha256, tree, parts, tree !== keys.days.get(part.day)))
    for (const [fromIndex, toIndex] of parts)
      erased.push({ camera, day: part.day, fromIndex, toIndex })
  }
  if (erased.length === 0) return { next: keyring, erased }
  return { next: withKeys(keyring, camera, { ...keys, days }), erased }
}

function takeDue(
  sha256: Sha256,
  camera: string,
  keys: CameraKeys,
  due: readonly DueDay[],
  lasting: readonly Hold[],
  tally: Tally,
): CameraKeys {
  const days = new Map(keys.days)
  let next: CameraKeys = { ...keys, days }
  const kept = holdSpans(lasting)
  for (const { day, first, tree, parts } of due) {
    for (const [from, to] of parts) {
      if (kept.length === 0) tally.erased.push({ camera, day, fromIndex: from, toIndex: to })
      else tally.erased.push(...dayRanges(camera, outside([first + from, first + to], kept)))
      for (const hold of lasting) {
        const span = within([first + from, first + to], [hold.fromMinute, hold.toMinute])
        if (span[0] >= span[1]) continue
        next = withLeaves(next, hold.id, leavesOf(sha256, tree, first, span))
        tally.held.push(...dayRanges(camera, [span]).map(range => ({ ...range, hold: hold.id })))
      }
    }
    exchange(days, day, punctured(sha256, tree, parts, false))
  }
  openNextDay(sha256, days, due.at(-1)!)
  return next
}

function leavesOf(sha256: Sha256, tree: DayTree, first: Minute, span: Span) {
  const leaves = new Map<Minute, Uint8Array>()
  for (let minute = span[0]; minute < span[1]; minute++) {
    leaves.set(minute, leaf(sha256, tree, minute - first)!)
  }
  return leaves
}

/** The tree without the parts; trees in between (and the first, where it is ours) are wiped. */
function punctured(sha256: Sha256, tree: DayTree, parts: readonly Span[], ours: boolean): DayTree {
  let current = tree
  for (const [from, to] of parts) {
    const next = puncture(sha256, current, from, to)
    if (ours || current !== tree) wipe(current)
    current = next
  }
  return current
}

function exchange(days: Map<string, DayTree>, day: string, tree: DayTree): void {
  if (tree.length === 0) days.delete(day)
  else days.set(day, tree)
}

/** A rule that goes minute by minute comes to the next day soon: its tree opens level by level. */
function openNextDay(sha256: Sha256, days: Map<string, DayTree>, last: DueDay): void {
  const reached = last.parts.at(-1)![1]
  if (reached === minutesPerDay || minutesPerDay - reached > 10) return
  const { day } = daySpan(last.first + minutesPerDay)
  const tree = days.get(day)
  if (tree) days.set(day, openAhead(sha256, tree, minutesPerDay - reached))
}

const holdSpans = (holds: readonly Hold[]): readonly Span[] =>
  union(holds.map((hold): Span => [hold.fromMinute, hold.toMinute]))
