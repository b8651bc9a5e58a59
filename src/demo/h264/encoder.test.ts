import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import fc from 'fast-check'
import { BitReader } from '#video/bit-reader.ts'
import { parseSps } from '#video/h264.ts'
import { withoutFfmpeg } from '../../../test/ffmpeg.ts'
import { type CodedPicture, Encoder } from './encoder.ts'
import { blankFrame, copyFrame, type Frame } from './frame.ts'

const shape = { width: 80, height: 56, framesPerSecond: 10 }

function byteStream(pictures: readonly CodedPicture[]): Buffer {
  const startCode = Uint8Array.of(0, 0, 0, 1)
  return Buffer.concat(pictures.flatMap(({ units }) => units.flatMap(unit => [startCode, unit])))
}

/** Decodes with FFmpeg; anything it has to say is a failure. */
function decoded(pictures: readonly CodedPicture[]): Buffer {
  const options = ['-v', 'warning', '-f', 'h264', '-i', '-', '-fps_mode', 'passthrough']
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-']
  const { stdout, stderr } = spawnSync('ffmpeg', [...options, ...raw], {
    input: byteStream(pictures),
    maxBuffer: 1 << 28,
  })
  assert.equal(stderr.toString(), '')
  return stdout
}

function visible({ columns, y, cb, cr }: Frame): Buffer {
  const rows = (plane: Uint8Array, stride: number, w: number, h: number) =>
    Array.from({ length: h }, (_, line) => plane.subarray(line * stride, line * stride + w))
  const { width, height } = shape
  return Buffer.concat([
    ...rows(y, columns * 16, width, height),
    ...rows(cb, columns * 8, width / 2, height / 2),
    ...rows(cr, columns * 8, width / 2, height / 2),
  ])
}

/** One macroblock painted over: flat, drawn on from above or from the left with an offset, or noise. */
type Stroke = {
  readonly block: number
  readonly kind: 'flat' | 'above' | 'left' | 'noise'
  readonly y: number
  readonly cb: number
  readonly cr: number
}
const sample = fc.oneof(fc.integer({ min: 1, max: 255 }), fc.constantFrom(1, 127, 128, 129, 255))
const stroke: fc.Arbitrary<Stroke> = fc.record({
  block: fc.nat(19),
  kind: fc.constantFrom('flat', 'flat', 'above', 'left', 'noise'),
  y: sample,
  cb: sample,
  cr: sample,
})

function paint(frame: Frame, { block, kind, y, cb, cr }: Stroke): void {
  const column = block % frame.columns
  const row = Math.floor(block / frame.columns)
  const planes = [
    [frame.y, 16, y],
    [frame.cb, 8, cb],
    [frame.cr, 8, cr],
  ] as const
  for (const [plane, size, value] of planes) {
    const stride = frame.columns * size
    const corner = row * size * stride + column * size
    for (let line = 0; line < size; line++) {
      for (let i = 0; i < size; i++) {
        const edge = kind === 'above' ? corner - stride + i : corner + line * stride - 1
        const drawn = (plane[edge] ?? 128) + (value % 5) - 2
        const noise = 1 + ((value * 31 + line * 57 + i * 91 + line * i * 13) % 255)
        const shade = kind === 'flat' ? value : kind === 'noise' ? noise : drawn
        plane[corner + line * stride + i] = Math.min(255, Math.max(1, shade))
      }
    }
  }
}

test('FFmpeg decodes whatever is drawn without a word, sample for sample', {
  skip: withoutFfmpeg,
}, () => {
  const strokes = fc.array(stroke, { maxLength: 24 })
  const pictures = fc.array(fc.record({ strokes, key: fc.boolean() }), {
    minLength: 1,
    maxLength: 40,
  })
  fc.assert(
    fc.property(pictures, drawings => {
      const encoder = new Encoder(shape)
      const frame = blankFrame(5, 4)
      const shown: Buffer[] = []
      const coded = drawings.map(drawing => {
        for (const each of drawing.strokes) paint(frame, each)
        shown.push(visible(frame))
        return encoder.encode(frame, drawing.key)
      })
      assert.ok(decoded(coded).equals(Buffer.concat(shown)))
    }),
    { numRuns: 12, endOnFailure: true },
  )
})

