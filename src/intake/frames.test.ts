import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { joinNals } from '#video/nal-units.ts'
import { IntakeFault, readExamination } from './examination.ts'
import { FrameReader } from './frame-reader.ts'
import type { Frame } from './frames.ts'
import { frameBytes } from './write-frame.ts'

const nal = fc.uint8Array({ minLength: 1, maxLength: 60 })
const sets = fc
  .record(
    {
      codec: fc.constantFrom('h264' as const, 'h265' as const),
      vps: fc.array(nal, { maxLength: 3 }),
      sps: fc.array(nal, { maxLength: 3 }),
      pps: fc.array(nal, { maxLength: 3 }),
    },
    { noNullPrototype: true },
  )
  .map((sets): Frame => ({ kind: 'sets', sets }))
const asShot = fc
  .record(
    { codec: fc.constantFrom('mpeg4', 'mjpeg'), extradata: fc.uint8Array() },
    { noNullPrototype: true },
  )
  .map((fields): Frame => ({ kind: 'asShot', ...fields }))
const unit = fc
  .record(
    {
      ptsUs: fc.maxSafeInteger(),
      durationUs: fc.nat(),
      key: fc.boolean(),
      nals: fc.array(nal, { minLength: 1, maxLength: 3 }),
    },
    { noNullPrototype: true },
  )
  .map(({ nals, ...unit }) => ({
    ...unit,
    bytes: joinNals(nals),
  }))

const stream = fc
  .record({
    first: fc.nat({ max: 1e6 }),
    codec: fc.oneof(sets, asShot),
    units: fc.array(unit, { maxLength: 8 }),
    loss: fc.boolean(),
  })
  .map(({ first, codec, units, loss }): Frame[] => [
    { kind: 'hello', token: 'a token' },
    codec,
    ...units.map((unit, at): Frame => ({ kind: 'unit', index: first + at, ...unit })),
    ...(loss ? [{ kind: 'loss', detail: '読めない部分' } as const] : []),
    { kind: 'end', units: first + units.length },
  ])

/** The bytes, handed over in pieces that end wherever chance has it. */
function* pieces(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = Math.max(sizes[turn % Math.max(sizes.length, 1)] ?? bytes.length, 1)
    yield bytes.subarray(at, at + size)
    at += size
  }
}

test('what is written is read, however the pieces fall', () => {
  fc.assert(
    fc.property(stream, fc.array(fc.nat({ max: 40 })), (frames, sizes) => {
      const reader = new FrameReader()
      const bytes = Buffer.concat(frames.map(frameBytes))
      const read = [...pieces(bytes, sizes)].flatMap(piece => [...reader.read(piece)])
      reader.close()
      assert.deepEqual(read, frames)
    }),
  )
})

test('any byte changed: frames or an IntakeFault, never more memory than came', () => {
  fc.assert(
    fc.property(stream, fc.nat(), fc.nat({ max: 255 }), (frames, where, value) => {
      const bytes = Buffer.concat(frames.map(frameBytes))
      bytes[where % bytes.length] = value
      const reader = new FrameReader()
      try {
        for (const frame of reader.read(bytes)) assert.ok(frame.kind)
        reader.close()
      } catch (error) {
        assert.ok(error instanceof IntakeFault, `${error}`)
      }
      assert.ok(reader.heldBytes <= bytes.length)
    }),
    { numRuns: 500 },
  )
})

test('order is kept: nothing before hello, nothing after the end, no unit of no codec', () => {
  const unit: Frame = {
    kind: 'unit',
    index: 0,
    ptsUs: 0,
    durationUs: 1,
    key: true,
    bytes: Uint8Array.of(0, 0, 0, 1, 5),
  }
  const hello: Frame = { kind: 'hello', token: 't' }
  const end: Frame = { kind: 'end', units: 0 }
  const codec: Frame = { kind: 'asShot', codec: 'mjpeg', extradata: new Uint8Array(0) }
  for (const frames of [
    [end],
    [hello, hello],
    [hello, unit],
    [hello, end, codec],
    [hello, codec, unit, { ...unit, index: 2 }],
    [hello, codec, { ...unit, bytes: new Uint8Array(0) }],
  ]) {
    const reader = new FrameReader()
    const bytes = Buffer.concat(frames.map(frameBytes))
    assert.throws(() => [...reader.read(bytes)], IntakeFault)
  }
})

test('a stream that breaks off is no whole stream', () => {
  const reader = new FrameReader()
  assert.equal([...reader.read(frameBytes({ kind: 'hello', token: 't' }))].length, 1)
  assert.throws(() => reader.close(), IntakeFault)
})

test('a frame longer than any picture is refused before it is held', () => {
  const reader = new FrameReader()
  assert.throws(() => [...reader.read(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 3))], IntakeFault)
})

test('an examination is taken in its shape alone', () => {
  const told = {
    container: 'mp4',
    codec: 'h264',
    sha256: 'ab'.repeat(32),
    bytes: 9,
    units: 1,
    keyUnits: 1,
    durationUs: 1,
    width: 16,
    height: 16,
    rotation: 90,
    createdUs: [{ us: -1, field: 'mvhd' }],
    truncated: { atByte: 4, lostBytes: 5 },
    notes: ['音声は取り込みません'],
  }
  assert.deepEqual(readExamination(JSON.stringify(told)), told)
  const unreadable = { unreadable: 'empty', detail: '' }
  assert.deepEqual(readExamination(JSON.stringify(unreadable)), unreadable)
  for (const [field, value] of [
    ['sha256', 'x'],
    ['units', -1],
    ['bytes', 1.5],
    ['rotation', 45],
    ['createdUs', [{ us: '1', field: 'mvhd' }]],
    ['truncated', 'no'],
    ['notes', [1]],
    ['codec', 'h264\n'],
    ['width', 1e9],
  ] as const) {
    assert.throws(() => readExamination(JSON.stringify({ ...told, [field]: value })), IntakeFault)
  }
  for (const line of ['', '[', '1', 'null', '{}', '{"unreadable":"because","detail":""}']) {
    assert.throws(() => readExamination(line), IntakeFault)
  }
})
