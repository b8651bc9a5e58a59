import { AV_NOPTS_VALUE, AVERROR_EAGAIN, AVERROR_EOF, type FFDecoderCodec } from 'node-av/constants'
import { Codec, CodecContext, Frame, Packet } from 'node-av/lib'
import { FrameShelf } from './frame-shelf.ts'
import { startCodes } from './start-codes.ts'

export type Unit = {
  /** H.264, H.265: behind u32 lengths, which become start codes here. */
  readonly bytes: Uint8Array
  readonly key: boolean
  readonly ticks: number
}

/** No camera of these rules has more; a picture that claims more would only fill the memory. */
const mostPixels = 40_000_000

/**
 * Units that follow one another without a hole, and the decoder that goes through them. Whatever picture is asked for, it
 * begins at a key frame before it; what was decoded last stays at hand, so that a step back costs nothing.
 */
export class Strip {
  readonly #decoder: string
  readonly #setup: Uint8Array
  readonly #units: readonly Unit[]
  readonly #shelf = new FrameShelf()
  #context: CodecContext | null = null
  /** The key frame it began with: what is shown before that lacks what it refers to. */
  #from = 0
  /** The unit that the decoder is given next. */
  #next = 0
  /** It has got everything and gives what it has left. */
  #drained = false
  /** The latest picture, in ticks, that it gave since it began; pictures come in order. */
  #latest = Number.NEGATIVE_INFINITY

  constructor(decoder: string, setup: Uint8Array, units: readonly Unit[]) {
    this.#decoder = decoder
    this.#setup = setup
    this.#units = units
  }

  /** The picture of a unit; null where none comes. It belongs to the strip. */
  frame(unit: number): Frame | null {
    const known = this.#shelf.get(unit)
    if (known) return known
    const wanted = this.#units[unit]
    const from = this.#beginning(unit)
    if (!wanted || from === null) return null
    const isAhead = this.#context && !this.#drained && this.#latest < wanted.ticks
    if (!isAhead || from < this.#from || from > this.#next) this.#begin(from)
    while (this.#latest < wanted.ticks && this.#step()) {
      const found = this.#shelf.get(unit)
      if (found) return found
    }
    return this.#shelf.get(unit)
  }

  close(): void {
    this.#context?.freeContext()
    this.#context = null
    this.#shelf.close()
  }

  /** The key frame from which on the unit decodes: pictures shown before the one they follow need the one before that. */
  #beginning(unit: number): number | null {
    const ticks = this.#units[unit]?.ticks ?? 0
    for (let at = unit; at >= 0; at--) {
      const known = this.#units[at]
      if (known?.key && (at === unit || known.ticks <= ticks)) return at
    }
    return null
  }

  #begin(from: number): void {
    if (this.#context) this.#context.flushBuffers()
    else this.#context = opened(this.#decoder, this.#setup)
    this.#from = from
    this.#next = from
    this.#drained = false
    this.#latest = Number.NEGATIVE_INFINITY
  }

  /** Gives the decoder a unit and takes the pictures that come of it; false: there is nothing left. */
  #step(): boolean {
    const context = this.#context
    if (!context || this.#drained) return false
    const unit = this.#units[this.#next]
    if (unit) this.#give(context, unit, this.#next++)
    else {
      context.sendPacketSync(null)
      this.#drained = true
    }
    this.#take(context)
    return true
  }

  /** A unit that it refuses is passed over: what needs it looks broken or does not come. */
  #give(context: CodecContext, { bytes, key }: Unit, at: number): void {
    using packet = new Packet()
    packet.alloc()
    packet.data = this.#isNal ? startCodes(bytes) : Buffer.from(bytes)
    packet.pts = BigInt(at)
    packet.dts = AV_NOPTS_VALUE
    packet.isKeyframe = key
    while (context.sendPacketSync(packet) === AVERROR_EAGAIN && this.#take(context) > 0);
  }

  #take(context: CodecContext): number {
    let taken = 0
    for (;;) {
      const frame = new Frame()
      frame.alloc()
      const got = context.receiveFrameSync(frame)
      if (got < 0) {
        frame.free()
        if (got !== AVERROR_EAGAIN && got !== AVERROR_EOF) taken++
        if (got === AVERROR_EAGAIN || got === AVERROR_EOF || taken > 64) return taken
        continue
      }
      taken++
      const unit = Number(frame.pts)
      const known = this.#units[unit]
      if (!known || known.ticks < this.#units[this.#from]!.ticks) {
        frame.free()
        continue
      }
      this.#latest = Math.max(this.#latest, known.ticks)
      this.#shelf.put(unit, frame)
    }
  }

  get #isNal(): boolean {
    return this.#decoder === 'h264' || this.#decoder === 'hevc'
  }
}

function opened(name: string, setup: Uint8Array): CodecContext | null {
  const codec = decoders.includes(name) ? Codec.findDecoderByName(name as FFDecoderCodec) : null
  if (!codec) return null
  const context = new CodecContext()
  context.allocContext3(codec)
  context.threadCount = 2
  context.setOption('max_pixels', mostPixels)
  if (setup.length > 0) context.extraData = Buffer.from(setup)
  if (context.open2Sync(codec) >= 0) return context
  context.freeContext()
  return null
}

/** What recorders and cards hold; FFmpeg knows hundreds more, which nobody here needs to trust. */
const decoders = [
  ...['h264', 'hevc', 'mpeg4', 'mjpeg', 'mpeg1video', 'mpeg2video', 'h263', 'h263p', 'h263i'],
  ...['msmpeg4v1', 'msmpeg4v2', 'msmpeg4v3', 'msmpeg4', 'wmv1', 'wmv2', 'wmv3', 'vc1', 'flv'],
  ...['vp8', 'vp9', 'libdav1d', 'dvvideo', 'jpeg2000', 'rawvideo', 'svq3'],
]
