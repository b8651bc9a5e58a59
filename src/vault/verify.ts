import type { Minute } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { sha256 } from '#hash/sha256.ts'
import { rootOf } from '#tlog/tree.ts'
import { VaultFault } from './fault.ts'
import { MinuteAtHand, openMinute } from './open-minute.ts'
import { pieceOf } from './read.ts'
import { noSeal, type Seal, sealOf } from './seal.ts'
import type { SegmentMap } from './segment-map.ts'
import { setsLeaf, unitLeaf } from './unit-table.ts'
import type { MinuteKeys } from './writer.ts'

export type Verified = {
  /** The seal it was checked against: the one given, else the file's own; null where there is none (crash). */
  readonly seal: Seal | null
  readonly units: number
  /** Leaves behind the sealed ones: a write that failed and reached the disk all the same. */
  readonly beyond: number
  readonly torn: boolean
}

/**
 * Computes a minute's tree again from its units and compares it with the seal: the one given (from the spool or carried
 * in the next segment), else its own. Throws VaultFault `tampered` where it differs, and as `readMinute`.
 */
export async function verifyMinute(
  disk: Disk,
  map: SegmentMap,
  minute: Minute,
  keys: MinuteKeys,
  seal?: Seal,
): Promise<Verified> {
  const found = await leavesOf(disk, map, minute, keys)
  const against = seal ?? found.seal
  if (against !== null) {
    const wrong = () => new VaultFault('tampered', 'the minute is not what was sealed', map.path)
    if (against.leaves > found.leaves.length) throw wrong()
    const again = found.sealOver(against.leaves, against.previous)
    if (!Buffer.from(again.bytes).equals(against.bytes)) throw wrong()
  }
  const beyond = found.leaves.length - (against?.leaves ?? found.leaves.length)
  return { seal: against, units: found.units.length, beyond, torn: found.torn }
}

export type MinuteLeaves = {
  readonly leaves: readonly Uint8Array[]
  /** Index of the leaf and capture time of each access unit. */
  readonly units: readonly { readonly leaf: number; readonly captureUs: number }[]
  readonly seal: Seal | null
  readonly torn: boolean
  readonly sealOver: (leaves: number, previous: Uint8Array) => Seal
}

/** All leaves of a minute. `each` sees every opened record with the index of its first leaf. */
export async function leavesOf(
  disk: Disk,
  map: SegmentMap,
  minute: Minute,
  keys: MinuteKeys,
): Promise<MinuteLeaves> {
  const at = new MinuteAtHand(map, minute, keys)
  const leaves: Uint8Array[] = []
  const units: { leaf: number; captureUs: number }[] = []
  let end: { seal: Seal | null; torn: boolean } = { seal: null, torn: false }
  const ckHash = sha256(at.ck)
  try {
    for await (const opened of openMinute(disk, map, minute, at)) {
      if (opened.kind === 'end') end = opened
      else if (opened.kind === 'init') {
        leaves.push(setsLeaf(at.ck, opened.head.firstUs, opened.plain))
      } else if (opened.kind === 'units') {
        const piece = pieceOf(opened, map.path)
        for (const unit of piece.kind === 'units' ? piece.units : []) {
          units.push({ leaf: leaves.length, captureUs: unit.captureUs })
          leaves.push(unitLeaf(at.ck, unit))
        }
      } else if (opened.kind === 'leadIn') opened.plain.fill(0)
    }
  } finally {
    at.wipe()
  }
  const sealOver = (count: number, previous: Uint8Array) => {
    const sealed = units.filter(({ leaf }) => leaf < count)
    return sealOf({
      camera: map.header.camera,
      segment: map.header.segment,
      minute,
      leaves: count,
      units: sealed.length,
      firstUs: sealed[0]?.captureUs ?? 0,
      lastUs: sealed.at(-1)?.captureUs ?? 0,
      root: rootOf(sha256, leaves.slice(0, count)),
      ckHash,
      previous,
    })
  }
  return { leaves, units, ...end, sealOver }
}

/** The seal of a minute that a crash left without one, over all that can be read of it; null where nothing can. */
export async function sealOrphan(
  disk: Disk,
  map: SegmentMap,
  minute: Minute,
  keys: MinuteKeys,
  previous: Uint8Array = noSeal,
): Promise<Seal | null> {
  const found = await leavesOf(disk, map, minute, keys)
  return found.leaves.length > 0 ? found.sealOver(found.leaves.length, previous) : null
}
