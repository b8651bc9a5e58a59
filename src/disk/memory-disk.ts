import { dirname } from 'node:path/posix'
import type { Disk, DurableFile } from './disk.ts'

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
  return memoryDiskOf(new State(), [])
}

function memoryDiskOf(origin: State, past: readonly DurableStep[]): MemoryDisk {
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

/** A byte string that grows in place. */
class Content {
  length = 0
  #room = new Uint8Array(0)

  bytes(): Uint8Array {
    return this.#room.subarray(0, this.length)
  }

  write(bytes: Uint8Array, position: number): void {
    const end = position + bytes.length
    if (bytes.length > 0 && end > this.#room.length) {
      const room = new Uint8Array(Math.max(end, 2 * this.#room.length))
      room.set(this.bytes())
      this.#room = room
    }
    this.#room.set(bytes, bytes.length > 0 ? position : 0)
    if (bytes.length > 0) this.length = Math.max(this.length, end)
  }

  copy(): Content {
    const copy = new Content()
    copy.write(this.bytes(), 0)
    return copy
  }
}

/** A file: `medium` is the same content as `visible` but after a kill in the middle of a write. */
class Inode {
  visible = new Content()
  medium = this.visible

  write(bytes: Uint8Array, position: number): void {
    this.visible.write(bytes, position)
    if (this.medium !== this.visible) this.medium.write(bytes, position)
  }

  tear(bytes: Uint8Array, position: number, torn: number, cached: boolean): void {
    if (cached && this.medium === this.visible) this.medium = this.visible.copy()
    if (cached) this.visible.write(bytes, position)
    this.medium.write(bytes.subarray(0, torn), position)
    if (!cached && this.medium !== this.visible)
      this.visible.write(bytes.subarray(0, torn), position)
  }

  release(position: number, length: number): void {
    const end = Math.min(position + length, this.visible.length)
    if (end > position) this.write(new Uint8Array(end - position), position)
  }

  copy(): Inode {
    const copy = new Inode()
    copy.visible = this.visible.copy()
    copy.medium = this.medium === this.visible ? copy.visible : this.medium.copy()
    return copy
  }
}

type Names = Map<string, number | 'directory'>
type NameChange = { readonly folders: readonly string[]; readonly apply: (names: Names) => void }

class State {
  names: Names = new Map([['/', 'directory']])
  /** The names on the medium, and the changes that are not there yet, oldest first. */
  durable: Names = new Map(this.names)
  unsynced: NameChange[] = []
  inodes = new Map<number, Inode>()

  number(path: string): number {
    const entry = this.names.get(path)
    if (entry === undefined) throw failure('ENOENT', 'open', path)
    if (entry === 'directory') throw failure('EISDIR', 'open', path)
    return entry
  }

  file(path: string): Inode {
    return this.inodes.get(this.number(path))!
  }

  paths(): readonly string[] {
    return [...this.names].flatMap(([path, entry]) => (entry === 'directory' ? [] : [path])).sort()
  }

  list(folder: string): readonly string[] {
    return [...this.names.keys()]
      .filter(path => path !== '/' && dirname(path) === folder)
      .map(path => path.slice(folder === '/' ? 1 : folder.length + 1))
      .sort()
  }

  apply(step: DurableStep): void {
    if (step.call === 'write') this.inodes.get(step.inode)!.write(step.bytes, step.position)
    else if (step.call === 'release') this.file(step.path).release(step.position, step.length)
    else if (step.call === 'create') this.#create(step.path)
    else if (step.call === 'makeDirectory') this.#makeDirectory(step.path)
    else if (step.call === 'remove') this.#remove(step.path)
    else if (step.call === 'rename') this.#rename(step.path, step.to)
    else this.#sync(step.path)
  }

  #create(path: string): void {
    if (this.names.has(path)) throw failure('EEXIST', 'open', path)
    this.#needFolder(path)
    const number = this.inodes.size
    this.inodes.set(number, new Inode())
    this.#change([dirname(path)], names => void names.set(path, number))
  }

  #makeDirectory(path: string): void {
    const existing = this.names.get(path)
    if (existing === 'directory') return
    if (existing !== undefined) throw failure('EEXIST', 'mkdir', path)
    this.#makeDirectory(dirname(path))
    this.#change([dirname(path)], names => void names.set(path, 'directory'))
  }

  #remove(path: string): void {
    this.number(path)
    this.#change([dirname(path)], names => void names.delete(path))
  }

  #rename(from: string, to: string): void {
    const entry = this.names.get(from)
    if (entry === undefined) throw failure('ENOENT', 'rename', from)
    this.#needFolder(to)
    if (entry === 'directory' ? this.list(to).length > 0 : this.names.get(to) === 'directory') {
      throw failure(entry === 'directory' ? 'ENOTEMPTY' : 'EISDIR', 'rename', to)
    }
    this.#change([dirname(from), dirname(to)], names => {
      for (const [path, moved] of [...names]) {
        if (path !== from && !path.startsWith(`${from}/`)) continue
        names.delete(path)
        names.set(to + path.slice(from.length), moved)
      }
    })
  }

  #needFolder(path: string): void {
    const folder = this.names.get(dirname(path))
    if (folder === undefined) throw failure('ENOENT', 'open', path)
    if (folder !== 'directory') throw failure('ENOTDIR', 'open', path)
  }

  #change(folders: readonly string[], apply: (names: Names) => void): void {
    apply(this.names)
    this.unsynced.push({ folders, apply })
  }

  #sync(folder: string): void {
    if (this.names.get(folder) !== 'directory') throw failure('ENOENT', 'open', folder)
    const touches = (change: NameChange) => change.folders.includes(folder)
    for (const change of this.unsynced.filter(touches)) change.apply(this.durable)
    this.unsynced = this.unsynced.filter(change => !touches(change))
  }

  /** A kill leaves the kernel's view of names and contents as it was; only a power cut loses any. */
  restart(unsyncedNames: number, killed: boolean): void {
    if (killed) return
    for (const change of this.unsynced.slice(0, unsyncedNames)) change.apply(this.durable)
    this.unsynced = []
    this.names = new Map([...this.durable].filter(([path]) => reachable(this.durable, path)))
    this.durable = new Map(this.names)
    for (const inode of this.inodes.values()) inode.visible = inode.medium
  }

  copy(): State {
    const copy = new State()
    copy.names = new Map(this.names)
    copy.durable = new Map(this.durable)
    copy.unsynced = [...this.unsynced]
    copy.inodes = new Map([...this.inodes].map(([number, inode]) => [number, inode.copy()]))
    return copy
  }
}

function reachable(names: Names, path: string): boolean {
  const folder = dirname(path)
  return path === '/' || (names.get(folder) === 'directory' && reachable(names, folder))
}

function joined(parts: Uint8Array | readonly Uint8Array[]): Uint8Array {
  return parts instanceof Uint8Array
    ? Uint8Array.from(parts)
    : Uint8Array.from(Buffer.concat(parts))
}

function failure(code: string, call: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${call} '${path}'`), { code })
}