test('every difference of flat neighbours is exact, in luma and chroma', {
  skip: withoutFfmpeg,
}, () => {
  const coded: CodedPicture[] = []
  const shown: Buffer[] = []
  const encoder = new Encoder(shape)
  for (let level = 1; level <= 255; level++) {
    const frame = blankFrame(5, 4)
    for (let block = 0; block < 20; block++) {
      const value = block % 2 === 0 ? level : 256 - level
      paint(frame, { block, kind: 'flat', y: value, cb: 256 - value, cr: value })
    }
    coded.push(encoder.encode(frame, level % 3 === 0))
    shown.push(visible(frame))
  }
  assert.ok(decoded(coded).equals(Buffer.concat(shown)))
})

test('more pictures than frame numbers between two keys', { skip: withoutFfmpeg }, () => {
  const encoder = new Encoder(shape)
  const frame = blankFrame(5, 4)
  const coded = Array.from({ length: 600 }, (_, i) => {
    paint(frame, { block: i % 20, kind: 'flat', y: 16 + (i % 200), cb: 128, cr: 128 })
    return encoder.encode(frame, false)
  })
  assert.deepEqual(
    coded.map(({ key }) => key).filter(key => key),
    [true],
  )
  assert.equal(decoded(coded).length, (600 * 80 * 56 * 3) / 2)
})

test('slice headers: frame numbers count up to their wrap, neighbouring keys have different numbers', () => {
  const encoder = new Encoder(shape)
  const frame = blankFrame(5, 4)
  const header = (key: boolean) => {
    const reader = new BitReader(encoder.encode(frame, key).units.at(-1)!, 1)
    const [firstBlock, sliceType, set] = [reader.ue(), reader.ue(), reader.ue()]
    assert.deepEqual([firstBlock, sliceType, set], [0, key ? 7 : 5, 0])
    return { frameNumber: reader.bits(8), keyNumber: key ? reader.ue() : -1 }
  }
  assert.notEqual(header(true).keyNumber, header(true).keyNumber)
  for (let i = 1; i < 300; i++) assert.equal(header(false).frameNumber, i % 256)
  assert.equal(header(true).frameNumber, 0)
})

test('the first column is not drawn on from the last column of the line above', {
  skip: withoutFfmpeg,
}, () => {
  for (const only of ['luma', 'chroma']) {
    const frame = blankFrame(5, 4)
    for (const block of [0, 5, 10, 15]) {
      paint(frame, { block: block + 4, kind: 'noise', y: 9, cb: 8, cr: 7 })
      paint(frame, { block, kind: 'left', y: 12, cb: 12, cr: 12 })
    }
    if (only === 'luma') {
      frame.cb.fill(90)
      frame.cr.fill(90)
    } else frame.y.fill(90)
    const coded = [new Encoder(shape).encode(frame, true)]
    assert.ok(decoded(coded).equals(visible(frame)), only)
  }
})

test('what does not change and what is flat costs next to nothing', () => {
  const encoder = new Encoder(shape)
  const frame = blankFrame(5, 4)
  paint(frame, { block: 7, kind: 'flat', y: 200, cb: 90, cr: 160 })
  const key = encoder.encode(frame, true)
  const same = encoder.encode(frame, false)
  assert.ok(key.units.at(-1)!.length < 64, `${key.units.at(-1)!.length} bytes`)
  assert.ok(same.units[0]!.length < 10, `${same.units[0]!.length} bytes`)
})

test('a frame is copied: drawing on in it does not hide the change', {
  skip: withoutFfmpeg,
}, () => {
  const encoder = new Encoder(shape)
  const frame = blankFrame(5, 4)
  const first = blankFrame(5, 4)
  copyFrame(frame, first)
  const coded = [encoder.encode(frame, true)]
  paint(frame, { block: 3, kind: 'noise', y: 5, cb: 6, cr: 7 })
  coded.push(encoder.encode(frame, false))
  assert.ok(decoded(coded).equals(Buffer.concat([visible(first), visible(frame)])))
})

test('parameter sets say the size that is shown', () => {
  const { width, height } = parseSps(new Encoder(shape).sps) ?? {}
  assert.deepEqual({ width, height }, { width: 80, height: 56 })
})
