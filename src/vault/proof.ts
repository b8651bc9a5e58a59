import type { Minute } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { sha256 } from '#hash/sha256.ts'
import { auditPath, verifyAuditPath } from '#tlog/tree.ts'
import type { CapturedUnit, DecoderSetup } from '#video/access-unit.ts'
import { VaultFault } from './fault.ts'
import { initBytes } from './init.ts'
import { MinuteAtHand, openMinute } from './open-minute.ts'
import { pieceOf } from './read.ts'
import { readSeal, type Seal } from './seal.ts'
import type { SegmentMap } from './segment-map.ts'
import { setsLeaf, unitLeaf } from './unit-table.ts'
import type { MinuteKeys } from './writer.ts'

/** What goes with a frame-exact copy: proves one leaf of a minute without its neighbours' frames. */
export type LeafProof = {
  readonly seal: Seal
  /** The minute's "commit" key of this segment; opens no picture. */
  readonly ck: Uint8Array
  readonly index: number
  readonly path: readonly Uint8Array[]
}

/** Parameter sets as they stood before a unit. */
export type SetsInForce = {
  readonly sets: DecoderSetup
  readonly runUs: number
  readonly captureUs: number
}

export type ProvenUnit = {
  readonly unit: CapturedUnit
  readonly proof: LeafProof
  /** Null where the camera sends its sets within the stream only. */
  readonly sets: (SetsInForce & { readonly proof: LeafProof }) | null
}

/**
 * Units of a minute with their proofs. `chosen`: indices from 0 over the minute's access units, `seal`: as `verifyMinute`.
 * Throws VaultFault `missing` for an unsealed minute or an index that is not there, `tampered` where the minute is not what was sealed.
 */
export async function proveUnits(
  disk: Disk,
  map: SegmentMap,
  minute: Minute,
  keys: MinuteKeys,
  chosen: readonly number[],
  seal?: Seal,
): Promise<readonly ProvenUnit[]> {
  const at = new MinuteAtHand(map, minute, keys)
  try {
    const leaves: Uint8Array[] = []
    const found = new Map<number, { unit: CapturedUnit; leaf: number; sets: Sets | null }>()
    let sets: Sets | null = null
    let own: Seal | null = null
    let count = 0
    for await (const opened of openMinute(disk, map, minute, at)) {
      if (opened.kind === 'end') own = opened.seal
      else if (opened.kind === 'leadIn') opened.plain.fill(0)
      else {
        const piece = pieceOf(opened, map.path)
        if (piece.kind === 'init') {
          const { firstUs } = opened.head
          sets = { sets: piece.sets, runUs: piece.runUs, captureUs: firstUs, leaf: leaves.length }
          leaves.push(setsLeaf(at.ck, firstUs, opened.plain))
        }
        for (const unit of piece.kind === 'units' ? piece.units : []) {
          if (chosen.includes(count)) found.set(count, { unit, leaf: leaves.length, sets })
          leaves.push(unitLeaf(at.ck, unit))
          count += 1
        }
      }
    }
    const against = seal ?? own
    if (against === null) throw new VaultFault('missing', 'the minute has no seal', map.path)
    const sealed = leaves.slice(0, against.leaves)
    const proofOf = (index: number): LeafProof => {
      if (index >= sealed.length) throw new VaultFault('missing', 'not sealed', map.path)
      const path = auditPath(sha256, sealed, index)
      return { seal: against, ck: Uint8Array.from(at.ck), index, path }
    }
    return chosen.map(index => {
      const one = found.get(index)
      if (one === undefined) throw new VaultFault('missing', `no unit ${index}`, map.path)
      const { unit, leaf } = one
      const proof = proofOf(leaf)
      if (!verifyUnit(unit, proof, against.hash)) {
        throw new VaultFault('tampered', 'the minute is not what was sealed', map.path)
      }
      return { unit, proof, sets: one.sets && { ...one.sets, proof: proofOf(one.sets.leaf) } }
    })
  } finally {
    at.wipe()
  }
}

type Sets = SetsInForce & { readonly leaf: number }

/** Whether the unit stood in the minute. Needs the seal's hash from a source that is trusted (spool, checkpoint), nothing else. */
export const verifyUnit = (unit: CapturedUnit, proof: LeafProof, sealHash: Uint8Array): boolean =>
  verifyLeaf(unitLeaf(proof.ck, unit), proof, sealHash)

/** Whether the parameter sets stood in the minute. */
export const verifySets = (sets: SetsInForce, proof: LeafProof, sealHash: Uint8Array): boolean =>
  verifyLeaf(setsLeaf(proof.ck, sets.captureUs, initBytes(sets.sets, sets.runUs)), proof, sealHash)

function verifyLeaf(leaf: Uint8Array, proof: LeafProof, sealHash: Uint8Array): boolean {
  const { ck, index, path } = proof
  try {
    const { root, ckHash, leaves: size } = readSeal(proof.seal.bytes)
    return (
      Buffer.from(sha256(proof.seal.bytes)).equals(sealHash) &&
      Buffer.from(sha256(ck)).equals(ckHash) &&
      verifyAuditPath(sha256, { leaf, index, size, path, root })
    )
  } catch {
    return false
  }
}
