import { dayOf, hourOf, type Minute, minuteIndex } from '#civil/minute.ts'
import { Batch } from './batch.ts'
import { encodeFooter, type FooterMinute } from './footer.ts'
import { type Gap, gapBytes } from './gap.ts'
import { initBytes } from './init.ts'
import { notesGroup } from './keys.ts'
import { leadInBytes, reaches } from './lead-in.ts'
import { MinuteChain } from './minute-chain.ts'
import type { PendingRecord } from './pending-record.ts'
import { encodeHead, frameBytes, type Head, type Kind, sealRecord } from './record.ts'
import { type Seal, sealBytes, sealTag } from './seal.ts'
import { encodeHeader, headerBytes, type SegmentHeader } from './segment-header.ts'
import { GroupInProgress, type Stream } from './stream.ts'
import { setsLeaf, unitLeaf } from './unit-table.ts'

const lastCounter = 0xfffffff0
/** One write: below the kernel's limit of 1,024 parts. */
const mostParts = 900
const mostBytes = 8 << 20

/**
 * Turns one segment's records into bytes, in order, each exactly once: the counter only rises, and what was
 * sealed is never sealed again here, whatever became of the write. It does no I/O; `Writer` does.
 */
export class SegmentSealer {
  readonly header: SegmentHeader
  readonly headerBytes: Buffer
  readonly #id: Buffer
  readonly #stream: Stream
  readonly #footer: FooterMinute[] = []
  #offset = headerBytes
  #counter = 0
  #groups = 0
  #chain: MinuteChain | null = null
  #sealed = -1
  #needsInit = false
  #batch: Batch

  constructor(header: SegmentHeader, stream: Stream) {
    this.header = header
    this.headerBytes = encodeHeader(header)
    this.#id = Buffer.from(header.segment, 'hex')
    this.#stream = stream
    this.#batch = this.#newBatch()
  }

  get batch(): Batch {
    return this.#batch
  }

  get minute(): Minute | null {
    return this.#chain?.minute ?? null
  }

  /** Whether a minute can still stand in this segment: of its hour, not before what stands there, not sealed yet. */
  accepts(minute: Minute): boolean {
    return (
      minute > this.#sealed &&
      minute >= (this.#chain?.minute ?? 0) &&
      this.#counter < lastCounter &&
      hourOf(minute) === this.header.hour &&
      dayOf(minute) === this.header.day
    )
  }

  get batchIsFull(): boolean {
    return this.#batch.parts.length > mostParts || this.#batch.lengthBytes > mostBytes
  }

  /** The batch to be written now; what is sealed from here on goes into the next. */
  takeBatch(): Batch {
    const batch = this.#batch
    this.#offset += batch.lengthBytes
    this.#batch = this.#newBatch()
    return batch
  }

  /** Takes over `key`. The minute before is sealed first. */
  beginMinute(minute: Minute, key: Uint8Array): void {
    this.endMinute()
    this.#needsInit = true
    this.#chain = new MinuteChain(minute, key, this.headerBytes, this.#id, this.#end)
  }

  record(record: PendingRecord): void {
    const stream = this.#stream
    for (const note of record.notes) {
      if (note.kind !== 'sets') continue
      stream.sets = note
      this.#needsInit = true
    }
    if (this.#needsInit) this.#init(record.firstUs)
    for (const seal of stream.carriedSeals.splice(0)) {
      this.#seal(seal)
      this.#batch.carried.push(seal)
    }
    for (const gap of stream.carriedGaps.splice(0)) this.#gap(gap)
    for (const note of record.notes) if (note.kind === 'gap') this.#gap(note.gap)
    if (record.entries.length > 0) this.#units(record)
  }

  /** Seals the minute now written, where there is one. */
  endMinute(): void {
    const chain = this.#chain
    if (chain === null) return
    this.#decodableFrom(chain.lastUs)
    const seal = chain.seal(this.#stream.camera, chain.mark(), this.#stream.sealHash)
    this.#stream.sealHash = seal.hash
    this.#seal(seal)
    this.#footer.push({
      minuteIndex: minuteIndex(chain.minute),
      offset: chain.offset,
      length: this.#end - chain.offset,
      units: chain.units,
      gaps: chain.gaps,
      firstKey: chain.firstKey,
    })
    this.#sealed = chain.minute
    this.#batch.closedChains.push(chain)
    this.#chain = null
  }

  /** Seal and footer: nothing may follow. */
  finish(): void {
    this.endMinute()
    const at = {
      key: false,
      minuteIndex: this.#footer.at(-1)?.minuteIndex ?? 0,
      group: notesGroup,
      counter: this.#counter++,
      durationUs: 0,
      firstUs: this.header.beginsUs,
    }
    this.#batch.push(encodeFooter(this.headerBytes, at, this.#end, this.#footer))
  }

  /** The segment ends here, written or not. */
  wipe(): void {
    this.#chain?.wipe()
  }

  get #end(): number {
    return this.#offset + this.#batch.lengthBytes
  }

  #newBatch(): Batch {
    return new Batch(this.#offset, this.#chain, this.#stream.sealHash)
  }

