import type { Disk } from '#disk/disk.ts'
import type { SegmentMap } from './segment-map.ts'

/**
 * Maps a sealed file. `footer`: by its footer where it has a sound one, else by walking the records;
 * `records`: always by walking (what `check` uses, so that a footer can hide nothing).
 * Needs no key. Throws VaultFault `notOurs` or `damaged` (header), `missing` (header never written).
 */
export async function scanSegment(
  disk: Disk,
  path: string,
  by: 'footer' | 'records' = 'footer',
): Promise<SegmentMap> {
  throw new Error(`not yet: ${disk} ${path} ${by}`)
}
