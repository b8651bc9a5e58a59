/** A disk whose every byte is seen: what was ever written is compared, what is under way is counted. */
import { createHash } from 'node:crypto'
import type { Disk, DurableFile } from '#disk/disk.ts'
import { readHeader } from '#keystore/blob.ts'
import { decodeHead } from '#vault/record.ts'
import { headerBytes } from '#vault/segment-header.ts'

export type Witness = {
  watch(disk: Disk): Disk
  /** Calls that have not returned. */
  readonly busy: number
  /** Files opened and not yet closed. */
  readonly openFiles: readonly string[]
  /** Sealed records seen on their way to the disk. */
  readonly records: number
  /** What broke the rule that no (key, nonce) pair comes twice. */
  readonly repeated: readonly string[]
  /** Every keyring blob of late, by its hash: what a thief of the data directory may have copied. */
  readonly blobs: ReadonlyMap<string, Buffer>
  /** Lets go of what a killed process had open. */
  closeAll(): Promise<void>
}

/** Blobs remembered: more than any image that is put back is old. */
const mostBlobs = 600

export function witness(): Witness {
  const counters = new Map<string, number>()
  const repeated: string[] = []
  const blobs = new Map<string, Buffer>()
  const open = new Set<DurableFile>()
  let busy = 0
  let records = 0

  const counted = async <T>(work: Promise<T>): Promise<T> => {
    busy += 1
    try {
      return await work
    } finally {
      busy -= 1
    }
  }

  /** A segment's keys never meet another segment's, and its counter is the nonce: it must only ever rise. */
  function seeSealed(path: string, bytes: Buffer, position: number): void {
    const segment = path.slice(path.lastIndexOf('/') + 4, -6)
    for (let at = position === 0 ? headerBytes : 0; at < bytes.length; ) {
      const head = decodeHead(bytes, at)
      if (head === null) return
      at += head.length
      if (head.kind === 'released') continue
      records += 1
      if (head.counter <= (counters.get(segment) ?? -1)) {
        repeated.push(`${path}: ${head.kind} ${head.counter}`)
      }
      counters.set(segment, head.counter)
    }
  }

  function seeBlob(bytes: Buffer): void {
    const header = readHeader(bytes)
    if (header === null || bytes.length < header.bytes) return
    const blob = Buffer.from(bytes.subarray(0, header.bytes))
    blobs.set(createHash('sha256').update(blob).digest('hex'), blob)
    const [oldest] = blobs.keys()
    if (blobs.size > mostBlobs && oldest) blobs.delete(oldest)
  }

  function file(inner: DurableFile): DurableFile {
    const own: DurableFile = {
      path: inner.path,
      write(parts, position) {
        const { path } = inner
        const whole = parts instanceof Uint8Array ? Buffer.from(parts) : Buffer.concat(parts)
        if (path.includes('/footage/')) seeSealed(path, whole, position)
        else if (/\/blob-\d$/.test(path) && position === 0) seeBlob(whole)
        return counted(inner.write(parts, position))
      },
      async close() {
        open.delete(own)
        await counted(inner.close())
      },
    }
    open.add(own)
    return own
  }

  return {
    blobs,
    repeated,
    get busy() {
      return busy
    },
    get records() {
      return records
    },
    get openFiles() {
      return [...open].map(({ path }) => path)
    },
    async closeAll() {
      await Promise.all([...open].map(one => one.close().catch(() => {})))
    },
    watch: disk => ({
      create: async path => file(await counted(disk.create(path))),
      open: async path => file(await counted(disk.open(path))),
      makeDirectory: path => counted(disk.makeDirectory(path)),
      rename: (from, to) => counted(disk.rename(from, to)),
      remove: path => counted(disk.remove(path)),
      syncDirectory: path => counted(disk.syncDirectory(path)),
      release: (path, offset, length) => counted(disk.release(path, offset, length)),
      read: path => counted(disk.read(path)),
      readAt: (path, offset, length) => counted(disk.readAt(path, offset, length)),
      list: path => counted(disk.list(path)),
      size: path => counted(disk.size(path)),
    }),
  }
}
