/** A disk so small that it fills at once: a tmpfs of its own. */
import { spawnSync } from 'node:child_process'
import { statfsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { atEnd } from './site.ts'

/** False, with the reason printed, where this machine lets nobody mount one. */
export async function smallDisk(t: TestContext, folder: string, megabytes: number) {
  await mkdir(folder, { recursive: true })
  const size = `size=${megabytes}m,mode=0700`
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', folder])
  if (status !== 0) {
    t.skip(`no tmpfs can be mounted here: ${stderr}`)
    return false
  }
  atEnd(t, () => spawnSync('umount', ['--lazy', folder]))
  return true
}

export const freeBytes = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/** Somebody else's file, as large as the disk lets it grow. */
export async function fillWithForeign(
  folder: string,
  leaveBytes = 0,
): Promise<() => Promise<void>> {
  const path = join(folder, 'foreign.bin')
  const block = Buffer.alloc(1 << 16)
  for (let left = freeBytes(folder) - leaveBytes; left > 0; left -= block.length) {
    const part = block.subarray(0, Math.min(left, block.length))
    const written = await writeFile(path, part, { flag: 'a' }).catch(() => 'full')
    if (written === 'full') break
  }
  return () => rm(path)
}
