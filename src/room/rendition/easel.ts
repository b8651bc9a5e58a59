import { fileURLToPath } from 'node:url'
import {
  AV_CODEC_FLAG_QSCALE,
  AV_PIX_FMT_YUVJ420P,
  AVCOL_RANGE_JPEG,
  FF_ENCODER_MJPEG,
  FF_QP2LAMBDA,
} from 'node-av/constants'
import {
  Codec,
  CodecContext,
  Filter,
  type FilterContext,
  FilterGraph,
  Frame,
  Packet,
  Rational,
} from 'node-av/lib'
import type { Border } from '#rendition/film.ts'
import { type Layout, layoutOf } from './layout.ts'
import { fitted } from './lettering.ts'

const font = fileURLToPath(
  import.meta.resolve('@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf'),
)
/** The encoder's scale from 1 (best) to 31. */
const quality = 3 * FF_QP2LAMBDA

export type Mark = {
  readonly caption: string
  readonly picture: number
  readonly again: number
}

/** Draws pictures of one shape with their border into JPEGs; another shape sets it up anew. */
export class Easel {
  readonly #border: Border
  #set: Setting | null = null

  constructor(border: Border) {
    this.#border = border
  }

  draw(frame: Frame, mark: Mark): Uint8Array | null {
    const shape = shapeOf(frame)
    if (this.#set?.shape !== shape) {
      this.close()
      this.#set = new Setting(frame, shape, this.#border, mark.caption)
    }
    return this.#set.draw(frame, mark)
  }

  close(): void {
    this.#set?.close()
    this.#set = null
  }
}

const shapeOf = ({ width, height, format, colorSpace, colorRange }: Frame): string =>
  [width, height, format, colorSpace, colorRange].join()

/** FFmpeg's own filters, one behind the other, and its JPEG encoder. */
class Setting {
  readonly shape: string
  readonly #graph = new FilterGraph()
  readonly #source: FilterContext
  readonly #sink: FilterContext
  readonly #encoder = new CodecContext()
  readonly #layout: Layout
  #drawn = 0n
  readonly #pictureHeight: number

  constructor(frame: Frame, shape: string, border: Border, caption: string) {
    this.shape = shape
    this.#pictureHeight = frame.height
    const layout = layoutOf(border, frame.width, frame.height, caption)
    this.#layout = layout
    const { size, margin, width, height, top } = layout
    this.#graph.alloc()
    this.#graph.nbThreads = 1
    this.#source = this.#filter('buffer', 'source', {
      video_size: `${frame.width}x${frame.height}`,
      pix_fmt: frame.format,
      time_base: '1/1',
      colorspace: frame.colorSpace,
      range: frame.colorRange,
    })
    const chain = [
      this.#filter('scale', 'range', { out_range: 'full' }),
      this.#filter('format', 'format', { pix_fmts: 'yuvj420p' }),
      this.#letters('moving', border.line, size, {
        ...{ fontcolor: 'white@0.22', shadowcolor: 'black@0.22', shadowx: 1, shadowy: 1 },
        // The time of a picture is where its line stands: `#placeOf`.
        ...{ x: 'max(0,(w-tw)/2)', y: 't' },
      }),
      this.#filter('pad', 'border', { width, height, x: 0, y: top, color: 'black' }),
      ...layout.lines.map(({ text, y }, line) =>
        this.#letters(`line${line}`, text, size, { x: margin, y }),
      ),
      ...layout.captionYs.map((y, line) =>
        this.#letters(`caption${line}`, '', size, { x: margin, y }),
      ),
    ]
    this.#sink = this.#filter('buffersink', 'sink', {})
    let last = this.#source
    for (const next of [...chain, this.#sink]) {
      must(last.link(0, next, 0))
      last = next
    }
    must(this.#graph.configSync())
    this.#open(width, height)
  }

  draw(frame: Frame, { caption, picture, again }: Mark): Uint8Array | null {
    const lines = fitted([caption], frame.width, this.#layout)
    for (const line of this.#layout.captionYs.keys()) {
      // Digits and our own words, escaped all the same.
      const words = (lines[line] ?? ' ').replaceAll(/[\\':]/g, '\\$&')
      this.#graph.sendCommand(`caption${line}`, 'reinit', `text=${words}`)
    }
    using drawn = new Frame()
    drawn.alloc()
    using own = new Frame()
    own.alloc()
    must(own.ref(frame))
    own.pts = BigInt(this.#placeOf(picture, again))
    must(this.#source.buffersrcAddFrameSync(own))
    must(this.#sink.buffersinkGetFrameSync(drawn))
    // The encoder only takes later ones.
    drawn.pts = this.#drawn++
    drawn.quality = quality
    must(this.#encoder.sendFrameSync(drawn))
    using packet = new Packet()
    packet.alloc()
    must(this.#encoder.receivePacketSync(packet))
    return packet.data && new Uint8Array(packet.data)
  }

  close(): void {
    this.#graph.free()
    this.#encoder.freeContext()
  }

  /**
   * How far down the moving line stands. It goes down slowly from picture to picture; where the same picture is asked for
   * once more it stands elsewhere by more than its own height, so that every pixel was seen without it.
   */
  #placeOf(picture: number, again: number): number {
    const { lineHeight } = this.#layout
    const room = Math.max(1, this.#pictureHeight - lineHeight)
    return (picture * 2 + again * Math.max(lineHeight, Math.round(room / 2.4))) % room
  }

  /** What people typed is never part of an expression: options are set one by one, unread. */
  #letters(name: string, text: string, size: number, more: Options): FilterContext {
    // A filter without any words cannot be set up.
    const words = { text: text || ' ', expansion: 'none', fontfile: font }
    return this.#filter('drawtext', name, { ...words, fontsize: size, fontcolor: 'white', ...more })
  }

  #filter(kind: string, name: string, options: Options): FilterContext {
    const known = Filter.getByName(kind)
    const filter = known && this.#graph.allocFilter(known, name)
    if (!filter) throw new Error(`no filter ${kind}`)
    for (const [option, value] of Object.entries(options)) {
      must(filter.setOption(option, String(value)))
    }
    must(filter.init(null))
    return filter
  }

  #open(width: number, height: number): void {
    const codec = Codec.findEncoderByName(FF_ENCODER_MJPEG)
    if (!codec) throw new Error('no encoder')
    const encoder = this.#encoder
    encoder.allocContext3(codec)
    encoder.width = width
    encoder.height = height
    encoder.pixelFormat = AV_PIX_FMT_YUVJ420P
    encoder.colorRange = AVCOL_RANGE_JPEG
    encoder.timeBase = new Rational(1, 25)
    encoder.threadCount = 1
    encoder.setFlags(AV_CODEC_FLAG_QSCALE)
    encoder.globalQuality = quality
    must(encoder.open2Sync(codec))
  }
}

type Options = Readonly<Record<string, string | number>>

function must(code: number): void {
  if (code < 0) throw new Error(`FFmpeg refused: ${code}`)
}
