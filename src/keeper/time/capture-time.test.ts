import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { captureTime } from './capture-time.ts'

const second = 1_000_000
const begun = 1_790_000_000_000_000

/** A camera of 30 pictures a second whose clock runs `ppm` fast, each picture delayed on its way. */
function* stream(frames: number, ppm: number, delayUs: (i: number) => number) {
  let arrivedUs = 0
  for (let i = 0; i < frames; i += 1) {
    const shotUs = begun + (i * second) / 30
    arrivedUs = Math.max(arrivedUs, Math.floor(shotUs + delayUs(i)))
    const ptsTicks = Math.round((i * 3000 * (1e6 + ppm)) / 1e6) + 123_456
    yield { shotUs, arrivedUs, ptsTicks }
  }
}

test('jitter does not move a picture: the least delayed ones date the others', () => {
  const capture = captureTime()
  const delays = [40_000, 5000, 90_000, 7000, 12_000, 60_000, 5000]
  const pictures = [...stream(900, 0, i => delays[i % 7]!)]
  const leastUs = Math.min(...pictures.map(({ arrivedUs, shotUs }) => arrivedUs - shotUs))
  for (const { shotUs, arrivedUs, ptsTicks } of pictures) {
    const us = capture.of(ptsTicks, arrivedUs)
    if (shotUs > begun + second) assert.ok(Math.abs(us - shotUs - leastUs) <= 2, `${us - shotUs}`)
  }
})

test('a camera clock that drifts by 500 ppm is followed for hours', () => {
  for (const ppm of [500, -500]) {
    const capture = captureTime()
    for (const { shotUs, arrivedUs, ptsTicks } of stream(30 * 7200, ppm, i => (i % 5) * 4000)) {
      const us = capture.of(ptsTicks, arrivedUs)
      assert.ok(us <= arrivedUs && us > shotUs - 20_000, `${us - shotUs}`)
    }
  }
})

test('whatever a camera sends: never decreasing, never after the arrival, never 10 s before it', () => {
  const packet = fc.record({
    waitUs: fc.oneof(
      fc.integer({ min: 0, max: 200_000 }),
      fc.integer({ min: 0, max: 9 * second }),
      fc.integer({ min: 0, max: 3600 * second }),
    ),
    ticks: fc.oneof(
      fc.integer({ min: -9000, max: 9000 }),
      fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
    ),
  })
  fc.assert(
    fc.property(fc.array(packet, { minLength: 1, maxLength: 200 }), packets => {
      const capture = captureTime()
      let [arrivedUs, ptsTicks, last] = [begun, 0, 0]
      for (const { waitUs, ticks } of packets) {
        arrivedUs += waitUs
        ptsTicks += ticks
        const us = capture.of(ptsTicks, arrivedUs)
        assert.ok(Number.isSafeInteger(us))
        assert.ok(us >= last && us <= arrivedUs && us >= arrivedUs - 10 * second)
        last = us
      }
    }),
    { numRuns: 500 },
  )
})

test('pictures sent out of their order (B-frames) do not run back', () => {
  const capture = captureTime()
  let last = 0
  for (let i = 0; i < 300; i += 1) {
    const shown = i % 3 === 0 ? i + 2 : i - 1
    const us = capture.of(shown * 3000, begun + Math.floor((i * second) / 30))
    assert.ok(us >= last)
    last = us
  }
})

test('keeper time set forward or back is a new mapping, at once', () => {
  for (const jumpUs of [-3600 * second, -2 * second, 2 * second, 3600 * second]) {
    const capture = captureTime()
    for (const { arrivedUs, ptsTicks } of stream(300, 0, () => 5000))
      capture.of(ptsTicks, arrivedUs)
    capture.stepped()
    const ticks = 300 * 3000 + 123_456
    const arrivedUs = begun + 10 * second + jumpUs
    assert.equal(capture.of(ticks, arrivedUs), arrivedUs)
    assert.equal(capture.of(ticks + 3000, arrivedUs + 33_333), arrivedUs + 33_333)
  }
})

test('time that runs back untold is a new mapping too', () => {
  const capture = captureTime()
  capture.of(0, begun)
  assert.equal(capture.of(3000, begun - 3600 * second), begun - 3600 * second)
})

test('a sender report tells the skew and changes no picture', () => {
  const [asked, unasked] = [captureTime(), captureTime()]
  assert.equal(asked.skewUs({ ntpUs: begun, rtpTicks: 0 }), null)
  for (const { arrivedUs, ptsTicks } of stream(300, 0, i => 5000 + (i % 3) * 10_000)) {
    assert.equal(asked.of(ptsTicks, arrivedUs), unasked.of(ptsTicks, arrivedUs))
    const atUs = begun + ((ptsTicks - 123_456) * 100) / 9
    const skewUs = asked.skewUs({ ntpUs: Math.round(atUs + 3600 * second), rtpTicks: ptsTicks })
    assert.ok(Math.abs(skewUs! - 3600 * second + 5000) <= 10_001)
  }
})
