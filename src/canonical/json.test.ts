import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson, isCanonical, sameJson } from './json.ts'

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

test('a text is canonical exactly where printing its value anew gives it back', () => {
  const isItsOneForm = (text: string): boolean => {
    try {
      return canonicalJson(JSON.parse(text)) === text
    } catch {
      return false
    }
  }
  const isFound = (text: string): boolean => {
    try {
      return isCanonical(text, JSON.parse(text))
    } catch {
      return false
    }
  }
  const name = fc.oneof(
    fc.constantFrom('1', '10', '9', '__proto__', 'a', 'b', '\ud800', '€', '\\ud'),
    fc.string({ unit: 'binary' }),
  )
  const value = fc.letrec(tie => ({
    any: fc.oneof(
      { maxDepth: 3 },
      fc.oneof(fc.constantFrom(null, true, 1e21, -0, 0.1), fc.double(), name),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(name, tie('any'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).any
  fc.assert(
    fc.property(
      value,
      fc.boolean(),
      fc.nat(),
      fc.string({ maxLength: 2 }),
      (one, sorted, at, put) => {
        const plain = JSON.stringify(one)
        let text = plain
        try {
          if (sorted) text = canonicalJson(one)
        } catch {
          // Its strings are not all well-formed: the plain text stands for it.
        }
        const cut = at % (text.length + 1)
        for (const variant of [text, plain, text.slice(0, cut) + put + text.slice(cut)]) {
          assert.equal(isFound(variant), isItsOneForm(variant), variant)
        }
      },
    ),
    { numRuns: 3000 },
  )
  assert.ok(isFound('{"1":0,"10":0,"9":0,"a":"\\\\ud"}'))
  for (const other of [
    '{"9":0,"10":0}',
    '{"b":0,"a":0}',
    '{"a":0,"a":0}',
    '-0',
    '1.0',
    '"\\ud800"',
    ' 1',
    '"\\u0041"',
  ]) {
    assert.ok(!isFound(other), other)
  }
})
