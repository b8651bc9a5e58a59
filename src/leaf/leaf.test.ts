import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson } from '#canonical/json.ts'
import { fromBase64url, toBase64url, u64 } from './bytes.ts'
import { decodeLeaf, encodeLeaf, type Leaf } from './leaf.ts'

const plain = { noNullPrototype: true }
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toBase64url)
const basis = fc.constantFrom<NonNullable<Leaf['basis']>>(
  { kind: 'text', cite: '第6条第2項' },
  { kind: 'reading', cite: '運用基準10（2）', reading: 'A8' },
  { kind: 'houseRule', cite: '内規' },
)
const leaves: fc.Arbitrary<Leaf> = fc.record(
  {
    v: fc.constant(1),
    type: fc.constantFrom('ViewingOpened', 'Refused', 'Heartbeat'),
    stream: fc.integer({ min: 1 }),
    n: fc.integer({ min: 1 }),
    atUs: fc.maxSafeInteger(),
    part: fc.integer({ min: 1, max: 9 }).chain(of => fc.tuple(fc.nat(of - 1), fc.constant(of))),
    rule: fc.option(
      fc.record({ profile: fc.constant('kai'), version: fc.string({ unit: 'grapheme' }) }, plain),
    ),
    basis: fc.option(basis),
    actor: fc.option(hash),
    body: hash,
  },
  plain,
)

test('a leaf comes back as it was written', () => {
  fc.assert(fc.property(leaves, leaf => assert.deepEqual(decodeLeaf(encodeLeaf(leaf)), leaf)))
})

test('a leaf has one way of being written: any changed byte is no leaf or another leaf', () => {
  fc.assert(
    fc.property(leaves, fc.nat(), fc.integer({ min: 1, max: 255 }), (leaf, at, change) => {
      const bytes = encodeLeaf(leaf)
      bytes[at % bytes.length]! ^= change
      const other = decodeLeaf(bytes)
      if (other) assert.notDeepEqual(other, leaf)
      if (other) assert.deepEqual(encodeLeaf(other), bytes)
    }),
  )
})

test('what is not exactly a leaf is none', () => {
  const leaf: Leaf = {
    v: 1,
    type: 'Heartbeat',
    stream: 1,
    n: 1,
    atUs: 0,
    part: [0, 1],
    rule: null,
    basis: null,
    actor: null,
    body: toBase64url(new Uint8Array(32)),
  }
  const written = (value: object) => new TextEncoder().encode(canonicalJson(value))
  assert.ok(decodeLeaf(written(leaf)))
  for (const wrong of [
    { v: 2 },
    { more: 1 },
    { type: '山田' },
    { type: '' },
    { stream: 0 },
    { n: 1.5 },
    { part: [1, 1] },
    { part: [0, 0] },
    { rule: { profile: 'kai' } },
    { basis: { kind: 'text', cite: '第1条', quote: '…' } },
    { basis: { kind: 'guess', cite: '第1条' } },
    { body: 'AAAA' },
    { body: `${'A'.repeat(42)}B` },
    { rule: { profile: 'kai', version: 'x'.repeat(4096) } },
  ]) {
    assert.equal(
      decodeLeaf(written({ ...leaf, ...wrong })),
      null,
      JSON.stringify(wrong).slice(0, 80),
    )
  }
  assert.equal(decodeLeaf(new TextEncoder().encode(` ${canonicalJson(leaf)}`)), null)
  assert.equal(decodeLeaf(Uint8Array.of(0xff)), null)
  assert.throws(
    () => encodeLeaf({ ...leaf, rule: { profile: 'x'.repeat(4096), version: '' } }),
    RangeError,
  )
})

test('bytes in base64url have one way of being written', () => {
  fc.assert(
    fc.property(fc.uint8Array(), bytes => {
      assert.deepEqual(Uint8Array.from(fromBase64url(toBase64url(bytes))), Uint8Array.from(bytes))
    }),
  )
  for (const wrong of ['A', 'AB', 'AA==', 'A+', 'A/A']) assert.throws(() => fromBase64url(wrong))
  assert.deepEqual([...u64(2 ** 33 + 1)], [0, 0, 0, 2, 0, 0, 0, 1])
  assert.throws(() => u64(-1), RangeError)
})
