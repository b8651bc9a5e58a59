import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { seal, sealedOverhead, unseal } from './seal.ts'

test('what was sealed opens with its key at its place, and nowhere else; any changed bit closes it', () => {
  const bytes = fc.uint8Array({ maxLength: 200 })
  fc.assert(
    fc.property(bytes, bytes, fc.nat(), (plain, place, bit) => {
      const key = randomBytes(32)
      const sealed = seal(key, randomBytes(12), place, plain)
      assert.equal(sealed.length, plain.length + sealedOverhead)
      assert.deepEqual(unseal(key, place, sealed), Buffer.from(plain))
      assert.equal(unseal(randomBytes(32), place, sealed), null)
      assert.equal(unseal(key, Buffer.concat([place, Buffer.of(0)]), sealed), null)
      sealed[(bit >> 3) % sealed.length]! ^= 1 << (bit & 7)
      assert.equal(unseal(key, place, sealed), null)
    }),
  )
  assert.equal(unseal(randomBytes(32), new Uint8Array(), new Uint8Array(27)), null)
})
