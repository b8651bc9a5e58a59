import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readMoment } from '#civil/minute.ts'
import { Encoder } from './h264/encoder.ts'
import { blankFrame, copyFrame, type Frame } from './h264/frame.ts'
import { legible } from './lettering.ts'
import { Picture, pictureSize } from './picture.ts'

const second = 1_000_000

function kept(frame: Frame): Frame {
  const copy = blankFrame(frame.columns, frame.rows)
  copyFrame(frame, copy)
  return copy
}

const rowsOf = ({ y, columns }: Frame, from: number, to: number) =>
  Buffer.from(y.subarray(from * columns * 16, to * columns * 16))

test('the picture is a function of its instant, whatever was shown before', () => {
  const moment = fc.integer({ min: 0, max: 4_000_000_000 }).map(tenths => tenths * 100_000 * 10)
  for (const place of [0, 1]) {
    const running = new Picture('カメラ1', place)
    fc.assert(
      fc.property(moment, us => {
        assert.deepEqual(kept(running.at(us)), kept(new Picture('カメラ1', place).at(us)))
      }),
      { numRuns: 8, endOnFailure: true },
    )
  }
})

test('the clock shows Asia/Tokyo seconds: equal within one, another in the next', () => {
  const picture = new Picture('カメラ1', 0)
  const us = readMoment('2026-11-22 09:30:00')
  const band = (at: number) => rowsOf(picture.at(at), 0, 32)
  const now = band(us)
  assert.ok(now.equals(band(us + second - 1)))
  assert.ok(!now.equals(band(us + second)))
  assert.ok(!now.equals(band(us + 7 * 86_400 * second)))
  assert.ok(now.equals(band(us)))
})

test('digits of the clock: the same time of another day differs in the date alone', () => {
  const picture = new Picture('', 0)
  const digits = (text: string) => {
    const frame = kept(picture.at(readMoment(text)))
    return Array.from({ length: 19 }, (_, i) =>
      Array.from({ length: 32 }, (_, line) =>
        frame.y.subarray(line * 640 + 320 + i * 16, line * 640 + 336 + i * 16).join(),
      ).join(),
    )
  }
  const [a, b] = [digits('2026-11-22 09:30:58'), digits('2026-11-23 09:30:59')]
  assert.deepEqual(
    a.flatMap((digit, i) => (digit === b[i] ? [] : [i])),
    [9, 18],
  )
  assert.equal(a[0], a[2], 'the 2 of the year')
  assert.equal(
    new Set([...'0123456789'].map((_, i) => digits(`2026-11-22 09:30:0${i}`)[18])).size,
    10,
  )
})

test('somebody walks, the light of the hour changes, two places differ', () => {
  const picture = new Picture('カメラ1', 0)
  const us = readMoment('2026-11-22 09:30:04')
  const scene = (at: number) => rowsOf(picture.at(at), 32, 360)
  const now = scene(us)
  assert.ok(!now.equals(scene(us + 100_000)))
  assert.ok(!now.equals(scene(us + 12 * 3600 * second)))
  assert.ok(!now.equals(rowsOf(new Picture('カメラ1', 1).at(us), 32, 360)))
})

test('the name is in the picture, and one too long for its room leaves the clock alone', () => {
  const us = readMoment('2026-11-22 09:30:00')
  const band = (name: string) => rowsOf(new Picture(name, 0).at(us), 0, 32)
  assert.ok(!band('カメラ1').equals(band('カメラ2')))
  const [short, long] = [band('カメラ1'), band('ナガイナマエ'.repeat(20))]
  for (let line = 0; line < 32; line++) {
    const clock = (of: Buffer) => of.subarray(line * 640 + 320, line * 640 + 640)
    assert.ok(clock(short).equals(clock(long)))
  }
})

test('names of made-up places can be written', () => {
  for (const name of ['カメラ1 商店街入口', 'カメラ2 中央公園', 'ガレージ ギャラリー', 'North-3']) {
    assert.ok(legible(name), name)
  }
  assert.ok(!legible('薔薇'))
})

test('samples stay within 16…240: no video sample looks like a start code', () => {
  for (const hour of ['03', '06', '12', '17', '22']) {
    const { y, cb, cr } = new Picture('カメラ1', 1).at(readMoment(`2026-11-22 ${hour}:00`))
    for (const plane of [y, cb, cr]) assert.ok(plane.every(value => value >= 16 && value <= 240))
  }
})

for (const place of [0, 1]) {
  test(`half a minute of place ${place} stays below 1 Mbit/s with a key every 2 s`, () => {
    const encoder = new Encoder({ ...pictureSize, framesPerSecond: 10 })
    const picture = new Picture('カメラ1 商店街入口', place)
    const us = readMoment('2026-11-22 09:30')
    let bytes = 0
    for (let i = 0; i < 300; i++) {
      const { units } = encoder.encode(picture.at(us + i * 100_000), i % 20 === 0)
      bytes += units.reduce((sum, unit) => sum + unit.length, 0)
    }
    assert.ok(bytes * 8 < 30 * 1_000_000, `${(bytes * 8) / 30} bit/s`)
  })
}
