import { canonicalJson } from '#canonical/json.ts'
import type { DurableFile } from '#disk/disk.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { frameOverhead, longestEvent } from '#frame/layout.ts'
import type { SigningKey } from '#signing/key-file.ts'
import type { Content, Head } from './chain.ts'
import type { ChunkFiles, Opening } from './chunk-files.ts'
import type { KeeperEvent, Stamp } from './events.ts'
import { type Frame, makeFrame } from './frame.ts'

/** Where the chain ends and where the next event goes: what a start finds out. */
export type End = {
  readonly head: Head
  /** Numbers up to this one were given away, though the events above `head` are lost. */
  readonly used: number
  readonly chunk: number
  readonly position: number
  readonly opened: boolean
  readonly after: Opening['after']
  /** Whole events behind `head` that stand only in a file that was given up. */
  readonly unwritten: readonly Numbered[]
  readonly lastOf: ReadonlyMap<string, number>
  /** Keeper time of the last event, 0 without one. */
  readonly atUs: number
  /** To be written in front of the first event to come. */
  readonly untold: readonly KeeperEvent[]
}

export type Numbered = {
  readonly n: number
  readonly type: string
  readonly content: Content
  readonly frame: Frame
}

type Waiting = {
  readonly event: KeeperEvent & Stamp
  readonly resolve: (n: number) => void
  readonly reject: (error: unknown) => void
}

/**
 * Writes events at the end of the chain, all that wait in one write.
 *
 * When a write fails its frames keep their numbers and stay the next to be written: once more at their
 * place, then at the beginning of the next file, then again with the next append. Ed25519 is
 * deterministic, so whatever of them already lies somewhere is the same bytes.
 */
export class Writer {
  head: Head
  chunk: number
  readonly #files: ChunkFiles
  readonly #key: SigningKey
  readonly #stamp: () => Stamp
  readonly #chunkBytes: number
  readonly #written: (event: Numbered) => void
  readonly #lastOf: Map<string, number>
  #used: number
  #latestUs: number
  #untold: KeeperEvent[]
  #position: number
  /** The opening frame still to be written in front of the next event; null once it stands in the file. */
  #opening: Frame | null = null
  #file: DurableFile | null = null
  #unwritten: readonly Numbered[]
  /** A write failed in this file: what it holds behind the head is not known. */
  #doubtful: boolean
  #waiting: Waiting[] = []
  #busy: Promise<void> | null = null
  #preparing: Promise<void> | null = null
  #reserve = 0
  #closed = false

  constructor(
    options: {
      readonly files: ChunkFiles
      readonly key: SigningKey
      readonly stamp: () => Stamp
      readonly chunkBytes: number
      readonly written: (event: Numbered) => void
    },
    end: End,
  ) {
    this.#files = options.files
    this.#key = options.key
    this.#stamp = options.stamp
    this.#chunkBytes = options.chunkBytes
    this.#written = options.written
    this.#lastOf = new Map(end.lastOf)
    this.head = end.head
    this.chunk = end.chunk
    this.#used = end.used
    this.#latestUs = end.atUs
    this.#untold = [...end.untold]
    this.#position = end.position
    this.#unwritten = end.unwritten
    this.#doubtful = end.unwritten.length > 0
    if (!end.opened) this.#opening = this.#openingAfter(end.after)
  }

  get reserve(): 'ready' | 'missing' {
    return this.#reserve === this.chunk + 1 ? 'ready' : 'missing'
  }

  numberOfLast(type: string): number | undefined {
    return this.#lastOf.get(type)
  }

