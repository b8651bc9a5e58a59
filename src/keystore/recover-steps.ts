import { blobIn, hashOf, headerBytes, openBlob, readHeader, rootKey } from './blob.ts'
import { blobPath } from './blob-file.ts'
import { carries } from './commit-steps.ts'
import type { OnStep, Store, Version } from './keystore.ts'
import { KeystoreFault } from './keystore-fault.ts'
import { type PlaceSlots, writeShare } from './place.ts'
import { secretBytes } from './secret-bytes.ts'
import { type Slot, shareBytes } from './slot.ts'

export type Chosen = Version & {
  /** The keyring; the caller of `recover` wipes it. */
  readonly plain: Buffer
  /** Which slot carries the version, place by place. */
  readonly slots: readonly number[]
  readonly bytes: number
}
type Share = Extract<Slot, { state: 'share' }>

/** The newest version that every place has a share of and whose blob opens. Writes nothing. */
export async function chooseVersion(store: Store, places: readonly PlaceSlots[]): Promise<Chosen> {
  const first = places[0]?.slots.filter((slot): slot is Share => slot.state === 'share') ?? []
  for (const candidate of [...first].sort((a, b) => b.version - a.version)) {
    const slots = places.map(({ slots }) => slots.findIndex(slot => carries(slot, candidate)))
    if (slots.includes(-1)) continue
    const blob = await readBlob(store, candidate)
    const plain = blob && unseal(store, places, slots, candidate.version, blob)
    if (blob && plain) {
      const { version, blobHash } = candidate
      return { version, blobHash, plain, slots, bytes: blob.length }
    }
  }
  throw new KeystoreFault(
    'DataLoss',
    `no version of the keyring can be opened: ${inventory(places)}`,
    {
      hint: 'Footage sealed under it cannot be opened by anyone. Its files may be kept or removed.',
    },
  )
}

/** Writes the chosen shares over themselves, so that what a killed process left in the page cache is durable. */
export async function rewriteShares(
  store: Store,
  places: readonly PlaceSlots[],
  slots: readonly number[],
  onStep: OnStep,
): Promise<readonly string[]> {
  const failed: string[] = []
  for (const [place, slot] of slots.entries()) {
    const found = places[place]!.slots[slot]
    if (found?.state !== 'share') throw new Error('the chosen slot carries no share')
    try {
      await onStep('rewriteShare', place)
      await writeShare(store, place, slot, found, found.share)
    } catch {
      failed.push(store.places[place]!.slotsPath)
    }
  }
  return failed
}

/** What a start found beside the version in force. */
export function described(
  places: readonly PlaceSlots[],
  version: number,
  chosenSlots: readonly number[],
): readonly string[] {
  return places.flatMap(({ slots }, place) => {
    const other = slots[1 - chosenSlots[place]!]!
    if (other.state === 'destroyed') return []
    if (other.state === 'torn') return [`place ${place}: half-written slot overwritten`]
    const what = other.version > version ? 'unfinished commit of' : 'old share of'
    return [`place ${place}: ${what} version ${other.version} destroyed`]
  })
}

async function readBlob(store: Store, share: Share): Promise<Buffer | null> {
  const path = blobPath(store, share.blobFile)
  try {
    const header = readHeader(await store.disk.readAt(path, 0, headerBytes))
    if (header === null) return null
    const blob = blobIn(await store.disk.readAt(path, 0, header.bytes), store.site, share.version)
    return blob && hashOf(blob).equals(share.blobHash) ? blob : null
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw new KeystoreFault('Unavailable', `cannot read ${path}`, { cause })
  }
}

function unseal(
  store: Store,
  places: readonly PlaceSlots[],
  slots: readonly number[],
  version: number,
  blob: Buffer,
): Buffer | null {
  const shares = secretBytes(places.length * shareBytes)
  for (const [place, slot] of slots.entries()) {
    const found = places[place]!.slots[slot]
    if (found?.state === 'share') shares.set(found.share, place * shareBytes)
  }
  const key = rootKey(shares, store.site, version)
  try {
    return openBlob(key, blob)
  } finally {
    key.fill(0)
    shares.fill(0)
  }
}

const inventory = (places: readonly PlaceSlots[]) =>
  places
    .map(({ slots }, place) => {
      const states = slots.map(slot =>
        slot.state === 'share' ? `share ${slot.version}` : slot.state,
      )
      return `place ${place}: ${states.join(', ')}`
    })
    .join('; ')
