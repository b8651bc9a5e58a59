import { dirname } from 'node:path'
import type { Disk } from '#disk/disk.ts'
import type { SigningKey } from '#signing/key-file.ts'
import { Chain, type Content, type Head } from './chain.ts'
import { type ChunkFiles, chunkFiles } from './chunk-files.ts'
import type { EventOf, EventType, KeeperEvent, Recorded, Stamp } from './events.ts'
import { beforeFirst } from './frame.ts'
import { type Resumed, resume } from './resume.ts'
import { type Remembered, type Verification, verifySpool } from './verify.ts'
import { Writer } from './writer.ts'

export type SpoolOptions = {
  readonly disk: Disk
  readonly directory: string
  readonly key: SigningKey
  /** Asked once for each event, in the call of `append`; never before the first. */
  readonly stamp: () => Stamp
  /** Size of one file, at least 16 KiB; 4 MiB is a day or two of a small keeper. */
  readonly chunkBytes?: number
}

/** An event with what proves it: `frame` is the bytes as they stand in the file. */
export type Entry = {
  readonly n: number
  readonly event: Recorded
  readonly hash: Buffer
  readonly frame: Buffer
}

const usualChunkBytes = 4 << 20

/** Makes an empty spool with its first file and one in reserve; only `init` may, so that a lost spool is noticed. */
export async function createSpool(options: SpoolOptions): Promise<Spool> {
  const { disk, directory, chunkBytes = usualChunkBytes } = options
  await disk.makeDirectory(directory)
  await disk.syncDirectory(dirname(directory))
  const files = chunkFiles({ ...options, chunkBytes })
  await files.prepare(1)
  const spool = await openSpool(options)
  await spool.tend()
  return spool
}

/**
 * Opens the spool where it ends, after a stop of any kind (see `resume`). `remembered`: an event of this number is known
 * from elsewhere; where the files end before it, their tail was cut: the next event says so and takes a higher number.
 * Throws Fault: 'NotFound' without any file, 'Conflict' where another key wrote it.
 */
export async function openSpool(options: SpoolOptions, remembered = 0): Promise<Spool> {
  const { key, chunkBytes = usualChunkBytes } = options
  const files = chunkFiles({ ...options, chunkBytes })
  const genesis = { n: 0, hash: beforeFirst(key) }
  const found = await resume(files, key, { genesis, remembered, chunkBytes })
  return Spool.open({ ...options, chunkBytes }, files, found)
}

/**
 * The keeper's own record: numbered, chained, signed events in preallocated files. One process writes.
 *
 * `append` resolves with the event's number once it is on the medium; numbers follow the order of calls.
 * A rejected append is not undone: the event may still become the next one, with the same number, bytes and
 * order, and never another event in its place. Appending goes on as soon as the disk does.
 */
export class Spool {
  readonly #options: SpoolOptions
  readonly #files: ChunkFiles
  readonly #writer: Writer
  readonly #latest: Map<string, Content>

  /** `openSpool` and `createSpool` call this. */
  static async open(
    options: Required<SpoolOptions>,
    files: ChunkFiles,
    found: Resumed,
  ): Promise<Spool> {
    const spool = new Spool(options, files, found)
    await spool.#writer.settle()
    spool.tend().catch(() => {})
    return spool
  }

  private constructor(options: Required<SpoolOptions>, files: ChunkFiles, found: Resumed) {
    this.#options = options
    this.#files = files
    this.#latest = new Map(found.latest)
    this.#writer = new Writer(
      {
        ...options,
        files,
        written: ({ type, content }) => void this.#latest.set(type, content),
      },
      found,
    )
  }

  /** The last durable event; number 0 where there is none. Kept elsewhere it proves a cut tail. */
  get head(): Head {
    return this.#writer.head
  }

  /** Ed25519, 32 bytes: whose events these are. */
  get publicKey(): Uint8Array {
    return this.#options.key.raw
  }

  /** Whether events can go on when the current file ends and the disk is full. */
  get reserve(): 'ready' | 'missing' {
    return this.#writer.reserve
  }

  append(event: KeeperEvent): Promise<number> {
    return this.#writer.append(event)
  }

  /** The newest event of all; undefined in an empty spool. */
  async last(): Promise<Recorded | undefined> {
    for await (const { event } of this.read(this.head.n)) return event
    return undefined
  }

  /** The newest event of a type, also from files long closed; undefined where none is left. */
  async lastOf<Type extends EventType>(type: Type): Promise<Recorded<EventOf<Type>> | undefined> {
    const known = this.#latest.get(type)
    if (known) return known as Recorded<EventOf<Type>>
    const number = this.#writer.numberOfLast(type)
    if (number === undefined) return undefined
    for await (const { n, event } of this.read(number)) {
      if (n !== number) break
      this.#latest.set(type, event)
      return event as Recorded<EventOf<Type>>
    }
    return undefined
  }

  /**
   * Durable events from a number on, in order, up to the head of the moment.
   * Where events are lost the numbers jump; `verify` says where and how.
   */
  async *read(fromNumber = 1): AsyncGenerator<Entry> {
    const chunks = (await this.#files.list()).filter(chunk => chunk <= this.#writer.chunk)
    let index = chunks.length - 1
    for (; index > 0; index -= 1) {
      const opening = await this.#files.opening(chunks[index]!)
      if (opening && opening.first <= fromNumber) break
    }
    const chain = new Chain(this.#options.key, null)
    for (const chunk of chunks.slice(Math.max(index, 0))) {
      for (const found of chain.through(chunk, await this.#files.read(chunk), 'linked')) {
        if (found.found !== 'event' || found.n < fromNumber) continue
        if (found.n > this.head.n) return
        const { n, frame, content } = found
        yield { n, event: content as Recorded, hash: frame.hash, frame: frame.bytes }
      }
    }
  }

  verify(remembered: readonly Remembered[] = []): Promise<Verification> {
    return verifySpool({ ...this.#options, remembered })
  }

  /**
   * Removes whole files whose every event is older than this keeper time, after an event that says so.
   * A file with the last erasure or the last start in it stays: they date the keyring.
   */
  async prune(olderThanUs: number): Promise<{ readonly through: number }> {
    const dating = (['ErasureDone', 'KeeperStarted'] as const).map(
      type => this.#writer.numberOfLast(type) ?? Number.MAX_SAFE_INTEGER,
    )
    const old: number[] = []
    let end: Head | null = null
    for (const chunk of await this.#files.list()) {
      const next = chunk < this.#writer.chunk ? await this.#files.opening(chunk + 1) : null
      if (!next || next.atUs >= olderThanUs || next.first > Math.min(...dating)) break
      old.push(chunk)
      end = { n: next.first - 1, hash: next.previous }
    }
    if (end === null) return { through: 0 }
    const hash = end.hash.toString('hex')
    // A crash from here on leaves files that the next call removes, after saying it once more.
    await this.append({ type: 'SpoolPruned', through: end.n, hash, olderThanUs })
    await this.#files.remove(old)
    return { through: end.n }
  }

  /** Makes the file in reserve where it is missing; to be called now and then, rejects on a full disk. */
  tend(): Promise<void> {
    return this.#writer.tend()
  }

  /** Waits for what was appended, then lets go of the files. */
  close(): Promise<void> {
    return this.#writer.close()
  }
}
