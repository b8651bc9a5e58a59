import type { Minute } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import type { Seal } from './seal.ts'
import type { SegmentMap } from './segment-map.ts'
import type { MinuteKeys } from './writer.ts'

export type Verified = {
  /** The seal it was checked against: the one given, else the file's own; null where there is none (crash). */
  readonly seal: Seal | null
  readonly units: number
  /** Units behind the sealed ones: a write that failed and reached the disk all the same. */
  readonly beyond: number
  readonly torn: boolean
}

/** Computes a minute's tree again from its units and compares it with the seal. Throws VaultFault `tampered` where it differs. */
export async function verifyMinute(
  disk: Disk,
  map: SegmentMap,
  minute: Minute,
  keys: MinuteKeys,
  seal?: Seal,
): Promise<Verified> {
  throw new Error(`not yet: ${disk} ${map} ${minute} ${keys} ${seal}`)
}
