import type { SealedBlob } from './blob.ts'
import { blobStep } from './blob.ts'
import type { OnStep, Store, Version } from './keystore.ts'
import { KeystoreFault } from './keystore-fault.ts'

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

/** Room in the blob files; `problem` where it should be more and could not be had (a full disk). */
export type Room = {
  readonly usedBytes: number
  readonly reservedBytes: number
  readonly problem: string | null
}

/** Lengthens the blob files while there is space, long before an erasure could need it. */
export async function growAhead(store: Store, usedBytes: number, onStep: OnStep): Promise<Room> {
  const paths = [blobPath(store, 0), blobPath(store, 1)]
  const shorter = async () => Math.min(...(await Promise.all(paths.map(store.disk.size))))
  let reservedBytes = 0
  try {
    reservedBytes = await shorter()
    if (reservedBytes * 3 < usedBytes * 4) {
      await onStep('growAhead')
      for (const path of paths) await lengthen(store, path, roomFor(store, usedBytes))
      reservedBytes = await shorter()
    }
    return { usedBytes, reservedBytes, problem: null }
  } catch (error) {
    return {
      usedBytes,
      reservedBytes,
      problem: error instanceof Error ? error.message : `${error}`,
    }
  }
}

/** Before a blob is written: long enough, or nothing of the old version is touched. */
export async function makeRoom(
  store: Store,
  path: string,
  bytes: number,
  current: Version,
): Promise<void> {
  try {
    await lengthen(store, path, bytes)
  } catch (cause) {
    throw new KeystoreFault(
      isFull(cause) ? 'NoSpace' : 'Unavailable',
      `the keyring needs ${bytes} bytes in ${path}; version ${current.version} stays`,
      { current, cause, hint: 'Free space on the disk of the data directory.' },
    )
  }
}

export const isFull = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
