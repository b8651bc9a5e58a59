import { statfs } from 'node:fs/promises'
import { type Premises, siteFile } from '../premises.ts'

/** Of the file system that the footage lies on, bytes. */
export type Room = {
  readonly totalBytes: number
  /** What this process may still write. */
  readonly freeBytes: number
  /** Below so much free, footage goes early. */
  readonly reserveBytes: number
}

const [MiB, GiB] = [1 << 20, 1 << 30]

/** A fiftieth of the disk, at least 64 MiB, at most 20 GiB, and never more than a tenth of a small one. */
export const reserveOf = (totalBytes: number): number =>
  Math.floor(Math.min(Math.max(totalBytes / 50, 64 * MiB), totalBytes / 10, 20 * GiB))

/** Null where the file system does not answer: nothing is given up on a guess. */
export async function roomOf(premises: Premises): Promise<Room | null> {
  const found = await statfs(siteFile(premises.directory)).catch(() => null)
  if (!found || found.blocks === 0) return null
  const totalBytes = found.blocks * found.bsize
  return { totalBytes, freeBytes: found.bavail * found.bsize, reserveBytes: reserveOf(totalBytes) }
}
