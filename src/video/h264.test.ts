import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import * as h264 from './h264.ts'
import { joinNals } from './nal-units.ts'
import { isComplete, sameSets } from './parameter-sets.ts'

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'))

// Made with x264: 1080p High with B-frames; 640x360 Constrained Baseline; 704x576 interlaced, aspect 12:11.
const high = hex('67640028acd940780227e5c0440000030004000003 00f03c60c658'.replaceAll(' ', ''))
const baseline = hex('6742c01ed900a02ff970110000030001000003003c0f162e48')
const interlaced = hex('6764001eacd940b024d810800000030080000019 0f8a14cb'.replaceAll(' ', ''))
const pps = hex('68ef8fcb')

test('a High profile set: size after cropping, depth, codec string', () => {
  const sps = h264.parseSps(high)
  assert.equal(sps?.width, 1920)
  assert.equal(sps.height, 1080)
  assert.equal(sps.reorderDepth, 2)
  assert.equal(sps.codecString, '640028')
  assert.deepEqual(sps.sampleAspect, [1, 1])
  assert.deepEqual([...sps.profileLevel], [0x64, 0x00, 0x28])
})

test('a Baseline set has no reordering', () => {
  const sps = h264.parseSps(baseline)
  assert.deepEqual([sps?.width, sps?.height, sps?.reorderDepth], [640, 360, 0])
})

test('an interlaced set: field units count twice; the sample aspect is read', () => {
  const sps = h264.parseSps(interlaced)
  assert.deepEqual([sps?.width, sps?.height], [704, 576])
  assert.deepEqual(sps?.sampleAspect, [12, 11])
})

test('a set cut short before the picture size is no set; after it the size stands', () => {
  assert.equal(h264.parseSps(high.subarray(0, 8)), null)
  const withoutTail = h264.parseSps(high.subarray(0, 15))
  assert.deepEqual([withoutTail?.width, withoutTail?.reorderDepth], [1920, null])
})

test('NAL types: IDR is key, P slice is not, sets and SEI are no pictures', () => {
  assert.equal(h264.isKey(0x65), true)
  assert.equal(h264.isKey(0x41), false)
  assert.equal(h264.isPicture(0x06), false)
  assert.equal(h264.isPicture(0x67), false)
  assert.equal(h264.isKeyUnit(joinNals([high, pps, hex('06aa'), hex('6588')])), true)
  assert.equal(h264.isKeyUnit(joinNals([hex('0930'), hex('419a')])), false)
  assert.equal(h264.isKeyUnit(joinNals([high])), false)
})

test('sets are learnt from units; a repeat gives the same object, a change another', () => {
  const known = h264.parameterSetsFrom([high, pps, hex('06aa')])
  assert.equal(isComplete(known), true)
  assert.equal(h264.learnFrom(known, joinNals([high, pps, hex('6588')])), known)
  const changed = h264.learnFrom(known, joinNals([baseline, pps, hex('6588')]))
  assert.notEqual(changed, known)
  assert.deepEqual(changed.sps, [baseline])
  assert.deepEqual(changed.pps, [pps])
  assert.equal(sameSets(changed, known), false)
})

test('a set with another id stands beside the first', () => {
  const second = hex('685e') // pps id 1
  const sets = h264.parameterSetsFrom([high, pps, second])
  assert.deepEqual(sets.pps, [pps, second])
})

test('learnt sets are copies: the caller reuses its buffer', () => {
  const unit = joinNals([high, pps])
  const sets = h264.learnFrom(h264.parameterSetsFrom([]), unit)
  unit.fill(0)
  assert.deepEqual(sets.sps, [high])
})

test('hostile bytes: bounded, never an exception, never an impossible size', () => {
  const tails = fc.uint8Array({ maxLength: 6000 })
  const damaged = fc
    .tuple(fc.constantFrom(high, baseline, interlaced), fc.nat(30), fc.nat(255))
    .map(([sps, at, byte]) => Uint8Array.from(sps, (old, i) => (i === at ? byte : old)))
  fc.assert(
    fc.property(fc.oneof(tails, damaged), bytes => {
      const sps = h264.parseSps(Uint8Array.of(0x67, ...bytes)) ?? h264.parseSps(bytes)
      if (sps) {
        assert.ok(sps.width >= 1 && sps.width <= 16_896 && Number.isInteger(sps.width))
        assert.ok(sps.height >= 1 && sps.height <= 16_896 && Number.isInteger(sps.height))
        assert.ok(sps.reorderDepth === null || sps.reorderDepth <= 16)
      }
      const sets = h264.learnFrom(h264.parameterSetsFrom([bytes]), bytes)
      assert.ok(sets.sps.length <= 31 && sets.pps.length <= 31)
      h264.isKeyUnit(bytes)
    }),
    { numRuns: 2000 },
  )
})
