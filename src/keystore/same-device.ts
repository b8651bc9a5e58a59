import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { nearestExisting } from './place-problems.ts'

/**
 * Whether two paths (they need not exist yet) end on one physical disk, also as two partitions or under
 * device mapper and RAID: then one thief, one failure, one backup has both share and footage.
 * 'unknown' where a file system hides its devices (btrfs, overlay, network, memory).
 */
export async function sameDevice(
  first: string,
  second: string,
): Promise<'same' | 'different' | 'unknown'> {
  const [a, b] = await Promise.all([first, second].map(deviceOf))
  if (a === b) return 'same'
  const [disksOfA, disksOfB] = await Promise.all([a!, b!].map(device => disksUnder(device)))
  if (!disksOfA || !disksOfB) return 'unknown'
  return disksOfA.some(disk => disksOfB.includes(disk)) ? 'same' : 'different'
}

/** Names of the whole disks behind a block device `major:minor`; null where there is none. */
export async function disksUnder(device: string, sys = '/sys'): Promise<readonly string[] | null> {
  try {
    return await disksOf(await realpath(join(sys, 'dev/block', device)))
  } catch {
    return null
  }
}

async function disksOf(entry: string): Promise<readonly string[]> {
  const inside = await readdir(entry)
  if (inside.includes('partition')) return disksOf(dirname(entry))
  const slaves = inside.includes('slaves') ? await readdir(join(entry, 'slaves')) : []
  if (slaves.length === 0) return [basename(entry)]
  const below = slaves.map(async slave => disksOf(await realpath(join(entry, 'slaves', slave))))
  return (await Promise.all(below)).flat()
}

/** `major:minor` as the kernel packs them into st_dev. */
async function deviceOf(path: string): Promise<string> {
  const { dev } = await stat(await nearestExisting(path), { bigint: true })
  const major = ((dev >> 8n) & 0xfffn) | ((dev >> 32n) & ~0xfffn)
  const minor = (dev & 0xffn) | ((dev >> 12n) & 0xffffff00n)
  return `${major}:${minor}`
}
