import { type Minute, secondUs } from '#civil/minute.ts'
import type { Batch } from './batch.ts'
import { type CreatedSegment, createSegment } from './create-segment.ts'
import { PendingRecord } from './pending-record.ts'
import { noSeal } from './seal.ts'
import { GroupInProgress, type Stream } from './stream.ts'
import type { Loss, WriterOptions } from './writer.ts'

type Work =
  | { readonly kind: 'record'; readonly record: PendingRecord }
  | { readonly kind: 'endMinute'; readonly minute: Minute }
  | { readonly kind: 'endSegment' }

const roomBytes = 256 << 10
const largestRoom = 4 << 20
/**
 * Buffers between two records, for all cameras together: each fills one all the time, and hardly any has a second in
 * flight at the same moment as the others.
 */
const spareRooms: Buffer[] = []
const mostSpareRooms = 8

/**
 * Takes records in order and brings them into segments, one write at a time. Records wait in plain memory and are
 * sealed when the write before has returned, so that a segment that breaks takes along only what was in flight.
 *
 * Order of writes of a segment, and what a crash after each leaves behind:
 * 1. folder, file (O_EXCL): an empty file, `missing` to readers;
 * 2. header: a file without records;
 * 3. folder synced: before this a power cut may take the file, nothing sealed was in it;
 * 4. records, several in one write: a torn tail after whole records;
 * 5. seal and footer: before this the file is walked record by record.
 * Any failure ends the segment for ever: this process never writes to it again, nor does another.
 */
export class SegmentQueue {
  readonly #options: WriterOptions
  readonly #work: Work[] = []
  readonly #stream: Stream
  #current: CreatedSegment | null = null
  #previous: { segment: string; tag: Uint8Array } | null
  #opening: string | null = null
  #running: Promise<void> | null = null
  #blocked = false
  #lastTryUs = 0
  #told = false
  readonly #folders = new Set<string>()
  #pending = 0

