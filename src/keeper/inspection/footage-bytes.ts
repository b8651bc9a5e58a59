import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { rooms } from '../premises.ts'

const freshMs = 300_000
const known = new Map<string, { atMs: number; bytes: Promise<number> }>()

/** What footage occupies on the disk (blocks, so that released holes do not count); a large archive is counted every five minutes. */
export function footageBytes(directory: string): Promise<number> {
  const nowMs = performance.now()
  const counted = known.get(directory)
  if (counted && nowMs - counted.atMs < freshMs) return counted.bytes
  const { footage, held } = rooms(directory)
  const bytes = Promise.all([occupied(footage), occupied(held)]).then(([a, b]) => a + b)
  known.set(directory, { atMs: nowMs, bytes })
  return bytes
}

async function occupied(folder: string): Promise<number> {
  let bytes = 0
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) bytes += await occupied(path)
    else
      bytes += await stat(path).then(
        ({ blocks }) => blocks * 512,
        () => 0,
      )
  }
  return bytes
}
