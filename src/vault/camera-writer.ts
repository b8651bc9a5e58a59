import { type Minute, minuteOf, minuteUs, secondUs, startUs } from '#civil/minute.ts'
import type { CapturedUnit, DecoderSetup } from '#video/access-unit.ts'
import { sameSetup } from '#video/parameter-sets.ts'
import type { Gap } from './gap.ts'
import { initBytes } from './init.ts'
import { type Note, PendingRecord } from './pending-record.ts'
import { SegmentQueue } from './segment-queue.ts'
import { mostTicksApart } from './unit-table.ts'
import type { Loss, Writer, WriterOptions } from './writer.ts'

/** A record holds less than this of footage and, where a single unit is not larger, of bytes. */
const longestUs = secondUs
const longestBytes = 4 << 20
const largestUnit = 32 << 20
/** Capture times step back this far within one camera's jitter; further is a clock step. */
const jitterUs = 2 * secondUs
/** Units of a past minute may still arrive for so long. */
const graceUs = 5 * secondUs
const reportEveryUs = 10 * secondUs

/** Gathers units into records; the queue behind it seals and writes them. */
export class CameraWriter implements Writer {
  readonly #queue: SegmentQueue
  readonly #onFault: (loss: Loss) => void
  readonly #mostPending: number
  #record: PendingRecord | null = null
  #notes: Note[] = []
  #sets: DecoderSetup | null = null
  /** The next unit begins a run of presentation times. */
  #newRun = true
  /** Something before the next unit is missing. */
  #broken = true
  #lastUs = Number.NEGATIVE_INFINITY
  #openMinute: Minute | null = null
  /** Units turned away since the disk could not keep up; until a key frame comes and there is room again. */
  #overflow: { fromUs: number; toUs: number; units: number } | null = null
  #overflows = false

  constructor(options: WriterOptions) {
    this.#queue = new SegmentQueue(options)
    this.#onFault = options.onFault
    this.#mostPending = options.maxPendingBytes ?? 16 << 20
  }

  get pendingBytes(): number {
    return this.#queue.pendingBytes + (this.#record?.lengthBytes ?? 0)
  }

  get segment(): string | null {
    return this.#queue.segment
  }

