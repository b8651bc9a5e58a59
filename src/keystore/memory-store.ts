import { createHash } from 'node:crypto'
import type { Disk } from '#disk/disk.ts'
import { memoryDisk } from '#disk/memory-disk.ts'
import { blobStep } from './blob.ts'
import type { Store } from './keystore.ts'

/** A store for tests: `random` is a fixed sequence, each place has a folder of its own, `draws` sees every draw. */
export function memoryStore(options: {
  places: number
  disk?: Disk
  seed?: string
  draws?: (bytes: Uint8Array) => void
}): Store {
  const { disk = memoryDisk(), seed = '', draws = () => {} } = options
  let drawn = 0
  return {
    disk,
    directory: '/data/keyring',
    places: Array.from({ length: options.places }, (_, at) => ({
      slotsPath: `/place-${at}/slots`,
    })),
    site: Buffer.alloc(16, 0x5a),
    reservedBytes: 2 * blobStep,
    random(length) {
      const stream = createHash('shake256', { outputLength: length })
      const bytes = stream.update(`${seed} ${++drawn}`).digest()
      draws(bytes)
      return bytes
    },
  }
}
