import { join } from 'node:path/posix'
import type { Disk, DurableFile } from '#disk/disk.ts'
import type { Room } from './room.ts'

/**
 * A file of zeros that stands for space: thrown off when what must be written finds the disk full (a keyring that grew, the
 * spool's next file, held minutes on their way to `held/`), taken on again once there is room. A crash in between leaves
 * a shorter file or none, and the next room makes it whole. Who can change it can make a full disk stop events and holds
 * from being written, and nothing else: a keyring is written over in place, and so erasure goes on without it.
 */
export type Ballast = {
  /** The disk for what must be written: a call refused for want of space is made once more without the ballast. */
  readonly disk: Disk
  /** Thrown off, and not yet taken on again: recording waits. */
  readonly thrown: boolean
  readonly bytes: number
  /** Takes it on again where there is room for it beside the reserve. */
  tend(room: Room): Promise<void>
}

/** Of the next file of the spool (4 MiB) and what else comes in such an hour. */
const ballastBytes = 12 << 20
const zeros = new Uint8Array(1 << 20)

export function openBallast(plain: Disk, directory: string): Ballast {
  const path = join(directory, 'ballast')
  let thrown = false
  let present: boolean | null = null
  let throwing: Promise<void> | null = null

  async function throwOff(): Promise<void> {
    thrown = true
    present = false
    await plain.remove(path).catch(() => {})
  }

  async function insisted<Result>(call: () => Promise<Result>): Promise<Result> {
    try {
      return await call()
    } catch (error) {
      if (!isFull(error)) throw error
      throwing ??= throwOff().finally(() => {
        throwing = null
      })
      await throwing
      return call()
    }
  }

  const insisting = (file: DurableFile): DurableFile => ({
    path: file.path,
    // The same bytes at the same place: nothing is sealed anew.
    write: (bytes, position) => insisted(() => file.write(bytes, position)),
    close: () => file.close(),
  })

  async function takeOn(): Promise<void> {
    const there = (await plain.list(directory)).includes('ballast')
    const size = there ? await plain.size(path) : 0
    const file = there ? await plain.open(path) : await plain.create(path)
    try {
      for (let at = size; at < ballastBytes; at += zeros.length) {
        await file.write(zeros.subarray(0, Math.min(zeros.length, ballastBytes - at)), at)
      }
    } finally {
      await file.close()
    }
    present = true
    thrown = false
  }

  return {
    bytes: ballastBytes,
    get thrown() {
      return thrown
    },
    disk: {
      ...plain,
      create: async name => insisting(await insisted(() => plain.create(name))),
      open: async name => insisting(await plain.open(name)),
      makeDirectory: name => insisted(() => plain.makeDirectory(name)),
    },
    async tend({ freeBytes, reserveBytes }) {
      if (present || throwing || freeBytes < reserveBytes + ballastBytes) return
      await takeOn().catch(() => {})
    },
  }
}

const isFull = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ENOSPC' || error.code === 'EDQUOT' || error.code === 'ESHORT')
