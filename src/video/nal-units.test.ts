import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isWellFormed, joinNals, nalEnd } from './nal-units.ts'

function split(unit: Uint8Array): Uint8Array[] {
  const nals: Uint8Array[] = []
  for (let at = 0, end = nalEnd(unit, 0); end !== -1; at = end, end = nalEnd(unit, at)) {
    nals.push(unit.slice(at + 4, end))
  }
  return nals
}

test('joining and walking give the same NAL units', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), nals => {
      assert.deepEqual(split(joinNals(nals)), nals)
    }),
  )
})

test('any bytes: the walk ends and stays inside', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), unit => {
      const total = split(unit).reduce((sum, nal) => sum + nal.length + 4, 0)
      assert.ok(total <= unit.length)
    }),
  )
})

test('a length beyond 2 GiB is read as the large number it is', () => {
  assert.equal(nalEnd(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 1), 0), -1)
})

test('well formed: whole, not empty, to the last byte', () => {
  const unit = joinNals([Uint8Array.of(1, 2), Uint8Array.of(3)])
  assert.equal(isWellFormed(unit), true)
  assert.equal(isWellFormed(unit.subarray(0, unit.length - 1)), false)
  assert.equal(isWellFormed(Uint8Array.of(...unit, 0)), false)
  assert.equal(isWellFormed(joinNals([Uint8Array.of()])), false)
  assert.equal(isWellFormed(Uint8Array.of()), false)
})
