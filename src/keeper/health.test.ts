import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { healthMeter } from './health.ts'
import { slidingSum } from './sliding-sum.ts'

const second = 1_000_000
const begun = 1_790_000_000_000_000
const unit = (size: number, key = false) => ({ bytes: new Uint8Array(size), key })

function recorded(
  seconds: number,
  options: { group?: number; keySize?: (i: number) => number } = {},
) {
  const { group = 50, keySize = () => 40_000 } = options
  const health = healthMeter()
  for (let i = 0; i < seconds * 25; i += 1) {
    const key = i % group === 0
    health.unit(unit(key ? keySize(i) : 2000, key), begun + (i * second) / 25)
  }
  return { health, nowUs: begun + seconds * second }
}

test('frames, bits and groups come out as they went in', () => {
  const { health, nowUs } = recorded(120)
  const signals = health.signals(nowUs)
  assert.equal(signals.framesPerSecond, 25)
  assert.equal(signals.bitsPerSecond, ((40_000 + 49 * 2000) / 2) * 8)
  assert.equal(signals.groupSeconds, 2)
  assert.equal(signals.longestGroupSeconds, 2)
  assert.equal(signals.keyFrameTrend, 1)
  assert.equal(signals.lastUnitUs, nowUs - second / 25)
  assert.equal(signals.recordedBytes, 60 * (40_000 + 49 * 2000))
})

test('a stream that stopped falls to nothing within a minute', () => {
  const { health, nowUs } = recorded(120)
  assert.equal(health.signals(nowUs + 30 * second).framesPerSecond, 12.5)
  assert.equal(health.signals(nowUs + 61 * second).framesPerSecond, 0)
  assert.equal(health.signals(nowUs + 61 * second).bitsPerSecond, 0)
})

test('a covered lens shows in the key frames', () => {
  const { health, nowUs } = recorded(1200, { keySize: i => (i < 1170 * 25 ? 40_000 : 3000) })
  const { keyFrameTrend } = health.signals(nowUs)
  assert.ok(keyFrameTrend !== null && keyFrameTrend < 0.3, `${keyFrameTrend}`)
  assert.equal(recorded(10).health.signals(begun + 10 * second).keyFrameTrend, null)
})

test('a long group is remembered for an hour, a pause of the stream is no group', () => {
  const health = healthMeter()
  for (const at of [0, 2, 12, 14, 1000, 1002]) health.unit(unit(1000, true), begun + at * second)
  assert.equal(health.signals(begun + 1002 * second).longestGroupSeconds, 10)
  assert.equal(health.signals(begun + 1002 * second).groupSeconds, 2)
  assert.equal(health.signals(begun + 3900 * second).longestGroupSeconds, 2)
})

test('gaps count for 24 hours, and a gap of a week for one day', () => {
  const health = healthMeter()
  health.gap(begun, begun + 90 * second)
  health.gap(begun + 3600 * second, begun + 3610 * second)
  assert.equal(health.signals(begun + 7200 * second).gapSecondsToday, 100)
  assert.equal(health.signals(begun + 92_000 * second).gapSecondsToday, 0)
  const week = healthMeter()
  week.gap(begun, begun + 7 * 86_400 * second)
  assert.equal(week.signals(begun + 7 * 86_400 * second).gapSecondsToday, 86_400)
})

test('skew and losses are told as they are', () => {
  const health = healthMeter()
  assert.equal(health.signals(begun).skewSeconds, null)
  health.skew(-1_500_000)
  health.loss(3)
  health.loss(4)
  const { skewSeconds, lostPackets } = health.signals(begun)
  assert.deepEqual([skewSeconds, lostPackets], [-1.5, 7])
})

test('a sliding sum is the sum of what lies in its window', () => {
  const value = fc.record({ waitUs: fc.integer({ min: 0, max: 40 }), value: fc.nat(9) })
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), fc.nat(60), (values, laterUs) => {
      const sum = slidingSum({ bucketUs: 10, buckets: 5 })
      let us = 1000
      const added = values.map(({ waitUs, value }) => {
        us += waitUs
        sum.add(us, value)
        return { bucket: Math.floor(us / 10), value }
      })
      const now = us + laterUs
      const from = Math.floor(now / 10) - 5
      const expected = added.reduce(
        (all, { bucket, value }) => all + (bucket > from ? value : 0),
        0,
      )
      assert.equal(sum.total(now), expected)
    }),
  )
})
