/** What a room hands to the keeper, had the file it read taken the room over. */
import assert from 'node:assert/strict'
import { IntakeFault, readExamination } from '#intake/examination.ts'
import { FrameReader } from '#intake/frame-reader.ts'
import { type Frame, longestFrame } from '#intake/frames.ts'
import { frameBytes } from '#intake/write-frame.ts'
import { joinNals } from '#video/nal-units.ts'
import { h264, h265 } from '../parameter-sets.ts'
import { mutated } from './mutation.ts'
import type { Subject } from './subject.ts'

const unit = (index: number, bytes: Uint8Array): Frame => ({
  kind: 'unit',
  index,
  ptsUs: 40_000 * index,
  durationUs: 40_000,
  key: index % 4 === 0,
  bytes,
})
const nals = (size: number) => joinNals([Buffer.alloc(size, 0x65), Buffer.alloc(7, 0x41)])
const streams: readonly (readonly Frame[])[] = [
  [
    { kind: 'hello', token: 'a token' },
    { kind: 'sets', sets: h264 },
    ...Array.from({ length: 9 }, (_, n) => unit(n, nals(30 + n))),
    { kind: 'loss', detail: '読めない部分' },
    { kind: 'sets', sets: h265 },
    unit(9, nals(3)),
    { kind: 'end', units: 10 },
  ],
  [
    { kind: 'hello', token: 'another' },
    { kind: 'asShot', codec: 'mpeg4', extradata: Buffer.from('00000120', 'hex') },
    ...Array.from({ length: 5 }, (_, n) => unit(40 + n, Buffer.alloc(200, n))),
    { kind: 'end', units: 5 },
  ],
]

function framesOf(bytes: Uint8Array): Uint8Array[] {
  const pieces: Uint8Array[] = []
  const whole = Buffer.from(bytes)
  for (let at = 0; at < whole.length; ) {
    const end = at + 4 <= whole.length ? at + 4 + whole.readUInt32BE(at) : whole.length
    pieces.push(whole.subarray(at, end))
    at = end
  }
  return pieces
}

export const intakeStream: Subject = {
  name: 'intake stream',
  inputs: mutated({
    real: streams.map(frames => Buffer.concat(frames.map(frameBytes))),
    pieces: framesOf,
    words: [
      ...[Buffer.of(0, 0, 0, 1, 5), Buffer.of(0, 0, 0, 5, 5, 0, 0, 0, 0), Buffer.alloc(5)],
      ...[frameBytes({ kind: 'sets', sets: h265 }), frameBytes({ kind: 'end', units: 3 })],
    ],
  }),
  try(bytes) {
    const read = (chunk: number) => {
      const reader = new FrameReader()
      const frames: Frame[] = []
      try {
        for (let at = 0; at < bytes.length; at += chunk) {
          for (const frame of reader.read(bytes.subarray(at, at + chunk))) frames.push(frame)
          assert.ok(reader.heldBytes <= Math.min(bytes.length, 4 + longestFrame))
        }
        reader.close()
        return { frames, end: 'whole' }
      } catch (fault) {
        assert.ok(fault instanceof IntakeFault, String(fault))
        return { frames, end: fault.message }
      }
    }
    const { frames, end } = read(65_536)
    if (end === 'whole') {
      const [first, ...rest] = frames
      assert.equal(first?.kind, 'hello')
      assert.equal(rest.at(-1)?.kind, 'end')
      // What is taken is what would be written: no two readings of one stream.
      assert.deepEqual(Buffer.concat(frames.map(frameBytes)), Buffer.from(bytes))
    }
    const pieces = read(7)
    assert.deepEqual(pieces.frames.length, frames.length)
    assert.equal(pieces.end, end)
  },
  stepsPerByte: 60,
  stepsAtLeast: 3000,
  runs: 300,
}

const examined = [
  {
    ...{ container: 'mp4', codec: 'h264', sha256: 'ab'.repeat(32), bytes: 12_345, units: 90 },
    ...{ keyUnits: 3, durationUs: 3_000_000, width: 640, height: 360, rotation: 90 },
    createdUs: [{ us: 1_700_000_000_000_000, field: 'mvhd.creation_time' }],
    truncated: { atByte: 12_000, lostBytes: 345 },
    notes: ['音声は取り込みません'],
  },
  { unreadable: 'damaged', detail: 'moov atom not found' },
]

export const examination: Subject = {
  name: 'examination',
  inputs: mutated({
    real: examined.map(told => Buffer.from(JSON.stringify(told))),
    pieces: line =>
      Buffer.from(line)
        .toString('latin1')
        .split(/(?<=[,:{}[\]])/)
        .map(part => Buffer.from(part, 'latin1')),
    words: ['null', '[]', '{}', '1e999', '-1', '"__proto__":', '"\\ud800"', '0.5', ',', '}'],
  }),
  try(bytes) {
    try {
      const told = readExamination(Buffer.from(bytes).toString())
      if ('unreadable' in told) return
      assert.ok(told.width <= 65_535 && told.notes.length <= 32 && told.createdUs.length <= 16)
      assert.match(told.sha256, /^[0-9a-f]{64}$/)
    } catch (fault) {
      assert.ok(fault instanceof IntakeFault, String(fault))
    }
  },
  stepsPerByte: 20,
  stepsAtLeast: 2000,
  runs: 500,
}
