import { type Minute, minuteOf, startUs } from '#civil/minute.ts'
import { UnitTable } from '#mp4/unit-table.ts'
import { Decodability, isBreak } from '#vault/decodability.ts'
import type { Gap } from '#vault/gap.ts'
import type { Piece } from '#vault/pieces.ts'
import type { Seal } from '#vault/seal.ts'
import type { CapturedUnit, DecoderSetup } from '#video/access-unit.ts'
import { isWithin, type Range } from './range.ts'
import { TakeOutFault } from './take-out-fault.ts'

/** Chooses the units that make up a range and fills the file's table with them; their bytes only pass through. */
export class Cutting {
  readonly table = new UnitTable(4096)
  readonly gaps: Gap[] = []
  readonly seals: Seal[] = []
  readonly unsealed: Minute[] = []
  units = 0
  leadInUnits = 0
  leftOut = 0
  readonly #range: Range
  readonly #decodability = new Decodability()
  #skip: number
  #init: { sets: DecoderSetup; runUs: number } | null = null
  #runUs: number | null = null
  #minute: Minute | null = null
  /** Until when the range is accounted for, by units and gaps. */
  #toldUs: number
  #undecodable: { fromUs: number; toUs: number } | null = null

  /** The first `skip` units are passed over: the decoder begins behind them. */
  constructor(range: Range, skip: number) {
    this.#range = range
    this.#skip = skip
    this.#toldUs = range.fromUs
  }

  /** The bytes of the next piece that belong into the file. Throws TakeOutFault. */
  take(piece: Piece & { readonly minute: Minute }): readonly Uint8Array[] {
    if (isBreak(piece)) this.#decodability.break()
    switch (piece.kind) {
      case 'init':
        this.#init = piece
        return []
      case 'leadIn':
      case 'units':
        return this.#units(piece.units, piece.kind === 'leadIn', piece.minute)
      case 'gap':
        if (piece.gap.cause !== 'undecodable') this.#gap(piece.gap)
        return []
      case 'end':
        if (piece.seal) this.seals.push(piece.seal)
        else this.unsealed.push(piece.minute)
        return []
    }
  }

  /** Nothing more comes. Throws TakeOutFault `nothing` where nothing is shown. */
  finish(): void {
    this.#tellUndecodable()
    this.#absence(minuteOf(this.#range.toUs - 1) + 1, this.#range.toUs)
    if (this.units > 0) return
    throw new TakeOutFault('nothing', 'no picture of this range decodes', this.#range.fromUs)
  }

  #units(units: readonly CapturedUnit[], isLeadIn: boolean, minute: Minute): readonly Uint8Array[] {
    if (isLeadIn && this.units > 0) throw another('a lead-in in mid-range', startUs(minute))
    const parts: Uint8Array[] = []
    for (const unit of units) {
      if (this.#skip > 0) {
        this.#skip -= 1
        continue
      }
      const shown = !isLeadIn && isWithin(this.#range, unit.captureUs)
      if (shown) this.#absence(minute, unit.captureUs)
      if (!this.#decodability.decodes(unit)) {
        if (shown) this.#leaveOut(unit)
        continue
      }
      if (!shown && this.units > 0) {
        // Behind the range, or a clock set back into the time before it.
        this.#decodability.break()
        continue
      }
      this.#add(unit, shown)
      append(parts, unit.bytes)
    }
    return parts
  }

  #add(unit: CapturedUnit, shown: boolean): void {
    const { table } = this
    const init = this.#init
    if (init === null) {
      throw new TakeOutFault('noParameterSets', 'no parameter sets', unit.captureUs)
    }
    const { sets } = init
    if (sets.codec === 'asShot') {
      throw new TakeOutFault('asShot', `${sets.name} is kept as it was shot`, unit.captureUs)
    }
    if (init.runUs !== this.#runUs) {
      if (!table.takesRun(unit.captureUs)) throw another('a hole of hours', unit.captureUs)
      table.beginRun(unit.captureUs)
      this.#runUs = init.runUs
    }
    if (table.count > 0 && table.codec !== sets.codec) {
      throw another(`${sets.codec} after ${table.codec}`, unit.captureUs)
    }
    table.useSets(sets)
    table.add(unit.bytes.length, unit.ptsTicks, unit.key, shown)
    if (!shown) this.leadInUnits += 1
    else {
      this.units += 1
      this.#tellUndecodable()
    }
  }

  #leaveOut({ captureUs }: CapturedUnit): void {
    this.leftOut += 1
    this.#undecodable = { fromUs: this.#undecodable?.fromUs ?? captureUs, toUs: captureUs }
  }

  #tellUndecodable(): void {
    if (this.#undecodable) this.gaps.push({ ...this.#undecodable, cause: 'undecodable' })
    this.#undecodable = null
  }

  #gap(gap: Gap): void {
    if (gap.toUs <= this.#range.fromUs || gap.fromUs >= this.#range.toUs) return
    this.gaps.push(gap)
    this.#toldUs = Math.max(this.#toldUs, gap.toUs)
  }

  /** Minutes that are gone or were never there leave nothing behind but their number. */
  #absence(minute: Minute, captureUs: number): void {
    const first = this.#minute === null ? minuteOf(this.#range.fromUs) : this.#minute + 1
    const gap = {
      fromUs: Math.max(this.#toldUs, startUs(first)),
      toUs: Math.min(startUs(minute), this.#range.toUs),
      cause: 'absent',
    }
    if (gap.fromUs < gap.toUs) this.gaps.push(gap)
    this.#minute = minute
    this.#toldUs = Math.max(this.#toldUs, captureUs)
  }
}

const another = (what: string, atUs: number): TakeOutFault =>
  new TakeOutFault('anotherFile', `${what}: needs another file`, atUs)

/** Units that stand side by side in their record become one part. */
function append(parts: Uint8Array[], bytes: Uint8Array): void {
  const last = parts.at(-1)
  const follows =
    last?.buffer === bytes.buffer && last.byteOffset + last.length === bytes.byteOffset
  if (last && follows) {
    parts[parts.length - 1] = Buffer.from(bytes.buffer, last.byteOffset, last.length + bytes.length)
  } else parts.push(bytes)
}
