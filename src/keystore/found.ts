import { dirname } from 'node:path/posix'
import { headerBytes, readHeader, sealedBytes } from './blob.ts'
import { blobPath, lengthen, roomFor } from './blob-file.ts'
import { drawShares, sealInto, shareOf } from './commit-steps.ts'
import type { Committed, OnStep, Store } from './keystore.ts'
import { KeystoreFault } from './keystore-fault.ts'
import { ownerAt } from './place.ts'
import { secretBytes } from './secret-bytes.ts'
import { decodeSlot, encodeDestroyed, encodeShare, type Opens, slotBytes } from './slot.ts'

const unborn = (path: string) => `${path}.founding`

/**
 * Makes version 1: two blob files of reserved length and one slot file at each place. Refuses (Conflict)
 * where a keyring is founded already or a share lies that is not left over from a founding broken off
 * here. The keyring exists once `blob-0` has its name, the last step; before that everything may be founded
 * again, after it `recover` finds version 1. Makes the folders; the names of the folders themselves
 * are for the caller to sync.
 */
export async function found(
  store: Store,
  plain: Uint8Array,
  options: { readonly onStep?: OnStep } = {},
): Promise<Committed> {
  const { onStep = () => {} } = options
  const { disk, directory } = store
  if (store.places.length === 0) throw new RangeError('a keyring needs a place for its share')
  await onStep('readPlaces')
  await disk.makeDirectory(directory)
  await clearLeftovers(store)
  const bytes = roomFor(store, sealedBytes(plain.length))
  await onStep('growBlob')
  for (const path of [0, 1].map(file => blobPath(store, file))) {
    await (await disk.create(unborn(path))).close()
    await lengthen(store, unborn(path), bytes)
  }
  const shares = drawShares(store)
  try {
    const header = { site: store.site, version: 1, previousHash: new Uint8Array(32) }
    const blob = await sealInto(store, unborn(blobPath(store, 0)), shares, header, plain, onStep)
    await disk.syncDirectory(directory)
    const opens = { version: 1, blobFile: 0, blobHash: blob.hash }
    for (const place of store.places.keys()) {
      await onStep('writeShare', place)
      await makePlace(store, place, opens, shareOf(shares, place))
    }
    await onStep('nameFiles')
    // A crash before the last name: no blob-0, so nothing was founded, and nothing was sealed under it.
    for (const path of [1, 0].map(file => blobPath(store, file))) {
      await disk.rename(unborn(path), path)
      await disk.syncDirectory(directory)
    }
    await onStep('done')
    const room = { usedBytes: blob.bytes, reservedBytes: bytes, problem: null }
    return { version: 1, blobHash: blob.hash, room }
  } finally {
    shares.fill(0)
  }
}

/** The slot file appears under its name with its content whole, so that what stands there is never half ours. */
async function makePlace(
  store: Store,
  place: number,
  opens: Opens,
  share: Uint8Array,
): Promise<void> {
  const { disk } = store
  const { slotsPath } = store.places[place]!
  const bytes = secretBytes(2 * slotBytes)
  try {
    encodeShare(bytes.subarray(0, slotBytes), ownerAt(store, place), opens, share)
    const free = bytes.subarray(slotBytes)
    encodeDestroyed(free, ownerAt(store, place), store.random(slotBytes))
    const file = await disk.create(unborn(slotsPath))
    try {
      await file.write(bytes, 0)
    } finally {
      await file.close()
    }
    const back = await disk.read(unborn(slotsPath))
    const same = back.equals(bytes)
    back.fill(0)
    if (!same) throw new Error(`${slotsPath}: read back other bytes than were written`)
  } finally {
    bytes.fill(0)
  }
  await disk.rename(unborn(slotsPath), slotsPath)
  await disk.syncDirectory(dirname(slotsPath))
}

/** Removes what a founding broken off here left behind, and refuses to touch anything else. */
async function clearLeftovers(store: Store): Promise<void> {
  const { disk, directory } = store
  const names = await disk.list(directory)
  if (names.includes('blob-0')) {
    throw new KeystoreFault('Conflict', `a keyring was founded in ${directory} already`)
  }
  const begun = names.includes('blob-0.founding')
    ? readHeader(await disk.readAt(`${directory}/blob-0.founding`, 0, headerBytes))
    : null
  for (const { slotsPath } of store.places) {
    await disk.makeDirectory(dirname(slotsPath))
    const beside = await disk.list(dirname(slotsPath))
    const isThere = (path: string) => beside.includes(path.slice(dirname(path).length + 1))
    if (isThere(unborn(slotsPath))) await removeOver(store, unborn(slotsPath))
    if (!isThere(slotsPath)) continue
    const slot = decodeSlot(await disk.readAt(slotsPath, 0, slotBytes))
    const ours =
      begun !== null &&
      slot.state === 'share' &&
      slot.version === 1 &&
      Buffer.from(slot.site).equals(begun.site)
    if (!ours) {
      throw new KeystoreFault(
        'Conflict',
        `${slotsPath} exists and is not left over from a founding here`,
        {
          places: [slotsPath],
          hint: 'Choose another place. Remove the file only if no recorder needs it any more.',
        },
      )
    }
    await removeOver(store, slotsPath)
  }
  for (const name of ['blob-1', 'blob-1.founding', 'blob-0.founding']) {
    if (names.includes(name)) await disk.remove(`${directory}/${name}`)
  }
}

/** A share is written over before its name goes: removing a file destroys nothing. */
async function removeOver(store: Store, path: string): Promise<void> {
  const file = await store.disk.open(path)
  try {
    await file.write(store.random(2 * slotBytes), 0)
  } finally {
    await file.close()
  }
  await store.disk.remove(path)
  await store.disk.syncDirectory(dirname(path))
}
