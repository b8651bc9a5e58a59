import { createHmac } from 'node:crypto'
import type { Minute } from '#civil/minute.ts'
import { sha256 } from '#hash/sha256.ts'
import { VaultFault } from './fault.ts'

/** What a closed minute of one segment amounts to; says nothing about the pictures to whoever lacks the key. */
export type Seal = {
  /** 32 lower-case hex characters each. */
  readonly camera: string
  readonly segment: string
  readonly minute: Minute
  /** Leaves of the tree: access units and the parameter sets between them. */
  readonly leaves: number
  readonly units: number
  /** Capture times of the first and the last access unit; 0 where there is none. */
  readonly firstUs: number
  readonly lastUs: number
  /** RFC 6962 root over `leafOf` of every leaf in file order. */
  readonly root: Uint8Array
  /** SHA-256 of ck, the segment's "commit" key of this minute. */
  readonly ckHash: Uint8Array
  /** `hash` of the seal before it of this camera; zeros for the first. */
  readonly previous: Uint8Array
  /** SHA-256 of `bytes`. */
  readonly hash: Uint8Array
  /** The 168 bytes as they stand in the file. */
  readonly bytes: Uint8Array
}

export type SealContent = Omit<Seal, 'hash' | 'bytes'>

export const sealBytes = 168
export const noSeal: Uint8Array = new Uint8Array(32)
const magic = Buffer.from('TACHSEAL')

/**
 * Big-endian: magic 8 · camera 16 · segment 16 · minute u32 · leaves u32 · units u32 · zero u32 ·
 * first i64 · last i64 · root 32 · SHA-256(ck) 32 · previous 32.
 */
export function sealOf(content: SealContent): Seal {
  const bytes = Buffer.alloc(sealBytes)
  magic.copy(bytes)
  bytes.write(content.camera, 8, 'hex')
  bytes.write(content.segment, 24, 'hex')
  bytes.writeUInt32BE(content.minute, 40)
  bytes.writeUInt32BE(content.leaves, 44)
  bytes.writeUInt32BE(content.units, 48)
  bytes.writeBigInt64BE(BigInt(content.firstUs), 56)
  bytes.writeBigInt64BE(BigInt(content.lastUs), 64)
  bytes.set(content.root, 72)
  bytes.set(content.ckHash, 104)
  bytes.set(content.previous, 136)
  return { ...content, hash: sha256(bytes), bytes }
}

/** Throws VaultFault `damaged` on anything `sealOf` does not write. */
export function readSeal(from: Uint8Array): Seal {
  const bytes = Buffer.from(from)
  if (bytes.length !== sealBytes || !bytes.subarray(0, 8).equals(magic)) {
    throw new VaultFault('damaged', 'not a seal')
  }
  const seal = sealOf({
    camera: bytes.toString('hex', 8, 24),
    segment: bytes.toString('hex', 24, 40),
    minute: bytes.readUInt32BE(40),
    leaves: bytes.readUInt32BE(44),
    units: bytes.readUInt32BE(48),
    firstUs: Number(bytes.readBigInt64BE(56)),
    lastUs: Number(bytes.readBigInt64BE(64)),
    root: bytes.subarray(72, 104),
    ckHash: bytes.subarray(104, 136),
    previous: bytes.subarray(136, 168),
  })
  if (!bytes.equals(seal.bytes)) throw new VaultFault('damaged', 'not a seal')
  return seal
}

/** HMAC-SHA256(ck, head ‖ previous tag ‖ seal), its first 16 bytes. */
export function sealTag(
  ck: Uint8Array,
  head: Uint8Array,
  previousTag: Uint8Array,
  seal: Uint8Array,
): Uint8Array {
  const mac = createHmac('sha256', ck).update(head).update(previousTag).update(seal)
  return mac.digest().subarray(0, 16)
}
