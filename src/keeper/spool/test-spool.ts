import { type MemoryDisk, memoryDisk } from '#disk/memory-disk.ts'
import { createSigningKey, readSigningKey, type SigningKey } from '#signing/key-file.ts'
import type { KeeperEvent } from './events.ts'
import type { Entry, Spool, SpoolOptions } from './spool.ts'

/** A place for a spool in memory, with small files and a clock that counts calls. For tests. */
export const directory = '/data/spool'

export async function emptyPlace(): Promise<{ disk: MemoryDisk; key: SigningKey }> {
  const disk = memoryDisk()
  await disk.makeDirectory('/data')
  await disk.syncDirectory('/')
  await createSigningKey(disk, '/data/keeper.key')
  return { disk, key: await readSigningKey(disk, '/data/keeper.key') }
}

export function optionsOn(place: Pick<SpoolOptions, 'disk' | 'key'>): Required<SpoolOptions> {
  let calls = 0
  const stamp = () => {
    calls += 1
    return { atUs: 1_700_000_000_000_000 + calls * 1000, bootId: 'boot', bootUs: calls * 1000 }
  }
  return { disk: place.disk, key: place.key, directory, stamp, chunkBytes: 16 << 10 }
}

export const sealed = (minute: number): KeeperEvent => ({
  type: 'MinuteSealed',
  minute,
  root: 'ab'.repeat(32),
  count: 2,
})

export async function entries(spool: Spool, from = 1): Promise<readonly Entry[]> {
  return Array.fromAsync(spool.read(from))
}

export const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1)
