import { daySpan, type Minute } from '#civil/minute.ts'
import { leaf, liveRanges, lives, minuteKey } from './day-tree.ts'
import { plantedDays, treeOf } from './day-trees.ts'
import { copyKey, type Sha256 } from './key-bytes.ts'
import type { Keyring } from './keyring.ts'
import { runs, type Span, union } from './spans.ts'

/**
 * The 32-byte key of a minute's footage, from the day's tree or from a hold; null when it cannot be
 * derived (erased, not yet planted, unknown camera). The caller wipes it.
 */
export function minuteKeyOf(
  sha256: Sha256,
  keyring: Keyring,
  camera: string,
  minute: Minute,
): Uint8Array | null {
  const found = leafOf(sha256, keyring, camera, minute)
  if (found === null) return null
  const key = minuteKey(sha256, found)
  found.fill(0)
  return key
}

/** The leaf under that key, as a hold keeps it; the caller wipes it. */
export function leafOf(
  sha256: Sha256,
  keyring: Keyring,
  camera: string,
  minute: Minute,
): Uint8Array | null {
  const keys = keyring.cameras.get(camera)
  if (keys === undefined) return null
  const { day, first } = daySpan(minute)
  const tree = treeOf(keys.days, day)
  const grown = tree ? leaf(sha256, tree, minute - first) : null
  if (grown) return grown
  for (const leaves of keys.heldLeaves.values()) {
    const held = leaves.get(minute)
    if (held) return copyKey(held)
  }
  return null
}

/** Whether `minuteKeyOf` would give a key; derives nothing. */
export function isLive(keyring: Keyring, camera: string, minute: Minute): boolean {
  const keys = keyring.cameras.get(camera)
  if (keys === undefined) return false
  const { day, first } = daySpan(minute)
  const tree = treeOf(keys.days, day)
  if (tree && lives(tree, minute - first)) return true
  return [...keys.heldLeaves.values()].some(leaves => leaves.has(minute))
}

/** Every minute that can be derived, held ones included: ascending, disjoint [from, to). */
export function liveMinutes(keyring: Keyring, camera: string): readonly Span[] {
  const keys = keyring.cameras.get(camera)
  if (keys === undefined) return []
  const spans: Span[] = []
  for (const { first, tree } of plantedDays(keys.days)) {
    for (const [from, to] of liveRanges(tree)) spans.push([first + from, first + to])
  }
  for (const leaves of keys.heldLeaves.values()) spans.push(...runs(leaves.keys()))
  return union(spans)
}