  #units(record: PendingRecord): void {
    const chain = this.#chain!
    const group = this.#groupOf(record)
    const part = group.parts.at(-1)!
    if (record.begins && chain.firstKey === 0) chain.firstKey = this.#end
    if (chain.units === 0) chain.firstUs = record.firstUs
    for (const unit of record.units()) chain.addLeaf(unitLeaf(chain.ck, unit))
    chain.units += record.entries.length
    chain.lastUs = record.lastUs
    const batch = this.#batch
    batch.units += record.entries.length
    batch.unitBytes += record.lengthBytes
    batch.fromUs = Math.min(batch.fromUs, record.firstUs)
    batch.toUs = Math.max(batch.toUs, record.lastUs)
    const { firstUs, lastUs, begins } = record
    const fields = { key: begins, group: part.group, firstUs, durationUs: lastUs - firstUs }
    this.#record('units', part.key, fields, record.plain())
    part.length = this.#end - part.offset
  }

  /** The group a record belongs to, with a last part that lies in this minute of this segment. */
  #groupOf(record: PendingRecord): GroupInProgress {
    const chain = this.#chain!
    if (record.begins || record.broken) {
      this.#stream.group.wipe()
      this.#stream.group = new GroupInProgress(record.begins)
    }
    const group = this.#stream.group
    if (record.begins) this.#decodableFrom(record.firstUs)
    const last = group.parts.at(-1)
    if (last?.minute === chain.minute && this.#id.equals(last.segment)) return group
    if (!record.begins) this.#leadIn(group, record.firstUs)
    const number = ++this.#groups
    group.parts.push({
      segment: this.#id,
      minute: chain.minute,
      group: number,
      offset: this.#end,
      length: 0,
      startTag: chain.tag,
      key: chain.groupKey(number),
      firstUs: record.firstUs,
    })
    return group
  }

  /** A minute that begins inside a group: its lead-in where one may reach the key frame, else the note that it shows nothing alone yet. */
  #leadIn(group: GroupInProgress, firstUs: number): void {
    const chain = this.#chain!
    if (!group.whole || !reaches(this.#stream.leadIn, group.parts, chain.minute)) {
      chain.undecodableFromUs ??= firstUs
      return
    }
    const from = group.parts[0]!.firstUs
    const plain = leadInBytes(group.parts)
    const fields = { key: true, group: notesGroup, firstUs: from, durationUs: firstUs - from }
    this.#record('leadIn', chain.notesKey, fields, plain)
    plain.fill(0)
  }

  #decodableFrom(us: number): void {
    const chain = this.#chain!
    if (chain.undecodableFromUs === null) return
    const gap = { fromUs: chain.undecodableFromUs, toUs: us, cause: 'undecodable' }
    chain.undecodableFromUs = null
    this.#note('gap', gap.fromUs, gap.toUs - gap.fromUs, gapBytes(gap))
  }

  #init(firstUs: number): void {
    const known = this.#stream.sets
    this.#needsInit = false
    if (known === null) return
    const plain = initBytes(known.sets, known.runUs)
    const chain = this.#chain!
    chain.addLeaf(setsLeaf(chain.ck, firstUs, plain))
    this.#note('init', firstUs, 0, plain)
  }

  #gap(gap: Gap): void {
    this.#chain!.gaps += 1
    this.#batch.gaps.push(gap)
    this.#note('gap', Math.round(gap.fromUs), Math.round(gap.toUs - gap.fromUs), gapBytes(gap))
  }

  #note(kind: 'init' | 'gap', firstUs: number, durationUs: number, plain: Buffer): void {
    const fields = { key: false, group: notesGroup, firstUs, durationUs: Math.max(durationUs, 0) }
    this.#record(kind, this.#chain!.notesKey, fields, plain)
  }

  #record(
    kind: Kind,
    key: Uint8Array,
    fields: Pick<Head, 'key' | 'group' | 'firstUs' | 'durationUs'>,
    plain: Buffer,
  ): void {
    const head = this.#head(kind, fields, plain.length)
    const { content, tag } = sealRecord(key, head, this.#chain!.tag, plain)
    this.#chained([head, content, tag], tag)
  }

  /** Clear content; its tag is an HMAC under the minute's ck, so that it can be neither made nor moved without the key. */
  #seal(seal: Seal): void {
    const chain = this.#chain!
    const fields = { key: false, group: notesGroup, firstUs: seal.lastUs, durationUs: 0 }
    const head = this.#head('seal', fields, sealBytes)
    const tag = sealTag(chain.ck, head, chain.tag, seal.bytes)
    this.#batch.seals.push(seal)
    this.#chained([head, seal.bytes, tag], tag)
  }

  #head(
    kind: Kind,
    fields: Pick<Head, 'key' | 'group' | 'firstUs' | 'durationUs'>,
    length: number,
  ) {
    return encodeHead({
      ...fields,
      kind,
      length: frameBytes + length,
      minuteIndex: minuteIndex(this.#chain!.minute),
      counter: this.#counter++,
    })
  }

  #chained(parts: readonly Uint8Array[], tag: Uint8Array): void {
    this.#batch.push(...parts)
    this.#batch.lastTag = tag
    this.#chain!.tag = tag
  }
}
