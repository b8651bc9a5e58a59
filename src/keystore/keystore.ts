import type { Disk } from '#disk/disk.ts'
import { growAhead, type Room } from './blob-file.ts'
import { destroySlots, lookUp, writeNextBlob, writeShares } from './commit-steps.ts'
import { KeystoreFault } from './keystore-fault.ts'
import { type PlaceSlots, readPlaces } from './place.ts'
import { chooseVersion, described, rewriteShares } from './recover-steps.ts'

/**
 * The keyring on disk: the newest version can be opened, every older one never again.
 *
 * One process at a time, one call at a time. What is returned is durable. After a crash at any point
 * `recover` finds the old version whole or the new version whole, never neither; and once it returned
 * without `unfinished` places nobody opens any other version, with every byte ever written in hand.
 * The procedure, the bytes and what is not claimed stand in design/keystore.md.
 */
export type Store = {
  readonly disk: Disk
  /** The data directory's keyring folder: blob-0 and blob-1. */
  readonly directory: string
  /** One per custodian, in the order of founding; all are needed to open, one that destroyed has erased. */
  readonly places: readonly Place[]
  /** 16 bytes. */
  readonly site: Uint8Array
  /** So many unpredictable bytes, new at each call. */
  readonly random: (length: number) => Uint8Array
  /** Least length of each blob file, 1 MiB where left out. */
  readonly reservedBytes?: number
}
/** A file with two slots of 4096 bytes, on a file system that writes in place (`placeProblems`). */
export type Place = { readonly slotsPath: string }

export type Version = { readonly version: number; readonly blobHash: Uint8Array }
export type Committed = Version & { readonly room: Room }
export type Recovered = Committed & {
  /** The keyring. The caller wipes it. */
  readonly plain: Buffer
  /** What was found broken off and was put right, in words; empty after an orderly stop. */
  readonly repaired: readonly string[]
  /** Slot files where an older share may still stand (消去未完了). */
  readonly unfinished: readonly string[]
  /** The disk holds less than the caller knows to have been committed: a restored image. */
  readonly rolledBack: boolean
}
/** The steps of found, commit and recover, each named before it begins; those of a place with its number. */
export type Step =
  | 'readPlaces'
  | 'growBlob'
  | 'writeBlob'
  | 'readBackBlob'
  | 'writeShare'
  | 'takeBackShare'
  | 'destroyShare'
  | 'growAhead'
  | 'rewriteShare'
  | 'nameFiles'
  | 'done'
export type OnStep = (step: Step, place?: number) => unknown

/**
 * Makes `next` the keyring's only version; `current` is what the last call returned.
 * Returns once the new version is durable at all places and the old share is overwritten at all places.
 * Throws KeystoreFault, whose `committed` says which version is in force. After `true` go on with its
 * `current`: the erasure is finished by `finishErasure` or by the next commit. After 'unknown' only
 * `recover` helps. `version` is above `current.version` where a rollback must be overtaken.
 */
export async function commit(
  store: Store,
  current: Version,
  next: Uint8Array,
  options: { readonly version?: number; readonly onStep?: OnStep } = {},
): Promise<Committed> {
  const { version = current.version + 1, onStep = () => {} } = options
  if (!(version > current.version)) throw new RangeError('a version must be above the current one')
  const ground = await lookUp(store, current, onStep)
  const sealed = await writeNextBlob(store, ground, version, next, onStep)
  try {
    await writeShares(store, ground, sealed, onStep)
  } finally {
    sealed.shares.fill(0)
  }
  const committed: Version = { version, blobHash: sealed.opens.blobHash }
  await destroyOld(store, committed, ground.currentSlots, onStep)
  const room = await growAhead(store, sealed.bytes, onStep)
  await onStep('done')
  return { ...committed, room }
}

/** Destroys again what a commit could not reach: every slot that does not carry `current`. */
export async function finishErasure(store: Store, current: Version): Promise<void> {
  const { freeSlots } = await lookUp(store, current, () => {})
  await destroyOld(store, current, freeSlots, () => {})
}

/**
 * Finds the newest version that has a share at every place and a blob that opens, makes it durable at
 * every place and destroys every other slot. Run it before anything else at start; it may be
 * repeated, also after a crash in it. Reads everything before it writes anything: with a place
 * missing (Unavailable) nothing is touched. Throws NotFound, Unavailable, Misconfigured, DataLoss.
 */
export async function recover(
  store: Store,
  options: { readonly atLeast?: number; readonly onStep?: OnStep } = {},
): Promise<Recovered> {
  const { atLeast = 0, onStep = () => {} } = options
  await onStep('readPlaces')
  await mustBeFounded(store)
  const { version, blobHash, plain, bytes, ...findings } = await chooseAndSettle(store, onStep)
  const room = await growAhead(store, bytes, onStep)
  await onStep('done')
  return { version, blobHash, plain, room, ...findings, rolledBack: version < atLeast }
}

async function chooseAndSettle(store: Store, onStep: OnStep) {
  const places = await readPlaces(store)
  try {
    const { slots, ...chosen } = await chooseVersion(store, places)
    const unfinished = await settle(store, places, slots, onStep)
    return { ...chosen, unfinished, repaired: described(places, chosen.version, slots) }
  } finally {
    for (const place of places) place.wipe()
  }
}

async function settle(
  store: Store,
  places: readonly PlaceSlots[],
  slots: readonly number[],
  onStep: OnStep,
): Promise<readonly string[]> {
  // Until the version in force is durable everywhere, the other slots may hold the only one that is.
  const failed = await rewriteShares(store, places, slots, onStep)
  if (failed.length > 0) return store.places.map(({ slotsPath }) => slotsPath)
  const others = slots.map(slot => 1 - slot)
  return (await destroySlots(store, others, onStep)).map(({ slotsPath }) => slotsPath)
}

async function destroyOld(
  store: Store,
  current: Version,
  slots: readonly number[],
  onStep: OnStep,
): Promise<void> {
  const failed = await destroySlots(store, slots, onStep)
  if (failed.length === 0) return
  const paths = failed.map(({ slotsPath }) => slotsPath)
  throw new KeystoreFault(
    'Unavailable',
    `version ${current.version} is in force, but the share before it may still stand at ${paths.join(', ')}`,
    { committed: true, current, places: paths, cause: failed[0]!.cause },
  )
}

async function mustBeFounded({ disk, directory }: Store): Promise<void> {
  let names: readonly string[]
  try {
    names = await disk.list(directory)
  } catch (cause) {
    throw new KeystoreFault('Unavailable', `cannot read ${directory}`, { cause })
  }
  if (!names.includes('blob-0')) {
    throw new KeystoreFault('NotFound', `no keyring in ${directory}`, {
      hint: 'Run init, or name the right data directory.',
    })
  }
}
