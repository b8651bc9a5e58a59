import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson } from '#canonical/json.ts'
import { fromBase64url, isHash, toBase64url, u64 } from './bytes.ts'
import { decodeLeaf, encodeLeaf, isRecord, type Leaf } from './leaf.ts'
import { isLeafBasis } from './leaf-basis.ts'

const plain = { noNullPrototype: true }
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toBase64url)
const basis = fc.constantFrom<NonNullable<Leaf['basis']>>(
  { kind: 'text', cite: '第6条第2項' },
  { kind: 'reading', cite: '運用基準10（2）', reading: 'A8' },
  { kind: 'houseRule', cite: '内規' },
  { kind: 'text', cite: '},"body":"' },
)
/** What could be taken for the next member, or for another way of writing. */
const tricky = fc.constantFrom('},"stream":1,"', '"},"stream":', '\\"', '\u2028', '{}', '\\ud800')
const leaves: fc.Arbitrary<Leaf> = fc.record(
  {
    v: fc.constant(1),
    type: fc.constantFrom('ViewingOpened', 'Refused', 'Heartbeat'),
    stream: fc.integer({ min: 1 }),
    n: fc.integer({ min: 1 }),
    atUs: fc.maxSafeInteger(),
    part: fc.integer({ min: 1, max: 9 }).chain(of => fc.tuple(fc.nat(of - 1), fc.constant(of))),
    rule: fc.option(
      fc.record(
        { profile: fc.constant('kai'), version: fc.oneof(fc.string({ unit: 'grapheme' }), tricky) },
        plain,
      ),
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

/** The definition, by way of JSON: what `decodeLeaf` must say, however it reads. */
function leafByJson(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const value = JSON.parse(text)
    const names = 'actor,atUs,basis,body,n,part,rule,stream,type,v'
    if (!isRecord(value) || Object.keys(value).toSorted().join() !== names) return null
    const { v, type, stream, n, atUs, part, rule, basis, actor, body } = value
    const isCount = (one: unknown) => Number.isSafeInteger(one) && Number(one) >= 1
    const isRule =
      isRecord(rule) &&
      Object.keys(rule).toSorted().join() === 'profile,version' &&
      Object.values(rule).every(one => typeof one === 'string')
    const isIt =
      v === 1 &&
      /^[A-Za-z][A-Za-z0-9]{0,63}$/.test(String(type)) &&
      isCount(stream) &&
      isCount(n) &&
      Number.isSafeInteger(atUs) &&
      Array.isArray(part) &&
      part.length === 2 &&
      isCount(part[1]) &&
      (part[0] === 0 || isCount(part[0])) &&
      part[0] < part[1] &&
      (rule === null || isRule) &&
      (basis === null || isLeafBasis(basis)) &&
      (actor === null || isHash(actor)) &&
      isHash(body)
    return isIt && canonicalJson(value) === text && bytes.length <= 4096 ? value : null
  } catch {
    return null
  }
}

test('a leaf is read as its definition says, whatever was put in, taken out or swapped', () => {
  const put = fc.oneof(
    fc.string({ maxLength: 3 }),
    fc.constantFrom(
      '0',
      '-',
      '9007199254740993',
      '1e3',
      '.0',
      'null',
      '"',
      '\\',
      '{}',
      ',"v":1',
      '\ufeff',
    ),
  )
  const change = fc.record({ at: fc.nat(500), away: fc.nat(3), put })
  let whole = 0
  fc.assert(
    fc.property(leaves, fc.array(change, { maxLength: 2 }), (leaf, changes) => {
      let text = new TextDecoder().decode(encodeLeaf(leaf))
      for (const { at, away, put } of changes) {
        const from = at % (text.length + 1)
        text = text.slice(0, from) + put + text.slice(from + away)
      }
      const bytes = new TextEncoder().encode(text)
      const found = decodeLeaf(bytes)
      assert.deepEqual(found, leafByJson(bytes), text)
      if (found) whole++
    }),
    { numRuns: 5000 },
  )
  assert.ok(whole > 500, `${whole} were leaves`)
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
