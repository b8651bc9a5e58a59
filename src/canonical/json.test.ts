import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson, sameJson } from './json.ts'

test('RFC 8785 §3.2.2 and §3.2.3: literals, numbers and the order of names', () => {
  const value = {
    numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 1e-27, -0],
    string: '€$\u000F\nA\'B"\\\\"/',
    literals: [null, true, false],
  }
  assert.equal(
    canonicalJson(value),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  )
  const names = { '€': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, ö: 7 }
  assert.deepEqual(Object.values(JSON.parse(canonicalJson(names))).length, 7)
  assert.equal(
    canonicalJson(names),
    '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"\u{1f600}":5,"\ufb33":3}',
  )
})

test('what comes back is what went in, and says itself the same way', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), value => {
      const wellFormed =
        JSON.stringify(value).isWellFormed() && !/\\ud[89a-f]/i.test(JSON.stringify(value))
      if (!wellFormed) return
      const text = canonicalJson(value)
      assert.equal(canonicalJson(JSON.parse(text)), text)
    }),
  )
})

test('what JSON cannot carry is refused', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 1, '\ud800', [undefined]]) {
    assert.throws(() => canonicalJson(value), TypeError)
  }
})

test('two values are the same exactly when their canonical JSON is', () => {
  const value = fc.jsonValue({ maxDepth: 3 })
  const few = fc.letrec(tie => ({
    any: fc.oneof(
      fc.constantFrom<unknown>(null, true, 0, -0, 1, '', 'a', [], {}),
      fc.array(tie('any'), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom('a', 'b'), fc.option(tie('any'), { nil: undefined }), {
        maxKeys: 2,
      }),
    ),
  })).any
  fc.assert(
    fc.property(fc.oneof(fc.tuple(value, value), fc.tuple(few, few)), ([one, other]) => {
      assert.equal(sameJson(one, other), canonicalJson(one) === canonicalJson(other))
      const again: unknown = JSON.parse(canonicalJson(one))
      assert.ok(sameJson(one, again))
      assert.ok(sameJson(again, one))
    }),
    { numRuns: 2000 },
  )
  for (const odd of [Number.NaN, undefined, 1n, '\ud800', [undefined], { a: Number.NaN }]) {
    assert.ok(!sameJson(odd, odd))
  }
})
