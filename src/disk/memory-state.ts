import { dirname } from 'node:path/posix'
import type { DurableStep } from './memory-disk.ts'

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

/** Files and names, in the page cache and on the medium; changed by steps alone, so that steps can be replayed. */
export class MemoryState {
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

  copy(): MemoryState {
    const copy = new MemoryState()
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

export function joined(parts: Uint8Array | readonly Uint8Array[]): Uint8Array {
  return parts instanceof Uint8Array
    ? Uint8Array.from(parts)
    : Uint8Array.from(Buffer.concat(parts))
}

export function failure(code: string, call: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${call} '${path}'`), { code })
}
