import type { Disk } from '#disk/disk.ts'
import type { Previous } from './writer.ts'

/** Where a camera's footage ends, for `WriterOptions.previous` at start; reads the newest file's tail only. Null where there is none. */
export async function previousOf(
  disk: Disk,
  root: string,
  camera: string,
): Promise<Previous | null> {
  throw new Error(`not yet: ${disk} ${root} ${camera}`)
}
