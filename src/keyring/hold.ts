import { copyKey } from './key-bytes.ts'
import {
  type CameraKeys,
  type DayRange,
  type Hold,
  type Keyring,
  keysOf,
  withKeys,
} from './keyring.ts'
import { dayRanges, outside, runs, union } from './spans.ts'

/**
 * A hold keeps its minutes past their time. Until then they stand in the day tree like all others;
 * the erasure step that would take one copies its leaf here first. Minutes that another hold already
 * keeps so are copied now; what is already erased stays erased.
 *
 * Whether the document allows the hold was decided before (law). Throws RangeError for an unknown
 * camera, an empty range or an id already used.
 */
export function addHold(keyring: Keyring, hold: Hold): Keyring {
  const keys = keysOf(keyring, hold.camera)
  if (!(Number.isSafeInteger(hold.fromMinute) && Number.isSafeInteger(hold.toMinute))) {
    throw new RangeError('a hold counts whole minutes')
  }
  if (hold.fromMinute >= hold.toMinute) throw new RangeError('a hold names at least one minute')
  if (keyring.holds.some(other => other.id === hold.id))
    throw new RangeError('hold id used already')
  const next = { ...keyring, holds: [...keyring.holds, hold] }
  const copies = new Map<number, Uint8Array>()
  for (const leaves of keys.heldLeaves.values()) {
    for (const [minute, held] of leaves) {
      if (minute < hold.fromMinute || minute >= hold.toMinute || copies.has(minute)) continue
      copies.set(minute, copyKey(held))
    }
  }
  return copies.size === 0 ? next : withKeys(next, hold.camera, withLeaves(keys, hold.id, copies))
}

/**
 * Ends a hold. The leaves it kept are dropped; `erased` names the minutes that no other hold keeps
 * and that can no longer be derived. Minutes not yet due stay in their tree, under the rule.
 * Throws RangeError for a hold that is unknown or released already.
 */
export function releaseHold(
  keyring: Keyring,
  id: string,
  releasedUs: number,
): { next: Keyring; erased: readonly DayRange[] } {
  const hold = keyring.holds.find(other => other.id === id)
  if (!hold || hold.releasedUs !== undefined) throw new RangeError('no such hold in force')
  const holds = keyring.holds.map(other => (other === hold ? { ...hold, releasedUs } : other))
  const { keys, erased } = dropLeaves(hold.camera, keysOf(keyring, hold.camera), id)
  return { next: withKeys({ ...keyring, holds }, hold.camera, keys), erased }
}

/** The camera's keys with further leaves in a hold, ascending by minute and by hold id. */
export function withLeaves(
  keys: CameraKeys,
  hold: string,
  copies: ReadonlyMap<number, Uint8Array>,
): CameraKeys {
  const leaves = [...(keys.heldLeaves.get(hold) ?? []), ...copies].sort((a, b) => a[0] - b[0])
  const held = new Map(keys.heldLeaves).set(hold, new Map(leaves))
  return { ...keys, heldLeaves: new Map([...held].sort((a, b) => (a[0] < b[0] ? -1 : 1))) }
}

/** The camera's keys without a hold's leaves, and the minutes that went with them. */
export function dropLeaves(
  camera: string,
  keys: CameraKeys,
  hold: string,
): { keys: CameraKeys; erased: readonly DayRange[] } {
  const dropped = keys.heldLeaves.get(hold)
  if (dropped === undefined) return { keys, erased: [] }
  const heldLeaves = new Map(keys.heldLeaves)
  heldLeaves.delete(hold)
  const kept = union([...heldLeaves.values()].flatMap(leaves => runs(leaves.keys())))
  const gone = runs(dropped.keys()).flatMap(span => outside(span, kept))
  return { keys: { ...keys, heldLeaves }, erased: dayRanges(camera, gone) }
}
