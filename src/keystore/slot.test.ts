import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import {
  decodeSlot,
  encodeDestroyed,
  encodeShare,
  type Opens,
  type Owner,
  slotBytes,
} from './slot.ts'

const owner: Owner = { site: new Uint8Array(16).fill(1), place: 1, places: 2 }
const opens: Opens = { version: 2 ** 40 + 7, blobFile: 1, blobHash: new Uint8Array(32).fill(2) }
const share = new Uint8Array(32).fill(3)
const noise = Uint8Array.from({ length: slotBytes }, (_, at) => (at * 7 + 1) % 251)

const withShare = () => {
  const bytes = Buffer.alloc(slotBytes, 9)
  encodeShare(bytes, owner, opens, share)
  return bytes
}

test('a share comes back as it was written; the bytes stand where the design says', () => {
  const bytes = withShare()
  const slot = decodeSlot(bytes)
  assert.equal(slot.state, 'share')
  assert.deepEqual(
    { ...slot, share: Uint8Array.from(slot.state === 'share' ? slot.share : []) },
    {
      state: 'share',
      ...owner,
      ...opens,
      share,
    },
  )
  const head = '5441434849534c54 0001 01 01 0001 0002'.replaceAll(' ', '')
  assert.equal(bytes.subarray(0, 16).toString('hex'), head)
  assert.equal(bytes.subarray(16, 32).toString('hex'), '01'.repeat(16))
  assert.equal(bytes.subarray(32, 40).toString('hex'), '0000010000000007')
  assert.equal(bytes.subarray(40, 72).toString('hex'), '02'.repeat(32))
  assert.equal(bytes.subarray(72, 104).toString('hex'), '03'.repeat(32))
  assert.ok(bytes.subarray(104, 4064).every(byte => byte === 0))
})

test('a slot with any byte changed, or cut, is torn', () => {
  fc.assert(
    fc.property(fc.nat(slotBytes - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const bytes = withShare()
      bytes[at]! ^= by
      assert.deepEqual(decodeSlot(bytes), { state: 'torn' })
    }),
  )
  assert.deepEqual(decodeSlot(withShare().subarray(1)), { state: 'torn' })
  assert.deepEqual(decodeSlot(Buffer.alloc(0)), { state: 'torn' })
})

test('a destroyed slot holds noise where the share was and nothing of it', () => {
  const bytes = withShare()
  encodeDestroyed(bytes, owner, noise)
  assert.deepEqual(decodeSlot(bytes), { state: 'destroyed', ...owner })
  assert.ok(!bytes.includes(share.subarray(0, 4)))
  assert.deepEqual(Uint8Array.from(bytes.subarray(72, 4064)), noise.subarray(72, 4064))
})

test('a slot written over in part is neither share nor destroyed', () => {
  const over = Buffer.alloc(slotBytes)
  encodeDestroyed(over, owner, noise)
  for (let kept = 11; kept < slotBytes; kept += 1) {
    const torn = withShare()
    torn.set(over.subarray(0, kept))
    assert.equal(decodeSlot(torn).state, 'torn', `${kept}`)
  }
})
