import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { OnvifProblem } from '#onvif/problem.ts'
import { escaped } from '#onvif/soap-request.ts'
import { childOf, type Element, readXml, textAt } from './xml.ts'

const kindOf = (text: string): string => {
  try {
    readXml(text)
    return 'read'
  } catch (error) {
    assert.ok(error instanceof OnvifProblem, `${error}`)
    return error.kind
  }
}

test('elements, namespaces, attributes and text come out as written', () => {
  const root = readXml(
    '\ufeff<?xml version="1.0"?>\n<!-- x --><a:one xmlns:a="urn:a" xmlns="urn:d" k=\'v&amp;"\'>' +
      'x<two a:t=">"/>&#x9580;<![CDATA[<&]]><a:three xmlns:a="urn:b"> y </a:three></a:one>\n',
  )
  assert.equal(root.namespace, 'urn:a')
  assert.equal(root.attributes.get('k'), 'v&"')
  assert.equal(root.text, 'x門<&')
  assert.equal(childOf(root, 'two')?.namespace, 'urn:d')
  assert.equal(childOf(root, 'two')?.attributes.get('t'), '>')
  assert.equal(childOf(root, 'three')?.namespace, 'urn:b')
  assert.equal(textAt(root, 'three'), 'y')
  assert.equal(textAt(root, 'three', 'none'), '')
})

const laughs = Array.from(
  { length: 10 },
  (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i};`.repeat(10)}">`,
).join('')

for (const [name, text, kind] of [
  ['billion laughs', `<!DOCTYPE x [<!ENTITY lol0 "lol">${laughs}]><x>&lol10;</x>`, 'badXml'],
  ['external entity', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', 'badXml'],
  ['external subset', '<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://x/"><x/>', 'badXml'],
  ['unknown entity', '<x>&nbsp;</x>', 'badXml'],
  ['no character', '<x>&#0;</x>', 'badXml'],
  ['surrogate', '<x>&#xd800;</x>', 'badXml'],
  ['ampersand alone', '<x>a & b</x>', 'badXml'],
  ['deep nesting', '<a>'.repeat(300_000), 'overLimit'],
  ['deep prefixes', '<a xmlns:b="x">'.repeat(80_000), 'overLimit'],
  ['many elements', `<a>${'<b/>'.repeat(300_000)}</a>`, 'overLimit'],
  [
    'many attributes',
    `<a ${Array.from({ length: 999 }, (_, i) => `a${i}="" `).join('')}/>`,
    'overLimit',
  ],
  ['long', `<a>${' '.repeat(3 << 20)}</a>`, 'overLimit'],
  ['crossing', '<a><b></a></b>', 'badXml'],
  ['cut', '<a><b>', 'badXml'],
  ['cut in a comment', '<a><!--', 'badXml'],
  ['two messages', '<a/><b/>', 'badXml'],
  ['text after it', '<a/>x', 'badXml'],
  ['HTML', '<html><br><p>x</html>', 'badXml'],
  ['nothing', '', 'badXml'],
  ['bytes', '\0\x01\x02', 'badXml'],
  ['a name without end', `<${'a'.repeat(1 << 20)}`, 'badXml'],
  ['spaces without end', `<a${' '.repeat(1 << 20)}`, 'badXml'],
  ['xmlns without end', `<a ${'xmlns'.repeat(100_000)}`, 'badXml'],
  ['ampersands', `<a>${'&'.repeat(1 << 20)}</a>`, 'badXml'],
] as const) {
  test(`${name}: ${kind}`, () => assert.equal(kindOf(text), kind))
}

const word = fc.stringMatching(/^[a-w]{1,8}$/)
const words = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .filter(text => text.isWellFormed() && !/[\p{Cc}\ufffe\uffff]/u.test(text))
const { tree } = fc.letrec<{ tree: Element }>(tie => ({
  tree: fc.record(
    {
      namespace: fc.constantFrom('', 'urn:a', 'urn:b'),
      name: word,
      attributes: fc
        .dictionary(word, words, { maxKeys: 3 })
        .map(all => new Map(Object.entries(all))),
      children: fc.oneof({ maxDepth: 3 }, fc.constant([]), fc.array(tie('tree'), { maxLength: 3 })),
      text: words,
    },
    { noNullPrototype: true },
  ),
}))

const written = ({ namespace, name, attributes, children, text }: Element): string => {
  const fields = [...attributes].map(([key, value]) => ` ${key}="${escaped(value)}"`).join('')
  const inner = escaped(text) + children.map(written).join('')
  return `<${name} xmlns="${namespace}"${fields}>${inner}</${name}>`
}

test('what is written is read', () => {
  fc.assert(
    fc.property(tree, element => {
      assert.deepEqual(readXml(written(element)), element)
    }),
    { numRuns: 200 },
  )
})

test('a mutated message is an element or a problem, never anything else', () => {
  const cuts = fc.array(
    fc.tuple(
      fc.nat(),
      fc.nat(20),
      fc.constantFrom('', '<', '>', '&', '<!', '"', '</a>', ']]>', '\0'),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  fc.assert(
    fc.property(tree, cuts, (element, mutations) => {
      let text = written(element)
      for (const [at, length, put] of mutations) {
        const place = at % (text.length + 1)
        text = text.slice(0, place) + put + text.slice(place + length)
      }
      assert.match(kindOf(text), /^(read|badXml|overLimit)$/)
    }),
    { numRuns: Number(process.env.TACHIAI_FUZZ_RUNS ?? 400) },
  )
})