  constructor(options: WriterOptions) {
    this.#options = options
    this.#previous = options.previous ?? null
    this.#stream = {
      camera: options.identity().camera,
      leadIn: options.leadIn,
      sets: null,
      group: new GroupInProgress(false),
      sealHash: options.previous?.seal ?? noSeal,
      carriedSeals: [...(options.previous?.carried ?? [])],
      carriedGaps: [],
    }
  }

  /** Bytes of units taken and not yet on the disk. */
  get pendingBytes(): number {
    return this.#pending
  }

  get segment(): string | null {
    return this.#current?.sealer.header.segment ?? this.#opening
  }

  /** A buffer for the next record. */
  room(): Buffer {
    return spareRooms.pop() ?? Buffer.allocUnsafeSlow(roomBytes)
  }

  add(record: PendingRecord): void {
    this.#pending += record.lengthBytes
    this.#enqueue({ kind: 'record', record })
  }

  endMinute(minute: Minute): void {
    this.#enqueue({ kind: 'endMinute', minute })
  }

  endSegment(): void {
    this.#enqueue({ kind: 'endSegment' })
  }

  /** Tries a disk again that refused a new segment, at most once a second. */
  retry(nowUs: number): void {
    if (!this.#blocked || Math.abs(nowUs - this.#lastTryUs) < secondUs) return
    this.#lastTryUs = nowUs
    this.#run()
  }

  /** Resolves when everything is written, or given up after one more try. */
  async drain(): Promise<void> {
    while (this.#running) await this.#running
    this.#addCarried()
    if (this.#work.length > 0) this.#run()
    while (this.#running) await this.#running
    for (const work of this.#work.splice(0)) {
      if (work.kind === 'record') this.#drop(work.record, 'disk')
    }
    this.#stream.group.wipe()
  }

  /** Seals and gaps of a segment that broke with nothing after it get a last segment of their own. */
  #addCarried(): void {
    const { carriedSeals, carriedGaps } = this.#stream
    const times = [...carriedSeals.map(seal => seal.lastUs), ...carriedGaps.map(gap => gap.toUs)]
    if (times.length === 0 || this.#work.length > 0) return
    const first = { begins: false, broken: true }
    const record = new PendingRecord(Math.max(...times), [], first, this.room())
    this.#work.push({ kind: 'record', record }, { kind: 'endSegment' })
  }

  #enqueue(work: Work): void {
    this.#work.push(work)
    this.#run()
  }

  #run(): void {
    this.#running ??= this.#pump().finally(() => {
      this.#running = null
    })
  }

  async #pump(): Promise<void> {
    this.#blocked = false
    // What the caller adds in this turn goes into the same write.
    await null
    while (this.#work.length > 0 && (await this.#step()));
  }

  /** One write, opening or closing; false where the disk refuses a new segment. */
  async #step(): Promise<boolean> {
    const next = this.#work[0]!
    const current = this.#current
    if (current === null) {
      if (next.kind !== 'record') this.#work.shift()
      else if (!this.#canSeal(next.record)) this.#drop(this.#take(), 'noKey')
      else return this.#openSegment(next.record)
      return true
    }
    if (next.kind === 'endSegment') {
      this.#work.shift()
      await this.#finish(current)
    } else if (next.kind === 'record' && !current.sealer.accepts(next.record.minute)) {
      await this.#finish(current)
    } else await this.#write(current)
    return true
  }

  #take(): PendingRecord {
    const work = this.#work.shift()
    if (work?.kind !== 'record') throw new Error('no record at the head of the queue')
    return work.record
  }

  async #write(current: CreatedSegment): Promise<void> {
    const { sealer } = current
    const written: PendingRecord[] = []
    while (this.#work.length > 0 && !sealer.batchIsFull) {
      const next = this.#work[0]!
      if (next.kind === 'endSegment') break
      if (next.kind === 'endMinute') {
        this.#work.shift()
        if (sealer.minute === next.minute) sealer.endMinute()
        continue
      }
      if (!sealer.accepts(next.record.minute)) break
      const record = this.#take()
      if (sealer.minute !== record.minute) {
        const key = this.#keyOf(record.minute)
        if (key === null) {
          this.#drop(record, 'noKey')
          continue
        }
        sealer.beginMinute(record.minute, key)
      }
      sealer.record(record)
      written.push(record)
    }
    await this.#flush(current)
    for (const record of written) this.#done(record)
  }

  /** Seal and footer, then the file is closed for ever. */
  async #finish(current: CreatedSegment): Promise<void> {
    current.sealer.finish()
    if (!(await this.#flush(current))) return
    this.#current = null
    await current.file.close().catch(() => {})
  }

  async #flush(current: CreatedSegment): Promise<boolean> {
    const batch = current.sealer.takeBatch()
    if (batch.lengthBytes === 0) return true
    try {
      await current.file.write(batch.parts, batch.position)
    } catch (cause) {
      await this.#broke(current, batch, cause)
      return false
    }
    if (batch.lastTag !== null) {
      this.#previous = { segment: current.sealer.header.segment, tag: batch.lastTag }
    }
    for (const chain of batch.closedChains) chain.wipe()
    for (const seal of batch.seals) this.#options.onSeal(seal)
    return true
  }

  /**
   * The batch may stand on the disk in part, whole or not at all: none of it is counted, its seals are made anew over
   * what stood there before, and its gaps are said again. The group it broke is shown from its next key frame on.
   */
  async #broke(current: CreatedSegment, batch: Batch, cause: unknown): Promise<void> {
    const stream = this.#stream
    this.#current = null
    stream.sealHash = batch.sealHashBefore
    stream.carriedSeals = [...batch.carried, ...stream.carriedSeals]
    if (batch.before !== null && batch.before.mark.leaves > 0) {
      const { chain, mark } = batch.before
      const seal = chain.seal(stream.camera, mark, stream.sealHash)
      stream.sealHash = seal.hash
      stream.carriedSeals.push(seal)
    }
    stream.carriedGaps = [...batch.gaps, ...stream.carriedGaps]
    batch.before?.chain.wipe()
    for (const chain of batch.closedChains) chain.wipe()
    current.sealer.wipe()
    if (batch.units > 0) {
      stream.group.wipe()
      stream.group = new GroupInProgress(false)
      this.#lost('disk', batch.fromUs, batch.toUs, batch.units, cause)
    } else this.#options.onFault({ kind: 'disk', fromUs: 0, toUs: 0, units: 0, cause })
    await current.file.close().catch(() => {})
  }

  async #openSegment(record: PendingRecord): Promise<boolean> {
    const { minute, firstUs } = record
    try {
      this.#opening = Buffer.from(this.#options.random(16)).toString('hex')
      const at = { segment: this.#opening, minute, beginsUs: firstUs, previous: this.#previous }
      this.#current = await createSegment(this.#options, at, this.#stream, this.#folders)
      this.#told = false
      return true
    } catch (cause) {
      this.#blocked = true
      if (!this.#told) this.#options.onFault({ kind: 'disk', fromUs: 0, toUs: 0, units: 0, cause })
      this.#told = true
      return false
    } finally {
      this.#opening = null
    }
  }

  #canSeal(record: PendingRecord): boolean {
    const key = this.#keyOf(record.minute)
    key?.fill(0)
    return key !== null
  }

  /** Null where there is none or none that may be used: its footage is lost and said to be, never sealed badly. */
  #keyOf(minute: Minute): Uint8Array | null {
    const key = this.#options.minuteKey(minute)
    return key?.length === 32 && key.some(byte => byte !== 0) ? key : null
  }

  #drop(record: PendingRecord, kind: 'disk' | 'noKey'): void {
    const stream = this.#stream
    for (const note of record.notes) {
      if (note.kind === 'gap') stream.carriedGaps.push(note.gap)
      else stream.sets = note
    }
    stream.group.wipe()
    stream.group = new GroupInProgress(false)
    const units = record.entries.length
    if (units > 0) this.#lost(kind, record.firstUs, record.lastUs, units, undefined)
    this.#done(record)
  }

  #lost(kind: Loss['kind'], fromUs: number, toUs: number, units: number, cause: unknown): void {
    this.#stream.carriedGaps.push({ fromUs, toUs, cause: kind })
    this.#options.onFault({ kind, fromUs, toUs, units, ...(cause === undefined ? {} : { cause }) })
  }

  #done(record: PendingRecord): void {
    this.#pending -= record.lengthBytes
    const room = record.giveRoom()
    if (spareRooms.length < mostSpareRooms && room.length <= largestRoom) spareRooms.push(room)
  }
}
