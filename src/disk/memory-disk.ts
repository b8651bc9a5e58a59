import type { Disk, DurableFile } from './disk.ts'
import { failure, joined, MemoryState } from './memory-state.ts'

/** One change of the disk. `bytes` is a copy of what was written, kept for ever: the adversary of a test reads it. */
export type DurableStep =
  | {
      readonly call: 'create' | 'makeDirectory' | 'remove' | 'syncDirectory'
      readonly path: string
    }
  | { readonly call: 'rename'; readonly path: string; readonly to: string }
  | {
      readonly call: 'write'
      /** The name under which the file was opened. */
      readonly path: string
      /** The number of the file itself: it stays when the name changes. */
      readonly inode: number
      readonly position: number
      readonly bytes: Uint8Array
    }
  | {
      readonly call: 'release'
      readonly path: string
      readonly position: number
      readonly length: number
    }

/** What a power cut or a kill leaves behind. */
export type Crash = {
  /** So many steps of this disk's own `history` had happened. */
  readonly steps: number
  /** Bytes of the next step's write that reached the medium: a prefix; 0 where left out. */
  readonly torn?: number
  /**
   * A kill -9 and no power cut: the whole of the next step's write can be read (page cache), while only
   * `torn` bytes of it are on the medium and a later crash without `cached` shows only those.
   */
  readonly cached?: boolean
  /** How many of the name changes not yet followed by `syncDirectory` survive, oldest first; all where left out. */
  readonly unsyncedNames?: number
}

export type MemoryDisk = Disk & {
  /** Every step since this disk was made, by `memoryDisk` or by `after`. */
  readonly history: readonly DurableStep[]
  /** Every step since the very first disk, through all crashes: all that a medium may still remember. */
  everything(): readonly DurableStep[]
  /** Paths of all files that exist now. */
  files(): readonly string[]
  /** What a file holds now on the medium, without the page cache. */
  onMedium(path: string): Uint8Array
  /** A new disk as it is found after the crash; this one stays as it is. */
  after(crash: Crash): MemoryDisk
}

/**
 * A disk in memory for tests. Every write is applied after the caller's synchronous code has run on, as a
 * real disk would, so that a buffer wiped or reused before the write returned is noticed.
 * Folders are made with `makeDirectory`; only `/` exists from the start.
 */
export function memoryDisk(): MemoryDisk {
  return memoryDiskOf(new MemoryState(), [])
}

function memoryDiskOf(origin: MemoryState, past: readonly DurableStep[]): MemoryDisk {
  const state = origin.copy()
  const history: DurableStep[] = []
  const does = async (step: () => DurableStep) => {
    await null
    const happened = step()
    state.apply(happened)
    history.push(happened)
  }
  const durable = (path: string): DurableFile => {
    const inode = state.number(path)
    let open = true
    return {
      path,
      async write(parts, position) {
        await null
        if (!open) throw failure('EBADF', 'write', path)
        const step = { call: 'write', path, inode, position, bytes: joined(parts) } as const
        state.apply(step)
        history.push(step)
      },
      async close() {
        open = false
      },
    }
  }
  return {
    history,
    everything: () => [...past, ...history],
    files: () => state.paths(),
    onMedium: path => Buffer.from(state.file(path).medium.bytes()),
    after({ steps, torn = 0, cached = false, unsyncedNames = Number.POSITIVE_INFINITY }) {
      if (steps < 0 || steps > history.length) throw new RangeError(`no step ${steps}`)
      const found = origin.copy()
      const happened = history.slice(0, steps)
      for (const step of happened) found.apply(step)
      const next = history[steps]
      if (next?.call === 'write') {
        found.inodes.get(next.inode)?.tear(next.bytes, next.position, torn, cached)
        happened.push({ ...next, bytes: cached ? next.bytes : next.bytes.subarray(0, torn) })
      }
      found.restart(unsyncedNames, cached)
      return memoryDiskOf(found, [...past, ...happened])
    },
    async create(path) {
      await does(() => ({ call: 'create', path }))
      return durable(path)
    },
    async open(path) {
      await null
      return durable(path)
    },
    makeDirectory: path => does(() => ({ call: 'makeDirectory', path })),
    rename: (from, to) => does(() => ({ call: 'rename', path: from, to })),
    remove: path => does(() => ({ call: 'remove', path })),
    syncDirectory: path => does(() => ({ call: 'syncDirectory', path })),
    async release(path, position, length) {
      await does(() => ({ call: 'release', path, position, length }))
      return 'punched'
    },
    async read(path) {
      await null
      return Buffer.from(state.file(path).visible.bytes())
    },
    async readAt(path, offset, length) {
      await null
      return Buffer.from(
        state
          .file(path)
          .visible.bytes()
          .subarray(offset, offset + length),
      )
    },
    async list(path) {
      await null
      return state.list(path)
    },
    async size(path) {
      await null
      return state.file(path).visible.length
    },
  }
}
