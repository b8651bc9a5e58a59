import { noDays } from './day-trees.ts'
import { copyKey } from './key-bytes.ts'
import {
  type CameraAbout,
  type CameraKeys,
  type Keyring,
  keysOf,
  type RuleEntry,
  type Settings,
  withKeys,
} from './keyring.ts'

/** A camera newly switched on, without keys until `plantDays`. An id is never used twice. */
export function addCamera(keyring: Keyring, camera: string, about: CameraAbout): Keyring {
  if (!/^[0-9a-f]{32}$/.test(camera)) throw new RangeError('a camera id has 32 hex characters')
  if (keyring.cameras.has(camera)) throw new RangeError(`camera ${camera} is there already`)
  const keys: CameraKeys = {
    about,
    secret: null,
    rules: [],
    days: noDays,
    heldLeaves: new Map(),
  }
  const all: [string, CameraKeys][] = [...keyring.cameras, [camera, keys]]
  return { ...keyring, cameras: new Map(all.sort(byId)) }
}

/**
 * Ends recording: no day is planted any more and the password goes at once. The footage keeps its
 * keys until each minute is due, and the camera its entry, so that no file becomes foreign.
 */
export function removeCamera(keyring: Keyring, camera: string, removedUs: number): Keyring {
  const keys = keysOf(keyring, camera)
  if (keys.about.removedUs !== undefined)
    throw new RangeError(`camera ${camera} is removed already`)
  const about = { ...keys.about, removedUs }
  return withKeys(keyring, camera, { ...keys, about, secret: null })
}

/** Everything about a camera but its removal and its keys. */
export function changeAbout(keyring: Keyring, camera: string, about: CameraAbout): Keyring {
  const keys = keysOf(keyring, camera)
  if (about.removedUs !== keys.about.removedUs) throw new RangeError('a removal is not changed')
  return withKeys(keyring, camera, { ...keys, about })
}

/** `user:password` is copied: the caller wipes its own. */
export function setSecret(keyring: Keyring, camera: string, secret: Uint8Array | null): Keyring {
  const keys = keysOf(keyring, camera)
  return withKeys(keyring, camera, { ...keys, secret: secret && copyKey(secret) })
}

export const setSettings = (keyring: Keyring, settings: Settings): Keyring => ({
  ...keyring,
  settings,
})

/**
 * A rule from `rule.fromMinute` on, for the site or for one camera. Throws RangeError when it would
 * begin before the last one of its list: what was in force is not rewritten.
 */
export function appendRule(keyring: Keyring, rule: RuleEntry, camera?: string): Keyring {
  if (!Number.isSafeInteger(rule.fromMinute)) throw new RangeError('a rule begins with a minute')
  if (camera === undefined) return { ...keyring, rules: appended(keyring.rules, rule) }
  const keys = keysOf(keyring, camera)
  return withKeys(keyring, camera, { ...keys, rules: appended(keys.rules, rule) })
}

function appended(rules: readonly RuleEntry[], rule: RuleEntry): readonly RuleEntry[] {
  const last = rules.at(-1)
  if (last && rule.fromMinute < last.fromMinute) {
    throw new RangeError('a rule cannot begin before the one in force')
  }
  return [...rules, rule]
}

const byId = (a: readonly [string, unknown], b: readonly [string, unknown]): number =>
  a[0] < b[0] ? -1 : 1