  parameterSets(sets: DecoderSetup): void {
    if (this.#sets !== null && !this.#newRun && sameSetup(this.#sets, sets)) return
    try {
      initBytes(sets, 0)
    } catch {
      // Too large for the format: they stand in the stream itself, or nothing would decode them.
      return
    }
    this.#sets = sets
    this.#newRun = true
  }

  append(unit: CapturedUnit): void {
    const { bytes, key } = unit
    const ptsTicks = Math.round(unit.ptsTicks)
    let captureUs = Math.round(unit.captureUs)
    if (!Number.isSafeInteger(captureUs) || captureUs < 0 || !Number.isSafeInteger(ptsTicks)) {
      throw new RangeError('capture time and presentation time are whole numbers')
    }
    if (bytes.length > largestUnit) {
      this.#note('oversized', captureUs, captureUs, 1)
      return
    }
    if (this.#turnsAway(captureUs, bytes.length, key)) return
    if (captureUs < this.#lastUs - jitterUs) this.cut()
    else captureUs = Math.max(captureUs, this.#lastUs)
    if (this.#mustFlush(captureUs, ptsTicks, bytes.length, key)) this.#flush()
    this.#lastUs = captureUs
    this.#openMinute = minuteOf(captureUs)
    if (this.#record === null) this.#begin(captureUs, key)
    this.#record!.add({ bytes, ptsTicks, captureUs, key })
  }

  gap(gap: Gap): void {
    if (!Number.isFinite(gap.fromUs) || !Number.isFinite(gap.toUs)) {
      throw new RangeError('a gap has a beginning and an end')
    }
    this.#flush()
    this.#notes.push({ kind: 'gap', gap })
    this.#broken = true
    this.#newRun = true
  }

  cut(): void {
    this.#flush()
    this.#queue.endSegment()
    this.#lastUs = Number.NEGATIVE_INFINITY
    this.#openMinute = null
  }

  tick(nowUs: number): void {
    if (this.#record !== null && nowUs - this.#record.firstUs >= longestUs) this.#flush()
    if (this.#overflow !== null && nowUs - this.#overflow.fromUs >= reportEveryUs) {
      this.#reportOverflow()
    }
    const open = this.#openMinute
    if (open !== null && nowUs >= startUs(open + 1) + graceUs) {
      this.#flush()
      this.#openMinute = null
      if (nowUs >= endOfHourUs(open) + graceUs) this.#queue.endSegment()
      else this.#queue.endMinute(open)
    } else if (
      open === null &&
      this.#lastUs >= 0 &&
      nowUs >= endOfHourUs(minuteOf(this.#lastUs)) + graceUs
    ) {
      if (this.#queue.segment !== null) this.#queue.endSegment()
    }
    this.#queue.retry(nowUs)
  }

  async close(): Promise<void> {
    this.#flush()
    this.#reportOverflow()
    if (this.#notes.length > 0) {
      const gaps = this.#notes.flatMap(note => (note.kind === 'gap' ? [note.gap.toUs] : []))
      this.#begin(Math.max(this.#lastUs, ...gaps), false)
      this.#flush()
    }
    this.#queue.endSegment()
    await this.#queue.drain()
  }

  #begin(atUs: number, key: boolean): void {
    if (this.#newRun && this.#sets !== null) {
      this.#notes.push({ kind: 'sets', sets: this.#sets, runUs: atUs })
      this.#newRun = false
    }
    const first = { begins: key, broken: this.#broken && !key }
    this.#record = new PendingRecord(atUs, this.#notes, first, this.#queue.room())
    this.#notes = []
    this.#broken = false
  }

  #mustFlush(captureUs: number, ptsTicks: number, size: number, key: boolean): boolean {
    const record = this.#record
    if (record === null) return false
    const basePts = record.entries[0]?.ptsTicks ?? ptsTicks
    return (
      key ||
      this.#newRun ||
      captureUs - record.firstUs >= longestUs ||
      minuteOf(captureUs) !== record.minute ||
      record.lengthBytes + size > longestBytes ||
      Math.abs(ptsTicks - basePts) > mostTicksApart
    )
  }

  #flush(): void {
    if (this.#record !== null) this.#queue.add(this.#record)
    this.#record = null
  }

  #turnsAway(captureUs: number, size: number, key: boolean): boolean {
    const pending = this.pendingBytes
    if (pending + size > this.#mostPending && pending > 0) this.#overflows = true
    else if (this.#overflows && key && pending <= this.#mostPending / 2) this.#overflows = false
    if (this.#overflows) {
      const loss = this.#overflow
      this.#overflow = {
        fromUs: loss?.fromUs ?? captureUs,
        toUs: captureUs,
        units: (loss?.units ?? 0) + 1,
      }
    } else this.#reportOverflow()
    return this.#overflows
  }

  #reportOverflow(): void {
    if (this.#overflow === null) return
    const { fromUs, toUs, units } = this.#overflow
    this.#overflow = null
    this.#note('overflow', fromUs, toUs, units)
  }

  #note(kind: 'overflow' | 'oversized', fromUs: number, toUs: number, units: number): void {
    this.#flush()
    this.#notes.push({ kind: 'gap', gap: { fromUs, toUs, cause: kind } })
    this.#broken = true
    this.#onFault({ kind, fromUs, toUs, units })
  }
}

/** The zone lies whole hours from UTC and has no summer time: its hours begin with those of UTC. */
const endOfHourUs = (minute: Minute): number =>
  startUs(Math.floor(minute / 60) * 60) + 60 * minuteUs
