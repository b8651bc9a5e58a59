import type { Disk, DurableFile } from './disk.ts'

/**
 * What goes wrong at one step. `code` is what the error says, 'EIO' where left out ('ENOSPC' for a full disk).
 * - failed: nothing reached the disk, the call rejects.
 * - failedButPersisted: everything reached the disk, the call rejects.
 * - short: of a write the first `keptBytes` reached the disk, the call rejects; other calls: as failed.
 * - crash: as short (0 bytes where left out), and this and every later call of any kind rejects.
 */
export type Fault = {
  /** Counted from 1 over the changing calls: create, write, makeDirectory, rename, remove, syncDirectory, release. */
  readonly step: number
  readonly kind: 'failed' | 'failedButPersisted' | 'short' | 'crash'
  readonly keptBytes?: number
  readonly code?: string
}

export type FaultyDisk = Disk & {
  /** Changing calls so far. */
  readonly steps: number
  readonly crashed: boolean
  /** Adds a fault; one whose step has passed never happens. */
  plan(fault: Fault): void
  /** While true, whatever needs new space rejects with ENOSPC; writing in place goes on. */
  full: boolean
  /** While true, whatever changes anything rejects with EROFS. */
  readOnly: boolean
  /** Calls on these paths and below them reject: a place that does not answer. */
  offline: readonly string[]
}

/** Any disk, with faults at chosen steps. After the faults it behaves as the disk it wraps. */
export function faultyDisk(inner: Disk, ...planned: Fault[]): FaultyDisk {
  let steps = 0
  let crashed = false

  const reachable = (call: string, path: string) => {
    if (crashed) throw failure('ECRASHED', call, path)
    const below = (folder: string) => path === folder || path.startsWith(`${folder}/`)
    if (disk.offline.some(below)) throw failure('ETIMEDOUT', call, path)
  }
  const reads = async <T>(call: string, path: string, work: () => Promise<T>): Promise<T> => {
    reachable(call, path)
    const result = await work()
    reachable(call, path)
    return result
  }
  const changes = async <T>(
    call: string,
    path: string,
    work: () => Promise<T>,
    part: (keptBytes: number) => Promise<void> = async () => {},
    needsSpace: () => Promise<boolean> = async () => false,
  ): Promise<T> => {
    reachable(call, path)
    steps += 1
    const fault = planned.find(({ step }) => step === steps)
    if (fault?.kind === 'crash') crashed = true
    if (fault?.kind === 'failedButPersisted') await work()
    else if (fault !== undefined && fault.kind !== 'failed') await part(fault.keptBytes ?? 0)
    if (fault !== undefined) throw failure(crashed ? 'ECRASHED' : (fault.code ?? 'EIO'), call, path)
    if (disk.readOnly) throw failure('EROFS', call, path)
    if (disk.full && (await needsSpace())) throw failure('ENOSPC', call, path)
    return work()
  }
  const always = async () => true
  const file = (opened: DurableFile): DurableFile => ({
    path: opened.path,
    write(bytes, position) {
      const whole = () => (bytes instanceof Uint8Array ? bytes : Buffer.concat(bytes))
      return changes(
        'write',
        opened.path,
        () => opened.write(bytes, position),
        async kept => {
          if (kept > 0) await opened.write(whole().subarray(0, kept), position)
        },
        async () => position + whole().length > (await inner.size(opened.path)),
      )
    },
    close: () => opened.close(),
  })
  const disk: FaultyDisk = {
    full: false,
    readOnly: false,
    offline: [],
    get steps() {
      return steps
    },
    get crashed() {
      return crashed
    },
    plan: fault => void planned.push(fault),
    create: async path =>
      file(await changes('create', path, () => inner.create(path), undefined, always)),
    open: async path => file(await reads('open', path, () => inner.open(path))),
    makeDirectory: path =>
      changes('mkdir', path, () => inner.makeDirectory(path), undefined, always),
    rename: (from, to) => changes('rename', from, () => inner.rename(from, to)),
    remove: path => changes('remove', path, () => inner.remove(path)),
    syncDirectory: path => changes('sync', path, () => inner.syncDirectory(path)),
    release: (path, offset, length) =>
      changes('release', path, () => inner.release(path, offset, length)),
    read: path => reads('read', path, () => inner.read(path)),
    readAt: (path, offset, length) => reads('read', path, () => inner.readAt(path, offset, length)),
    list: path => reads('list', path, () => inner.list(path)),
    size: path => reads('size', path, () => inner.size(path)),
  }
  return disk
}

function failure(code: string, call: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${call} '${path}'`), { code })
}
