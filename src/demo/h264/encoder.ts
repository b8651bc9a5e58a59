import { BitWriter } from './bit-writer.ts'
import { blankFrame, copyFrame, type Frame, sameBlock, sameRow } from './frame.ts'
import { chromaLevel, lumaLevel } from './lone-level.ts'
import { nalType, nalUnit } from './nal.ts'
import {
  frameNumberBits,
  pictureParameters,
  sequenceParameters,
  type VideoShape,
} from './parameter-sets.ts'
import { type Drawn, drawnOn } from './prediction.ts'

/** One coded picture: NAL units without start codes, parameter sets first where a decoder can begin. */
export type CodedPicture = { readonly units: readonly Uint8Array[]; readonly key: boolean }

/**
 * A lossless H.264 encoder for drawings (Constrained Baseline, one slice, CAVLC, no deblocking).
 *
 * Unchanged macroblocks are skipped, flat ones drawn on from their neighbours, all others sent as samples
 * (I_PCM). So its cost goes with what is drawn, and a decoder returns exactly the frames given.
 */
export class Encoder {
  readonly sps: Uint8Array
  readonly pps: Uint8Array
  readonly #previous: Frame
  readonly #asSamples: Uint8Array
  readonly #out = new BitWriter(1 << 16)
  readonly #samples = new Uint8Array(384)
  #frameNumber = -1
  #keyNumber = 0

  constructor(shape: VideoShape) {
    this.sps = sequenceParameters(shape)
    this.pps = pictureParameters()
    this.#previous = blankFrame(Math.ceil(shape.width / 16), Math.ceil(shape.height / 16))
    this.#asSamples = new Uint8Array(this.#previous.columns * this.#previous.rows)
  }

  /** Codes the next frame, of the shape's size; the first one is a key picture whatever `key` says. */
  encode(frame: Frame, key: boolean): CodedPicture {
    const idr = key || this.#frameNumber < 0
    this.#frameNumber = idr ? 0 : (this.#frameNumber + 1) % (1 << frameNumberBits)
    this.#out.restart()
    this.#sliceHeader(idr)
    this.#asSamples.fill(0)
    if (idr) this.#everyBlock(frame)
    else this.#changedBlocks(frame)
    copyFrame(frame, this.#previous)
    const slice = nalUnit(idr ? nalType.idr : nalType.slice, this.#out.finish())
    return { units: idr ? [this.sps, this.pps, slice] : [slice], key: idr }
  }

  #sliceHeader(idr: boolean): void {
    const out = this.#out
    out.ue(0) // first_mb_in_slice
    out.ue(idr ? 7 : 5) // slice_type: I or P, the whole picture
    out.ue(0) // pic_parameter_set_id
    out.bits(this.#frameNumber, frameNumberBits)
    if (idr) {
      out.ue(this.#keyNumber) // idr_pic_id: neighbouring IDR pictures differ
      this.#keyNumber ^= 1
      out.bits(0, 2) // no_output_of_prior_pics_flag, long_term_reference_flag
    } else {
      out.bits(0, 1) // num_ref_idx_active_override_flag
      out.bits(0, 1) // ref_pic_list_modification_flag_l0
      out.bits(0, 1) // adaptive_ref_pic_marking_mode_flag
    }
    out.se(0) // slice_qp_delta
    out.ue(1) // disable_deblocking_filter_idc
  }

  #everyBlock(frame: Frame): void {
    for (let row = 0; row < frame.rows; row++) {
      for (let column = 0; column < frame.columns; column++) this.#block(frame, column, row, 0)
    }
  }

  #changedBlocks(frame: Frame): void {
    let skipped = 0
    for (let row = 0; row < frame.rows; row++) {
      if (sameRow(frame, this.#previous, row)) {
        skipped += frame.columns
        continue
      }
      for (let column = 0; column < frame.columns; column++) {
        if (sameBlock(frame, this.#previous, column, row)) {
          skipped++
          continue
        }
        this.#out.ue(skipped) // mb_skip_run
        skipped = 0
        this.#block(frame, column, row, 5)
      }
    }
    if (skipped > 0) this.#out.ue(skipped)
  }

  /** macroblock_layer; the types of intra macroblocks are counted from `typesBefore` (5 in P slices, table 7-13). */
  #block(frame: Frame, column: number, row: number, typesBefore: number): void {
    const drawn = drawnOn(frame, column, row)
    if (drawn) this.#drawn(drawn, this.#busy(frame, column, row), typesBefore)
    else {
      this.#asSamples[row * frame.columns + column] = 1
      this.#out.ue(typesBefore + 25) // I_PCM
      this.#out.align()
      this.#out.bytes(samplesOf(frame, column, row, this.#samples))
    }
  }

  #drawn({ lumaMode, chromaMode, y, cb, cr }: Drawn, busy: boolean, typesBefore: number): void {
    const out = this.#out
    const coloured = cb !== 0 || cr !== 0
    out.ue(typesBefore + 1 + lumaMode + (coloured ? 4 : 0)) // mb_type (table 7-11)
    out.ue(chromaMode)
    out.se(0) // mb_qp_delta
    lumaLevel(out, y, busy)
    if (!coloured) return
    chromaLevel(out, cb)
    chromaLevel(out, cr)
  }

  /** nC ≥ 8 (clause 9.2.1): a neighbour sent as samples counts 16 coefficients, any other of ours none. */
  #busy({ columns }: Frame, column: number, row: number): boolean {
    const at = row * columns + column
    const left = column > 0 && this.#asSamples[at - 1] === 1
    const above = row > 0 && this.#asSamples[at - columns] === 1
    return left || above
  }
}

/** The 384 samples of a macroblock in the order of pcm_sample_luma and pcm_sample_chroma. */
function samplesOf(frame: Frame, column: number, row: number, into: Uint8Array): Uint8Array {
  const stride = frame.columns * 16
  const half = frame.columns * 8
  const luma = row * 16 * stride + column * 16
  const chroma = row * 8 * half + column * 8
  for (let line = 0; line < 16; line++) {
    for (let i = 0; i < 16; i++) into[line * 16 + i] = frame.y[luma + line * stride + i]!
  }
  for (let line = 0; line < 8; line++) {
    for (let i = 0; i < 8; i++) {
      into[256 + line * 8 + i] = frame.cb[chroma + line * half + i]!
      into[320 + line * 8 + i] = frame.cr[chroma + line * half + i]!
    }
  }
  return into
}
