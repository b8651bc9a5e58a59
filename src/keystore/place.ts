import type { Place, Store, Version } from './keystore.ts'
import { KeystoreFault } from './keystore-fault.ts'
import { secretBytes } from './secret-bytes.ts'
import {
  decodeSlot,
  encodeDestroyed,
  encodeShare,
  type Opens,
  type Owner,
  type Slot,
  slotBytes,
} from './slot.ts'

/** What one place holds. The shares are views of one buffer, wiped by `wipe`. */
export type PlaceSlots = { readonly slots: readonly [Slot, Slot]; wipe(): void }

export const ownerAt = ({ site, places }: Store, place: number): Owner => ({
  site,
  place,
  places: places.length,
})

/**
 * Reads every place, or none: a place that does not answer is Unavailable, a share that is not this
 * site's or not of this set of places is Misconfigured. The caller wipes what it gets.
 */
export async function readPlaces(
  store: Store,
  current: Version | null = null,
): Promise<readonly PlaceSlots[]> {
  const read: PlaceSlots[] = []
  const silent: string[] = []
  let cause: unknown
  for (const { slotsPath } of store.places) {
    try {
      const bytes = await store.disk.readAt(slotsPath, 0, 2 * slotBytes)
      const first = decodeSlot(bytes.subarray(0, slotBytes))
      const second = decodeSlot(bytes.subarray(slotBytes))
      read.push({ slots: [first, second], wipe: () => void bytes.fill(0) })
    } catch (error) {
      silent.push(slotsPath)
      cause = error
    }
  }
  const refuse = (fault: KeystoreFault): never => {
    for (const place of read) place.wipe()
    throw fault
  }
  if (silent.length > 0) {
    refuse(
      new KeystoreFault('Unavailable', `no answer from the key share at ${silent.join(', ')}`, {
        current,
        places: silent,
        cause,
        hint: 'Attach the medium that holds the share. Nothing was changed.',
      }),
    )
  }
  for (const [place, { slots }] of read.entries()) {
    const foreign = slots.find(
      slot => slot.state !== 'torn' && !belongs(slot, ownerAt(store, place)),
    )
    if (foreign === undefined) continue
    refuse(
      new KeystoreFault(
        'Misconfigured',
        `${store.places[place]!.slotsPath} holds the share of another site or of another set of places`,
        { hint: 'Name the share files of this keyring in the order of its founding.' },
      ),
    )
  }
  return read
}

function belongs(slot: Owner, owner: Owner): boolean {
  return (
    Buffer.from(slot.site).equals(owner.site) &&
    slot.place === owner.place &&
    slot.places === owner.places
  )
}

/** Writes a share into a slot in place and reads it back. */
export async function writeShare(
  store: Store,
  place: number,
  slot: number,
  opens: Opens,
  share: Uint8Array,
): Promise<void> {
  const bytes = secretBytes(slotBytes)
  try {
    encodeShare(bytes, ownerAt(store, place), opens, share)
    await writeSlot(store, store.places[place]!, slot, bytes)
  } finally {
    bytes.fill(0)
  }
}

/** Writes over a slot in place, so that whatever it held is gone, and reads it back. */
export async function destroySlot(store: Store, place: number, slot: number): Promise<void> {
  const bytes = Buffer.alloc(slotBytes)
  encodeDestroyed(bytes, ownerAt(store, place), store.random(slotBytes))
  await writeSlot(store, store.places[place]!, slot, bytes)
}

async function writeSlot(store: Store, place: Place, slot: number, bytes: Buffer): Promise<void> {
  const file = await store.disk.open(place.slotsPath)
  try {
    await file.write(bytes, slot * slotBytes)
  } finally {
    await file.close()
  }
  const back = await store.disk.readAt(place.slotsPath, slot * slotBytes, slotBytes)
  const same = back.equals(bytes)
  back.fill(0)
  if (!same) throw new Error(`${place.slotsPath}: read back other bytes than were written`)
}
