import type { Disk } from '#disk/disk.ts'
import { isUnlinked } from './fault.ts'
import { headBytes, tagBytes } from './record.ts'
import { readSeal, type Seal, sealBytes } from './seal.ts'
import type { SegmentMap } from './segment-map.ts'
import { walkHeads } from './walk.ts'

/**
 * The seals that stand in a file, its own minutes' and those it carries of a minute that a crash left without one, by
 * their bytes alone: no key is needed, and nothing is proven. What was given back, is damaged or was unlinked meanwhile is left out.
 */
export async function sealsIn(disk: Disk, map: SegmentMap): Promise<readonly Seal[]> {
  const seals: Seal[] = []
  try {
    await collect(disk, map, seals)
  } catch (error) {
    if (!isUnlinked(error)) throw error
  }
  return seals
}

async function collect(disk: Disk, map: SegmentMap, seals: Seal[]): Promise<void> {
  const { path, header, minutes } = map
  const read = async (offset: number) => {
    const seal = sealFrom(await disk.readAt(path, offset, sealBytes))
    if (seal?.camera === header.camera) seals.push(seal)
  }
  for (const { offset, length, sealed, released } of minutes) {
    if (sealed && !released) await read(offset + length - tagBytes - sealBytes)
  }
  // What is carried stands before the first pictures.
  const [first] = minutes
  if (first === undefined || first.released) return
  const ends = first.offset + first.length - (first.sealed ? tagBytes + sealBytes + headBytes : 0)
  for await (const { offset, head } of walkHeads(disk, path, first.offset, ends, () => true)) {
    if (head.kind === 'units') break
    if (head.kind === 'seal') await read(offset + headBytes)
  }
}

function sealFrom(bytes: Buffer): Seal | null {
  try {
    return readSeal(bytes)
  } catch {
    return null
  }
}
