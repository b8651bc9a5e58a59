import { createHash } from 'node:crypto'
import type { Disk } from '#disk/disk.ts'
import { type MemoryDisk, memoryDisk } from '#disk/memory-disk.ts'
import { blobStep, headerBytes, openBlob, readHeader, rootKey } from './blob.ts'
import type { Store } from './keystore.ts'
import { shareBytes } from './slot.ts'

/** What was drawn for each blob: its shares by the nonce (hex) that stands in its header. */
export type Draws = Map<string, Buffer>

/** A store for tests: `random` is a fixed sequence that `draws` writes down; each place has its own folder. */
export function memoryStore(options: {
  places: number
  disk?: Disk
  seed?: string
  draws?: Draws
}): Store {
  const { disk = memoryDisk(), seed = '', draws = new Map() } = options
  let drawn = 0
  let shares: Buffer[] = []
  return {
    disk,
    directory: '/data/keyring',
    places: Array.from({ length: options.places }, (_, at) => ({
      slotsPath: `/place-${at}/slots`,
    })),
    site: createHash('sha256').update(seed.slice(0, 1)).digest().subarray(0, 16),
    reservedBytes: 2 * blobStep,
    random(length) {
      const stream = createHash('shake256', { outputLength: length })
      const bytes = stream.update(`${seed} ${++drawn}`).digest()
      if (length === shareBytes) shares.push(Buffer.from(bytes))
      if (length === 12) {
        draws.set(bytes.toString('hex'), Buffer.concat(shares))
        shares = []
      }
      return bytes
    },
  }
}

/**
 * The adversary: every byte ever written through all crashes is in hand, and of shares whatever stands on
 * the medium or in the page cache of the places now; eight bytes of a share count as the share.
 * Answers which versions can be opened, with the keyring that was found in each.
 */
export function openableBy(
  disk: MemoryDisk,
  { site, places }: Store,
  draws: Draws,
  cached: readonly Uint8Array[] = [],
): ReadonlyMap<number, readonly string[]> {
  const slots = disk.files().filter(path => path.includes('/slots'))
  const now = Buffer.concat([...slots.map(path => disk.onMedium(path)), ...cached])
  const standing = (share: Buffer) =>
    [0, 8, 16, 24].some(from => now.includes(share.subarray(from, from + 8)))
  const opened = new Map<number, string[]>()
  for (const step of disk.everything()) {
    if (step.call !== 'write') continue
    const blob = Buffer.from(step.bytes)
    const header = readHeader(blob)
    const nonce = blob.subarray(headerBytes - 16, headerBytes - 4).toString('hex')
    const shares = header?.bytes === blob.length ? draws.get(nonce) : undefined
    if (header === null || shares === undefined) continue
    const each = places.map((_, at) => shares.subarray(at * shareBytes, (at + 1) * shareBytes))
    if (!each.every(standing)) continue
    const plain = openBlob(rootKey(shares, site, header.version), blob)
    if (plain) opened.set(header.version, [...(opened.get(header.version) ?? []), plain.toString()])
  }
  return opened
}

/** What the page cache shows of the places, for `openableBy`. */
export async function cacheOf(disk: MemoryDisk): Promise<readonly Uint8Array[]> {
  const slots = disk.files().filter(path => path.includes('/slots'))
  return Promise.all(slots.map(path => disk.read(path)))
}
