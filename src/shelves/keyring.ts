import { fiscalYearOf } from '#civil/fiscal-year.ts'
import { secretBytes } from '#keystore/secret-bytes.ts'
import type { ShelfName } from './shelf-keys.ts'
import { isOver, openShelfOf } from './shelf-name.ts'

/** The keys of all shelves that are alive (design/shelves.md). Never changed: every change makes another. */
export type ShelfKeyring = {
  /** 16 bytes. */
  readonly site: Uint8Array
  /** The version that an older image, found at a start, had; 0: none, or it stands in the ledger by now. */
  readonly rolledBackTo: number
  /** 32 bytes each, in a buffer of their own, by name in ascending order. */
  readonly keys: ReadonlyMap<ShelfName, Uint8Array>
}

/** So many unpredictable bytes, new at each call. The caller wipes them. */
export type Random = (length: number) => Uint8Array

/** Without a key yet. */
export const emptyShelves = (site: Uint8Array): ShelfKeyring => ({
  site,
  rolledBackTo: 0,
  keys: new Map(),
})

/**
 * Open shelves that must stand at an instant: this fiscal year's and the next one's. What is open lies on both,
 * so that the turn of the year finds it laid, and so does a database put back from before the turn.
 */
export const neededAt = (nowUs: number): readonly ShelfName[] => {
  const year = fiscalYearOf(nowUs)
  return [openShelfOf(year), openShelfOf(year + 1)]
}

/** With a new key for each of these shelves that has none; the keyring itself where none is missing. */
export function withShelves(
  keyring: ShelfKeyring,
  names: Iterable<ShelfName>,
  random: Random,
): ShelfKeyring {
  const missing = [...new Set(names)].filter(name => !keyring.keys.has(name))
  if (missing.length === 0) return keyring
  const drawn = missing.map((name): [ShelfName, Uint8Array] => [name, drawKey(random)])
  return { ...keyring, keys: ascending([...keyring.keys, ...drawn]) }
}

/** Without these shelves; the keyring itself where it has none of them. */
export function withoutShelves(keyring: ShelfKeyring, dead: Iterable<ShelfName>): ShelfKeyring {
  const gone = new Set(dead)
  const left = [...keyring.keys].filter(([name]) => !gone.has(name))
  return left.length === keyring.keys.size ? keyring : { ...keyring, keys: new Map(left) }
}

/** Shelves whose years are over and whose keys are still here. */
export const dueShelves = (keyring: ShelfKeyring, nowUs: number): readonly ShelfName[] =>
  [...keyring.keys.keys()].filter(name => isOver(name, nowUs))

/** Destroys in memory every key of `given` that `kept` does not share. */
export function wipeShelves(given: ShelfKeyring, kept?: ShelfKeyring): void {
  for (const [name, key] of given.keys) if (kept?.keys.get(name) !== key) key.fill(0)
}

function drawKey(random: Random): Uint8Array {
  const drawn = random(32)
  const key = secretBytes(32)
  key.set(drawn)
  drawn.fill(0)
  return key
}

const ascending = (entries: readonly [ShelfName, Uint8Array][]) =>
  new Map(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
