import type { Minute } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import type { CapturedUnit, ParameterSets } from '#video/access-unit.ts'
import type { Seal } from './seal.ts'
import type { SegmentMap } from './segment-map.ts'
import type { MinuteKeys } from './writer.ts'

/** What goes with a frame-exact copy: proves one leaf of a minute without its neighbours' frames. */
export type LeafProof = {
  readonly seal: Seal
  /** The minute's "commit" key of this segment; opens no picture. */
  readonly ck: Uint8Array
  readonly index: number
  readonly path: readonly Uint8Array[]
}

/** Proofs of the chosen units (counted from 0 over the minute's access units) and of the parameter sets in force at each. */
export async function proveUnits(
  disk: Disk,
  map: SegmentMap,
  minute: Minute,
  keys: MinuteKeys,
  chosen: readonly number[],
): Promise<
  readonly {
    readonly unit: CapturedUnit
    readonly proof: LeafProof
    readonly sets: ParameterSets
    readonly runUs: number
    readonly setsProof: LeafProof
  }[]
> {
  throw new Error(`not yet: ${disk} ${map} ${minute} ${keys} ${chosen}`)
}

/** Needs the seal's hash from a source that is trusted (spool, checkpoint), nothing else. */
export function verifyUnit(unit: CapturedUnit, proof: LeafProof, sealHash: Uint8Array): boolean {
  throw new Error(`not yet: ${unit} ${proof} ${sealHash}`)
}
