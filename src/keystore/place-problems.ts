import { readFile, realpath, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Mount, mountOf, parseMounts } from './mount-table.ts'

/**
 * Why a place is no good for slots.
 * - copyOnWrite: the file system writes elsewhere; the old share stays on the medium after it was written over
 * - journalsData: ext3, ext4 or reiserfs with data=journal; old shares were found again in the journal
 * - volatile: in memory; a power cut destroys the share and with it everything recorded
 * - unknown: what lies below cannot be seen (network, FUSE, a container's overlay); nothing can be promised
 */
export type PlaceProblem = {
  readonly kind: 'copyOnWrite' | 'journalsData' | 'volatile' | 'unknown'
  readonly fileSystem: string
  readonly mountPoint: string
  /** Slots may not be put there. Otherwise: warn, and say so wherever an erasure is certified. */
  readonly refused: boolean
}

const writesElsewhere = ['btrfs', 'zfs', 'bcachefs', 'f2fs', 'nilfs2', 'ubifs', 'jffs2', 'logfs']
const inMemory = ['tmpfs', 'ramfs', 'rootfs', 'devtmpfs']
const writesInPlace = ['ext2', 'ext3', 'ext4', 'xfs', 'jfs', 'reiserfs', 'vfat', 'exfat', 'msdos']
/** f_type of statfs(2), for where the mount table shows something else or nothing. */
const magic: Record<number, string> = {
  2435016766: 'btrfs',
  801189825: 'zfs',
  3393526350: 'bcachefs',
  4076150800: 'f2fs',
  13364: 'nilfs2',
  604313861: 'ubifs',
  29366: 'jffs2',
  16914836: 'tmpfs',
  2240043254: 'ramfs',
}

/**
 * What speaks against slots at `path` (absolute; it and its folders need not exist yet). [] where nothing does.
 * `allowVolatile`: memory is meant (a demonstration, a test).
 */
export async function placeProblems(
  path: string,
  options: { readonly allowVolatile?: boolean } = {},
): Promise<readonly PlaceProblem[]> {
  const there = await nearestExisting(path)
  const mounts = parseMounts(await readFile('/proc/self/mountinfo', 'utf8'))
  const { type } = await statfs(there)
  return problemsAt(mounts, there, { ...options, statfsType: type })
}

/** The same, of a mount table at hand. `path` without links. */
export function problemsAt(
  mounts: readonly Mount[],
  path: string,
  options: { readonly allowVolatile?: boolean; readonly statfsType?: number } = {},
): readonly PlaceProblem[] {
  const mount = mountOf(mounts, path)
  const mountPoint = mount?.mountPoint ?? '/'
  const told = options.statfsType === undefined ? undefined : magic[options.statfsType]
  const fileSystem = told ?? mount?.fileSystem ?? 'unknown'
  const is = (kind: PlaceProblem['kind'], refused: boolean, of = fileSystem) => [
    { kind, fileSystem: of, mountPoint, refused },
  ]
  if (writesElsewhere.includes(fileSystem)) return is('copyOnWrite', true)
  if (inMemory.includes(fileSystem)) return options.allowVolatile ? [] : is('volatile', true)
  if (mount?.options.includes('data=journal')) return is('journalsData', true)
  if (writesInPlace.includes(fileSystem)) return []
  const upper = mount?.options.find(option => option.startsWith('upperdir='))?.slice(9)
  const below = upper === undefined ? undefined : mountOf(mounts, upper)
  // A container sees its overlay but not what lies below: there the upper folder leads back to the overlay.
  if (upper === undefined || below === mount || below?.fileSystem === 'overlay') {
    return is('unknown', false)
  }
  const { statfsType: _, ...rest } = options
  return problemsAt(mounts, upper, rest).map(problem => ({
    ...problem,
    fileSystem: `${fileSystem} on ${problem.fileSystem}`,
  }))
}

/** The path itself or the nearest folder above it that exists, without links. */
export async function nearestExisting(path: string): Promise<string> {
  for (let candidate = path; ; candidate = dirname(candidate)) {
    try {
      return await realpath(candidate)
    } catch (error) {
      if (candidate === dirname(candidate)) throw error
    }
  }
}
