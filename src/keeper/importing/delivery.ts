import { minuteUs, secondUs } from '#civil/minute.ts'
import { type Examination, IntakeFault } from '#intake/examination.ts'
import type { ForeignUnit, Frame } from '#intake/frames.ts'
import type { Writer } from '#vault/writer.ts'
import type { DecoderSetup } from '#video/access-unit.ts'
import type { ResumeMark } from './resume.ts'
import type { Take } from './takes.ts'

/** A new sealed file is begun at the first key frame after so much footage: what a crash can cost is taken again. */
const checkpointUs = 10 * minuteUs
/** What the examination said may differ from what comes by this. */
const slackUs = 2 * secondUs
/** Pictures before the first shown one, which an edit hides and decoding needs, reach back so far at most. */
export const hiddenUs = minuteUs

const nothing = new Uint8Array(0)

/** What the room said of the file before, and is held to. */
export type Examined = Pick<Examination, 'codec' | 'bytes' | 'units'>
type Agreed = Examined & Pick<Take, 'fromUs' | 'toUs'>
/** What a frame costs beside its bytes. */
const frameCost = 64
/** Parameter sets said again, a NAL unit's length where the source had a shorter one. */
const spareBytes = 1 << 20

/**
 * Places one file's pictures, in the order of decoding, into the vault. The room's word is not trusted:
 * what lies outside the span that was decided, is of another codec, or is more than the file can hold, ends
 * the import.
 */
export class Delivery {
  /** Handed to the writer in this run. */
  units = 0
  lossesTold = 0
  isOver = false
  readonly #writer: Writer
  readonly #plan: Agreed
  #mark: ResumeMark | null
  #lastUs: number
  #cutUs: number | null = null
  /** Units that came, those sealed before included, and bytes of all frames. */
  #came = 0
  #bytes = 0

  /** Units before `mark` stand sealed already; they are passed over. */
  constructor(writer: Writer, plan: Agreed, mark: ResumeMark | null) {
    this.#writer = writer
    this.#plan = plan
    this.#mark = mark
    this.#lastUs = plan.fromUs - hiddenUs
  }

  /** Throws IntakeFault for what was not agreed. */
  take(frame: Frame): void {
    switch (frame.kind) {
      case 'hello':
        return
      case 'sets': {
        const { vps, sps, pps } = frame.sets
        for (const set of [...vps, ...sps, ...pps]) this.#count(set)
        this.#setUp(frame.sets.codec, frame.sets)
        return
      }
      case 'asShot': {
        const { codec: name, extradata } = frame
        this.#count(extradata)
        this.#setUp(name, { codec: 'asShot', name, extradata })
        return
      }
      case 'loss':
        this.lossesTold += 1
        this.#count(nothing)
        this.#writer.gap({ fromUs: this.#lastUs, toUs: this.#lastUs, cause: 'unreadable' })
        return
      case 'unit':
        this.#came += 1
        if (this.#came > this.#plan.units) throw new IntakeFault('more pictures than were examined')
        this.#count(frame.bytes)
        this.#unit(frame)
        return
      case 'end':
        this.isOver = true
        if (frame.units !== this.#came) throw new IntakeFault('pictures are missing')
        if (this.#mark) throw new IntakeFault('what was sealed before does not come again')
    }
  }

  /** A room that was taken over could fill the disk with what no file holds. */
  #count(bytes: Uint8Array): void {
    const { bytes: size, units } = this.#plan
    this.#bytes += bytes.length + frameCost
    if (this.#bytes > 2 * (size + units * frameCost) + spareBytes) {
      throw new IntakeFault('more than the file holds')
    }
  }

  #setUp(codec: string, setup: DecoderSetup): void {
    if (codec !== this.#plan.codec) throw new IntakeFault(`${codec} was not examined`)
    this.#writer.parameterSets(setup)
  }

  #unit({ ptsUs, key, bytes }: ForeignUnit): void {
    const { fromUs, toUs } = this.#plan
    const shownUs = fromUs + ptsUs
    if (shownUs < fromUs - hiddenUs || shownUs > toUs + slackUs) {
      throw new IntakeFault('a picture outside the time that was examined')
    }
    // Decoding order: a picture shown earlier than the one before it was not captured later.
    const captureUs = Math.min(Math.max(shownUs, this.#lastUs), toUs - 1)
    this.#lastUs = captureUs
    const ptsTicks = Math.round((ptsUs * 9) / 100)
    if (this.#mark) {
      if (this.#mark.captureUs !== captureUs || this.#mark.ptsTicks !== ptsTicks) return
      this.#mark = null
    }
    this.#cutUs ??= captureUs
    if (key && captureUs - this.#cutUs >= checkpointUs) {
      this.#writer.cut()
      this.#cutUs = captureUs
    }
    this.units += 1
    this.#writer.append({ bytes, ptsTicks, captureUs, key })
  }
}
