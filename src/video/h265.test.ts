import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import * as h265 from './h265.ts'
import { joinNals } from './nal-units.ts'
import { isComplete } from './parameter-sets.ts'

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'))

// Made with x265: 1080p Main, level 4.
const vps = hex('40010c01ffff016000000300900000030000030078959809')
const sps = hex(
  '420101016000000300900000030000030078a003c08010e596566924caf01680800000030080 00000f04'.replaceAll(
    ' ',
    '',
  ),
)
const pps = hex('4401c172b46240')

test('a Main profile set: size after cropping, depth, codec string', () => {
  const read = h265.parseSps(sps)
  assert.deepEqual([read?.width, read?.height], [1920, 1080])
  assert.equal(read?.reorderDepth, 2)
  assert.equal(read.codecString, '1.6.L120.90')
  assert.equal(read.profileLevel.length, 12)
  assert.equal(read.profileLevel[11], 120)
  assert.deepEqual([read.chromaFormat, read.bitDepthLuma, read.bitDepthChroma], [1, 8, 8])
  assert.deepEqual([read.temporalLayers, read.temporalIdNested], [1, true])
})

test('IRAP slices are key: BLA, IDR, CRA', () => {
  for (const type of [16, 17, 18, 19, 20, 21]) assert.equal(h265.isKey(type << 1), true)
  for (const type of [0, 1, 9, 15, 32, 33, 39]) assert.equal(h265.isKey(type << 1), false)
  assert.equal(h265.isKeyUnit(joinNals([vps, sps, pps, hex('2801af')])), true)
  assert.equal(h265.isKeyUnit(joinNals([hex('4e01'), hex('0201d0')])), false)
})

test('sets are learnt from units; a repeat gives the same object', () => {
  const known = h265.parameterSetsFrom([vps, sps, pps])
  assert.equal(isComplete(known), true)
  assert.equal(isComplete(h265.parameterSetsFrom([sps, pps])), false)
  assert.equal(h265.learnFrom(known, joinNals([vps, sps, pps, hex('2801af')])), known)
  const other = Uint8Array.from(pps, (byte, i) => (i === 4 ? byte ^ 1 : byte))
  assert.deepEqual(h265.learnFrom(known, joinNals([other])).pps, [other])
})

test('a set cut short is no set', () => {
  for (let length = 0; length < 24; length++) {
    assert.equal(h265.parseSps(sps.subarray(0, length)), null)
  }
})

test('hostile bytes: bounded, never an exception, never an impossible size', () => {
  const damaged = fc
    .tuple(fc.nat(40), fc.nat(255))
    .map(([at, byte]) => Uint8Array.from(sps, (old, i) => (i === at ? byte : old)))
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 6000 }), damaged), bytes => {
      const read = h265.parseSps(Uint8Array.of(0x42, 0x01, ...bytes)) ?? h265.parseSps(bytes)
      if (read) {
        assert.ok(read.width >= 1 && read.width <= 16_896)
        assert.ok(read.height >= 1 && read.height <= 16_896)
        assert.ok(read.reorderDepth !== null && read.reorderDepth <= 16)
      }
      h265.learnFrom(h265.parameterSetsFrom([bytes]), bytes)
      h265.isKeyUnit(bytes)
    }),
    { numRuns: 2000 },
  )
})
