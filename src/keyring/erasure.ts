import { type Day, daySpan, type Minute } from '#civil/minute.ts'
import { cutOut } from './cut.ts'
import { type DayTree, leaf, minutesPerDay, openAhead } from './day-tree.ts'
import { type DayTrees, treeOf } from './day-trees.ts'
import { type DueDay, type DueFromUs, duePerDay } from './due.ts'
import { dropLeaves, withLeaves } from './hold.ts'
import { type Allocate, copyKey, keyRoom, type Sha256 } from './key-bytes.ts'
import { type CameraKeys, type DayRange, type Hold, inForce, type Keyring } from './keyring.ts'
import { dayRanges, holdSpans, outside, type Span, within } from './spans.ts'

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
  const allocate = keyRoom()
  const holds = Map.groupBy(keyring.holds, hold => hold.camera)
  const cameras = new Map<string, CameraKeys>()
  let changed = false
  for (const [camera, keys] of keyring.cameras) {
    const theirs = holds.get(camera) ?? []
    const lasting = theirs.filter(hold => inForce(hold, nowUs))
    let next = keys
    const due = duePerDay(keys, minute => dueFromUs(camera, minute) <= nowUs)
    if (due.length > 0) next = takeDue(sha256, camera, keys, due, lasting, tally, allocate)
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

function takeDue(
  sha256: Sha256,
  camera: string,
  keys: CameraKeys,
  due: readonly DueDay[],
  holds: readonly Hold[],
  tally: Tally,
  allocate: Allocate,
): CameraKeys {
  let next = keys
  for (const { day, first, tree, parts } of due) {
    for (const [from, to] of parts) {
      if (holds.length === 0) {
        tally.erased.push({ camera, day, fromIndex: from, toIndex: to })
        continue
      }
      const span: Span = [first + from, first + to]
      tally.erased.push(...dayRanges(camera, outside(span, holdSpans(holds))))
      for (const hold of holds) {
        const kept = within(span, [hold.fromMinute, hold.toMinute])
        if (kept[0] >= kept[1]) continue
        next = withLeaves(next, hold.id, leavesOf(sha256, tree, first, kept))
        tally.held.push(...dayRanges(camera, [kept]).map(range => ({ ...range, hold: hold.id })))
      }
    }
  }
  const opened = nextDayOpened(sha256, keys.days, due.at(-1)!, allocate)
  return { ...next, days: cutOut(sha256, keys.days, due, allocate, opened) }
}

function leavesOf(sha256: Sha256, tree: DayTree, first: Minute, span: Span) {
  const leaves = new Map<Minute, Uint8Array>()
  for (let minute = span[0]; minute < span[1]; minute++) {
    const found = leaf(sha256, tree, minute - first)!
    leaves.set(minute, copyKey(found))
    found.fill(0)
  }
  return leaves
}

/** A rule that goes minute by minute comes to the next day soon: its tree opens level by level. */
function nextDayOpened(sha256: Sha256, days: DayTrees, last: DueDay, allocate: Allocate) {
  const opened = new Map<Day, DayTree>()
  const left = minutesPerDay - last.parts.at(-1)![1]
  if (left === 0 || left > 10) return opened
  const { day } = daySpan(last.first + minutesPerDay)
  const tree = treeOf(days, day)
  const next = tree && openAhead(sha256, tree, left, allocate)
  if (next && next !== tree) opened.set(day, next)
  return opened
}
