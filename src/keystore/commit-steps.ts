import { opensTo, rootKey, type SealedBlob, sealBlob, sealedBytes } from './blob.ts'
import { blobPath, isFull, makeRoom, writeBlob } from './blob-file.ts'
import type { OnStep, Store, Version } from './keystore.ts'
import { KeystoreFault } from './keystore-fault.ts'
import { destroySlot, type PlaceSlots, readPlaces, writeShare } from './place.ts'
import { secretBytes } from './secret-bytes.ts'
import { type Opens, type Slot, shareBytes } from './slot.ts'

/** Where the current version stands, place by place, and where the next one goes. */
export type Ground = {
  readonly current: Version
  readonly currentSlots: readonly number[]
  readonly freeSlots: readonly number[]
  readonly freeBlob: number
}
/** A blob on disk that no share on disk opens yet. `shares`: all of them in order; the caller wipes them. */
export type Sealed = {
  readonly opens: Opens
  readonly shares: Buffer
  readonly bytes: number
}
/** Every place must answer and hold the current version, before anything is written. */
export async function lookUp(store: Store, current: Version, onStep: OnStep): Promise<Ground> {
  await onStep('readPlaces')
  const places = await readPlaces(store, current)
  try {
    const slots = places.map(({ slots }) => slots.findIndex(slot => carries(slot, current)))
    if (slots.includes(-1)) {
      throw new KeystoreFault(
        'Conflict',
        `the shares on disk are not those of version ${current.version}`,
        { committed: 'unknown', hint: 'Recover before the next change.' },
      )
    }
    return {
      current,
      currentSlots: slots,
      freeSlots: slots.map(slot => 1 - slot),
      freeBlob: 1 - blobFileOf(places[0]!, slots[0]!),
    }
  } finally {
    for (const place of places) place.wipe()
  }
}

/** Seals under fresh shares, writes over the blob before the current one, reads back, unseals, compares. */
export async function writeNextBlob(
  store: Store,
  { current, freeBlob }: Ground,
  version: number,
  plain: Uint8Array,
  onStep: OnStep,
): Promise<Sealed> {
  const path = blobPath(store, freeBlob)
  await onStep('growBlob')
  await makeRoom(store, path, sealedBytes(plain.length), current)
  const shares = drawShares(store)
  try {
    const header = { site: store.site, version, previousHash: current.blobHash }
    const blob = await sealInto(store, path, shares, header, plain, onStep)
    const opens = { version, blobFile: freeBlob, blobHash: blob.hash }
    return { opens, shares, bytes: blob.bytes }
  } catch (cause) {
    shares.fill(0)
    if (cause instanceof KeystoreFault) throw cause
    const what = `version ${version} could not be written to ${path}; version ${current.version} stays`
    throw new KeystoreFault(isFull(cause) ? 'NoSpace' : 'Unavailable', what, { current, cause })
  }
}

/** Returns when the blob was read back and opens with a key made of these shares to the whole of `plain`. */
export async function sealInto(
  store: Store,
  path: string,
  shares: Uint8Array,
  header: { site: Uint8Array; version: number; previousHash: Uint8Array },
  plain: Uint8Array,
  onStep: OnStep,
): Promise<SealedBlob> {
  const key = rootKey(shares, store.site, header.version)
  try {
    const blob = sealBlob(key, store.random(12), header, plain)
    await onStep('writeBlob')
    await writeBlob(store, path, blob)
    await onStep('readBackBlob')
    if (!opensTo(key, await store.disk.readAt(path, 0, blob.bytes), plain)) {
      throw new Error(`${path}: read back another keyring than was written`)
    }
    return blob
  } finally {
    key.fill(0)
  }
}

/**
 * The commit point: the last of these writes. Where one fails, the new share is taken back wherever it may
 * stand; one place that never had it, or lost it again, is enough for the old version to stay in force.
 */
export async function writeShares(
  store: Store,
  { current, freeSlots }: Ground,
  { opens, shares }: Sealed,
  onStep: OnStep,
): Promise<void> {
  for (const [place, slot] of freeSlots.entries()) {
    try {
      await onStep('writeShare', place)
      await writeShare(store, place, slot, opens, shareOf(shares, place))
    } catch (cause) {
      const written = freeSlots.slice(0, place + 1)
      const kept = await destroySlots(store, written, onStep, 'takeBackShare')
      const everywhere = kept.length === store.places.length
      throw new KeystoreFault(
        'Unavailable',
        everywhere
          ? `version ${opens.version} may or may not be in force`
          : `version ${opens.version} was taken back, version ${current.version} stays`,
        {
          committed: everywhere ? 'unknown' : false,
          current: everywhere ? null : current,
          places: [store.places[place]!.slotsPath],
          cause,
        },
      )
    }
  }
}

/** Writes over one slot at each place; goes on past a place that fails, and names it. */
export async function destroySlots(
  store: Store,
  slots: readonly number[],
  onStep: OnStep,
  step: 'destroyShare' | 'takeBackShare' = 'destroyShare',
): Promise<readonly { readonly slotsPath: string; readonly cause: unknown }[]> {
  const failed = []
  for (const [place, slot] of slots.entries()) {
    try {
      await onStep(step, place)
      await destroySlot(store, place, slot)
    } catch (cause) {
      failed.push({ slotsPath: store.places[place]!.slotsPath, cause })
    }
  }
  return failed
}

export function drawShares(store: Store): Buffer {
  const shares = secretBytes(store.places.length * shareBytes)
  for (const place of store.places.keys()) {
    const share = store.random(shareBytes)
    shares.set(share, place * shareBytes)
    share.fill(0)
  }
  return shares
}

export const shareOf = (shares: Buffer, place: number): Buffer =>
  shares.subarray(place * shareBytes, (place + 1) * shareBytes)

export function carries(slot: Slot, { version, blobHash }: Version): boolean {
  return slot.state === 'share' && slot.version === version && slotOpens(slot, blobHash)
}

const slotOpens = (slot: Opens, blobHash: Uint8Array) => Buffer.from(slot.blobHash).equals(blobHash)

function blobFileOf({ slots }: PlaceSlots, index: number): number {
  const slot = slots[index]
  return slot?.state === 'share' ? slot.blobFile : 0
}
