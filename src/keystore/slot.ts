import { createHash } from 'node:crypto'

export const slotBytes = 4096
export const shareBytes = 32

/** Whose slot it is: the same for all slots of one place. */
export type Owner = {
  readonly site: Uint8Array
  /** Position of the place among all places, from 0: shares are joined in this order. */
  readonly place: number
  readonly places: number
}
/** Which blob a share helps to open. */
export type Opens = {
  readonly version: number
  /** 0 or 1: blob-0 or blob-1. */
  readonly blobFile: number
  /** SHA-256 of the whole blob. */
  readonly blobHash: Uint8Array
}
/** What a slot was found to hold. `torn`: neither of our two states, whatever left it so. */
export type Slot =
  | ({ readonly state: 'share'; readonly share: Uint8Array } & Owner & Opens)
  | ({ readonly state: 'destroyed' } & Owner)
  | { readonly state: 'torn' }

// magic 8 · format u16 · state u8 · blob file u8 · place u16 · places u16 · site 16 · version u64
// · SHA-256(blob) 32 · share 32 · filler · SHA-256 of all before 32
const magic = Buffer.from('TACHISLT')
const format = 1
const at = { format: 8, state: 10, blobFile: 11, place: 12, places: 14, site: 16, version: 32 }
const hashAt = 40
const shareAt = 72
const checksumAt = slotBytes - 32

/** Writes a slot that carries a share. The caller wipes `into`. */
export function encodeShare(into: Buffer, owner: Owner, opens: Opens, share: Uint8Array): void {
  head(into, owner, 1)
  into[at.blobFile] = opens.blobFile
  into.writeBigUInt64BE(BigInt(opens.version), at.version)
  into.set(opens.blobHash, hashAt)
  into.set(share, shareAt)
  into.fill(0, shareAt + shareBytes, checksumAt)
  into.set(checksum(into), checksumAt)
}

/**
 * Writes a slot whose share is gone. `noise` is random, at least as long as a slot: a device that does
 * not store zeros must store these bytes, and where it can it stores them over the share.
 */
export function encodeDestroyed(into: Buffer, owner: Owner, noise: Uint8Array): void {
  into.set(noise.subarray(0, slotBytes))
  head(into, owner, 2)
  into.fill(0, at.version, shareAt)
  into.set(checksum(into), checksumAt)
}

/** `share` is a view of `bytes`: whoever wipes them wipes it. */
export function decodeSlot(bytes: Buffer): Slot {
  const whole =
    bytes.length === slotBytes &&
    bytes.subarray(0, magic.length).equals(magic) &&
    bytes.readUInt16BE(at.format) === format &&
    bytes.subarray(checksumAt).equals(checksum(bytes))
  if (!whole) return { state: 'torn' }
  const owner: Owner = {
    site: Uint8Array.from(bytes.subarray(at.site, at.site + 16)),
    place: bytes.readUInt16BE(at.place),
    places: bytes.readUInt16BE(at.places),
  }
  if (bytes[at.state] === 2) return { state: 'destroyed', ...owner }
  if (bytes[at.state] !== 1) return { state: 'torn' }
  return {
    state: 'share',
    ...owner,
    version: Number(bytes.readBigUInt64BE(at.version)),
    blobFile: bytes[at.blobFile] === 0 ? 0 : 1,
    blobHash: Uint8Array.from(bytes.subarray(hashAt, hashAt + 32)),
    share: bytes.subarray(shareAt, shareAt + shareBytes),
  }
}

function head(into: Buffer, { site, place, places }: Owner, state: number): void {
  into.set(magic, 0)
  into.writeUInt16BE(format, at.format)
  into[at.state] = state
  into[at.blobFile] = 0
  into.writeUInt16BE(place, at.place)
  into.writeUInt16BE(places, at.places)
  into.set(site, at.site)
}

const checksum = (slot: Buffer): Buffer =>
  createHash('sha256').update(slot.subarray(0, checksumAt)).digest()
