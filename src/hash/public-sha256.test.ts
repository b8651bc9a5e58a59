import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { publicSha256 } from './public-sha256.ts'

test('FIPS 180-4: the digest of the parts in order, of every length, each its own bytes', () => {
  const bytes = randomBytes(9000)
  const kept = []
  for (const length of [...Array(200).keys(), 4351, 4352, 4353, 9000]) {
    const whole = bytes.subarray(0, length)
    const cut = length >> 1
    const found = publicSha256(whole.subarray(0, cut), whole.subarray(cut))
    kept.push({ found, wanted: createHash('sha256').update(whole).digest() })
  }
  for (const { found, wanted } of kept) assert.ok(wanted.equals(found))
})
