import type { Day, Minute } from '#civil/minute.ts'
import type { DayTrees } from './day-trees.ts'
import type { Json, JsonObject } from './json.ts'

/**
 * What one blob version holds, decoded: every key of footage that may still be read, and the rules
 * and holds from which alone the end of each minute is computed.
 *
 * A keyring is never changed: each operation returns the next one, sharing what stayed. The caller
 * commits it, then destroys what the old one held alone with `wipeReplaced`. JSON parts are opaque
 * here (the law and the keeper know them), carry no secret, and must not be mutated.
 *
 * Trust: who has these bytes opens every minute still alive, and none that has been punctured.
 */
export type Keyring = {
  /** 16 bytes each. */
  readonly site: Uint8Array
  readonly keeper: Uint8Array
  /** Made by `demo`: the only kind whose clock may be moved. */
  readonly demo: boolean
  readonly settings: Settings
  /** Site-wide rules, append-only, ascending by `fromMinute`. */
  readonly rules: readonly RuleEntry[]
  /** In the order in which they were decided; a released hold stays on the list. */
  readonly holds: readonly Hold[]
  /** Ascending by camera id (32 lower-case hex characters). A removed camera stays. */
  readonly cameras: ReadonlyMap<string, CameraKeys>
}

export type Settings = JsonObject & {
  readonly organisation: string
  readonly timeMark?: JsonObject
  /** Of the demo's movable clock. */
  readonly clockOffsetUs?: number
}

export type CameraKeys = {
  readonly about: CameraAbout
  /** The camera's `user:password`; null where it needs none, and once it is removed. */
  readonly secret: Uint8Array | null
  /** This camera's own rules, append-only, ascending by `fromMinute`. */
  readonly rules: readonly RuleEntry[]
  /** The trees of its days; of a day entirely erased, none. */
  readonly days: DayTrees
  /** By hold, the leaves of the minutes whose time has come: only here can they still be derived. */
  readonly heldLeaves: ReadonlyMap<string, ReadonlyMap<Minute, Uint8Array>>
}

export type CameraAbout = JsonObject & {
  readonly name: string
  /** Without credentials. */
  readonly url: string
  readonly addedUs: number
  readonly removedUs?: number
  /** No stream: its footage comes on a medium, and no day is planted before some comes. */
  readonly source?: 'card'
}

/** A rule in force from a minute on; its `retention` is read by the law alone. */
export type RuleEntry = JsonObject & {
  readonly fromMinute: Minute
  readonly retention: Json
  readonly profile: string
  readonly version: string
  readonly article: string
  /** The act that ordered it. */
  readonly receipt?: string
}

export type Hold = JsonObject & {
  readonly id: string
  readonly camera: string
  readonly fromMinute: Minute
  /** Exclusive. */
  readonly toMinute: Minute
  readonly decidedBy: string
  readonly ground: string
  readonly article: string
  readonly reason: string
  /** The stated end (内規 A20): from this instant on the hold keeps nothing. */
  readonly endsOnUs: number
  readonly addedUs: number
  readonly releasedUs?: number
  readonly unwitnessed?: boolean
  /** The act that ordered it, and what the office calls it; without one it was ordered before anybody was known here. */
  readonly receipt?: string
  readonly called?: string
}

/** Minutes of one camera and day, [fromIndex, toIndex). */
export type DayRange = {
  readonly camera: string
  readonly day: Day
  readonly fromIndex: number
  readonly toIndex: number
}

/** Whether a hold keeps its minutes at this instant. */
export const inForce = (hold: Hold, nowUs: number): boolean =>
  hold.releasedUs === undefined && nowUs < hold.endsOnUs

export function emptyKeyring(identity: {
  readonly site: Uint8Array
  readonly keeper: Uint8Array
  readonly demo: boolean
  readonly settings: Settings
}): Keyring {
  const { site, keeper, demo, settings } = identity
  if (site.length !== 16 || keeper.length !== 16) throw new RangeError('an identity has 16 bytes')
  return { site, keeper, demo, settings, rules: [], holds: [], cameras: new Map() }
}

/** The camera's keys; throws RangeError for an id the keyring does not know. */
export function keysOf(keyring: Keyring, camera: string): CameraKeys {
  const keys = keyring.cameras.get(camera)
  if (keys === undefined) throw new RangeError(`the keyring knows no camera ${camera}`)
  return keys
}

/** The keyring with one camera's keys exchanged. */
export function withKeys(keyring: Keyring, camera: string, keys: CameraKeys): Keyring {
  return { ...keyring, cameras: new Map(keyring.cameras).set(camera, keys) }
}
