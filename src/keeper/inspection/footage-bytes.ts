import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { rooms } from '../premises.ts'

/** A count holds a thousand times as long as it took: at most a thousandth of the time goes into counting. */
const restTimes = 1000
const known = new Map<string, { untilMs: number; bytes: Promise<number> }>()

/** What footage occupies on the disk (blocks, so that released holes do not count). */
export function footageBytes(directory: string): Promise<number> {
  const counted = known.get(directory)
  if (counted && performance.now() < counted.untilMs) return counted.bytes
  const beganMs = performance.now()
  const { footage, held } = rooms(directory)
  const counting = {
    untilMs: Number.POSITIVE_INFINITY,
    bytes: Promise.all([occupied(footage), occupied(held)]).then(([a, b]) => {
      const endedMs = performance.now()
      counting.untilMs = endedMs + restTimes * (endedMs - beganMs)
      return a + b
    }),
  }
  known.set(directory, counting)
  return counting.bytes
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
