import type { SealedBlob } from './blob.ts'
import { blobStep } from './blob.ts'
import type { Store } from './keystore.ts'

export const blobPath = ({ directory }: Pick<Store, 'directory'>, file: number) =>
  `${directory}/blob-${file}`

const megabyte = 1 << 20

/** Twice what the blob needs now: an erasure splits key trees and so makes the keyring longer. */
export const roomFor = (store: Store, bytes: number): number =>
  Math.max(store.reservedBytes ?? megabyte, 2 * bytes)

/**
 * Lengthens a file to `bytes` with random filler: blocks that are really there, so that writing over
 * them needs nothing more of a full disk. The beginning of the file stays as it is.
 * A crash here leaves the file longer by less; the next growth goes on from there.
 */
export async function lengthen(store: Store, path: string, bytes: number): Promise<void> {
  let end = await store.disk.size(path)
  if (end >= bytes) return
  const noise = Buffer.from(store.random(blobStep))
  const filler = Buffer.alloc(Math.min(megabyte, bytes - end), noise)
  const file = await store.disk.open(path)
  try {
    while (end < bytes) {
      const part = filler.subarray(0, bytes - end)
      await file.write(part, end)
      end += part.length
    }
  } finally {
    await file.close()
  }
}

/** Writes the blob over the beginning of the file, in place. */
export async function writeBlob(store: Store, path: string, blob: SealedBlob): Promise<void> {
  const file = await store.disk.open(path)
  try {
    await file.write(blob.parts, 0)
  } finally {
    await file.close()
  }
}