  append(event: KeeperEvent): Promise<number> {
    if (this.#closed) {
      return Promise.reject(
        new Fault('Unavailable', sentence('記録は閉じられています', 'the spool is closed')),
      )
    }
    for (const told of this.#untold.splice(0)) this.append(told).catch(() => {})
    const stamped = { ...event, ...this.#stamp() }
    if (jsonOf(stamped, Number.MAX_SAFE_INTEGER).length > this.#longest) {
      return Promise.reject(
        new RangeError(`${event.type}: an event is at most ${this.#longest} bytes`),
      )
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ event: stamped, resolve, reject })
      this.#busy ??= this.#work()
    })
  }

  async tend(): Promise<void> {
    if (this.reserve === 'ready') return
    const next = this.chunk + 1
    this.#preparing ??= this.#files
      .prepare(next)
      .then(() => {
        this.#reserve = next
      })
      .finally(() => {
        this.#preparing = null
      })
    await this.#preparing
  }

  /** Writes what a start found only in a file that was given up. */
  async settle(): Promise<void> {
    if (this.#unwritten.length > 0) await this.#put(this.#unwritten)
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#busy
    await this.#preparing?.catch(() => {})
    await this.#file?.close()
    this.#file = null
  }

  get #longest(): number {
    return longestIn(this.#chunkBytes)
  }

  async #work(): Promise<void> {
    // One turn later, so that all appends of this turn travel in one write.
    await null
    while (this.#waiting.length > 0) {
      let taken: readonly Waiting[] = []
      try {
        await this.settle()
        taken = this.#take()
        const frames = this.#numbered(taken)
        await this.#put(frames)
        taken.forEach(({ resolve }, i) => void resolve(frames[i]!.n))
      } catch (error) {
        // `taken` keep their numbers in #unwritten; those behind them never got one.
        for (const { reject } of [...taken, ...this.#waiting.splice(0)]) reject(error)
      }
    }
    this.#busy = null
  }

  #take(): readonly Waiting[] {
    let bytes = 0
    let count = 0
    for (const { event } of this.#waiting) {
      bytes += jsonOf(event, Number.MAX_SAFE_INTEGER).length + frameOverhead
      if (count > 0 && bytes > this.#longest) break
      count += 1
    }
    return this.#waiting.splice(0, count)
  }

  #numbered(taken: readonly Waiting[]): readonly Numbered[] {
    let previous = this.head.hash
    return taken.map(({ event }, i) => {
      const n = this.#used + 1 + i
      const frame = makeFrame(jsonOf(event, n), previous, this.#key.sign)
      previous = frame.hash
      return { n, type: event.type, content: { ...event, n }, frame }
    })
  }

  async #put(events: readonly Numbered[]): Promise<void> {
    this.#unwritten = events
    const last = events.at(-1)!
    this.#used = Math.max(this.#used, last.n)
    const bytes = events.reduce((sum, { frame }) => sum + frame.bytes.length, 0)
    const needed = bytes + (this.#opening?.bytes.length ?? 0)
    if (this.#position + needed > this.#chunkBytes) await this.#nextFile()
    try {
      await this.#write(events).catch(() => {
        this.#doubtful = true
        return this.#write(events)
      })
    } catch {
      await this.#nextFile()
      await this.#write(events)
    }
    this.#unwritten = []
    this.head = { n: last.n, hash: last.frame.hash }
    this.#latestUs = Number(last.content.atUs)
    for (const event of events) {
      this.#lastOf.set(event.type, event.n)
      this.#written(event)
    }
    // A full disk is told by `reserve`; the next append or `tend` tries again.
    this.tend().catch(() => {})
  }

  async #write(events: readonly Numbered[]): Promise<void> {
    this.#file ??= await this.#files.open(this.chunk)
    const parts = events.map(({ frame }) => frame.bytes)
    if (this.#opening) parts.unshift(this.#opening.bytes)
    const bytes = Buffer.concat(parts)
    await this.#file.write(bytes, this.#position)
    this.#position += bytes.length
    this.#opening = null
  }

  async #nextFile(): Promise<void> {
    await this.tend()
    await this.#file?.close().catch(() => {})
    this.#file = null
    this.chunk += 1
    this.#position = 0
    this.#opening = this.#openingAfter(this.#doubtful ? 'fault' : 'full')
    this.#doubtful = false
  }

  #openingAfter(after: Opening['after']): Frame {
    const opening: Opening = {
      type: 'ChunkOpened',
      format: 1,
      chunk: this.chunk,
      first: this.head.n + 1,
      after,
      atUs: this.#latestUs,
      lastOf: Object.fromEntries(this.#lastOf),
    }
    return makeFrame(Buffer.from(canonicalJson(opening)), this.head.hash, this.#key.sign)
  }
}

const jsonOf = (event: KeeperEvent & Stamp, n: number): Buffer =>
  Buffer.from(canonicalJson({ ...event, n }))

/** A batch, and so an event, is at most a quarter of a file: it always fits into an empty one. */
export const longestIn = (chunkBytes: number): number => Math.min(longestEvent, chunkBytes >> 2)
