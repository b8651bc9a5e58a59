import { type Minute, minuteOf } from '#civil/minute.ts'
import type { CapturedUnit, DecoderSetup } from '#video/access-unit.ts'
import type { Gap } from './gap.ts'
import { tableBytes, type UnitEntry, writeTable } from './unit-table.ts'

/** What stands before the units of a record, in records of its own. */
export type Note =
  | { readonly kind: 'gap'; readonly gap: Gap }
  | { readonly kind: 'sets'; readonly sets: DecoderSetup; readonly runUs: number }

/**
 * Units of one group and one minute, gathered in one buffer, not yet sealed: which segment and counter
 * they get is decided when they are written, so that a broken segment costs only what was in flight.
 */
export class PendingRecord {
  readonly minute: Minute
  readonly firstUs: number
  readonly notes: readonly Note[]
  /** The first unit is a key frame. */
  readonly begins: boolean
  /** Something before it is missing: what follows belongs to no known group. */
  readonly broken: boolean
  readonly entries: UnitEntry[] = []
  lastUs: number
  lengthBytes = 0
  #room: Buffer

  constructor(
    atUs: number,
    notes: readonly Note[],
    first: { begins: boolean; broken: boolean },
    room: Buffer,
  ) {
    this.minute = minuteOf(atUs)
    this.firstUs = atUs
    this.lastUs = atUs
    this.notes = notes
    this.begins = first.begins
    this.broken = first.broken
    this.#room = room
  }

  add(unit: CapturedUnit): void {
    const end = this.lengthBytes + unit.bytes.length
    const entries = this.entries.length + 1
    if (end + tableBytes(entries) > this.#room.length) {
      const room = Buffer.allocUnsafeSlow(Math.max(2 * this.#room.length, end + 65_536))
      room.set(this.#room.subarray(0, this.lengthBytes))
      this.#room = room
    }
    this.#room.set(unit.bytes, this.lengthBytes)
    this.lengthBytes = end
    this.lastUs = unit.captureUs
    const { ptsTicks, captureUs, key } = unit
    this.entries.push({ ptsTicks, captureUs, sizeBytes: unit.bytes.length, key })
  }

  /** The plain content: units, then their table. */
  plain(): Buffer {
    writeTable(this.#room, this.lengthBytes, this.entries)
    return this.#room.subarray(0, this.lengthBytes + tableBytes(this.entries.length))
  }

  /** The bytes of the i-th entry, entry by entry. */
  *units(): Generator<CapturedUnit> {
    let at = 0
    for (const entry of this.entries) {
      yield { ...entry, bytes: this.#room.subarray(at, at + entry.sizeBytes) }
      at += entry.sizeBytes
    }
  }

  /** The buffer, for the next record; this one is done with. */
  giveRoom(): Buffer {
    return this.#room
  }
}
