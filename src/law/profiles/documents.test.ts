import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { canonicalJson } from '#canonical/json.ts'
import { printedBasis } from '../basis.ts'
import type { Profile } from '../profile.ts'
import type { Passage } from '../quote.ts'
import { profile as vocabulary } from '../vocabulary/profile.ts'
import { leftOver, passage, quotesOf } from './against-text.ts'
import { cleaned, type Difference } from './difference.ts'
import { differences as hokutoDifferences } from './hokuto/differences.ts'
import { hokuto, headings as hokutoHeadings, passages as hokutoPassages } from './hokuto/profile.ts'
import { differences as kaiDifferences } from './kai/differences.ts'
import { kai, headings as kaiHeadings, passages as kaiPassages } from './kai/profile.ts'
import { differences as kawasakiDifferences } from './kawasaki/differences.ts'
import {
  kawasaki,
  headings as kawasakiHeadings,
  passages as kawasakiPassages,
} from './kawasaki/profile.ts'
import { differences as nishinariDifferences } from './nishinari/differences.ts'
import {
  nishinari,
  headings as nishinariHeadings,
  passages as nishinariPassages,
} from './nishinari/profile.ts'
import { differences as sakaiDifferences } from './sakai/differences.ts'
import { sakai, headings as sakaiHeadings, passages as sakaiPassages } from './sakai/profile.ts'

const documents: readonly (readonly [
  profile: Profile,
  differences: readonly Difference[],
  sourceSha256: string,
  inOrder: { readonly passages: readonly Passage[]; readonly headings: readonly string[] },
])[] = [
  [
    kai,
    kaiDifferences,
    '32d822071895170b33dc1d6431a0bd7978f26af828219a6bf21e3475a768b65c',
    { passages: kaiPassages, headings: kaiHeadings },
  ],
  [
    hokuto,
    hokutoDifferences,
    'e05e19ab675744a5c7fa044cd265791c0d4460a08d5593e30e0716a1cec10334',
    { passages: hokutoPassages, headings: hokutoHeadings },
  ],
  [
    nishinari,
    nishinariDifferences,
    'f01a6eb9c9db08be9422354f8c18d07286d190f413649d816e7033fed81d18d5',
    { passages: nishinariPassages, headings: nishinariHeadings },
  ],
  [
    sakai,
    sakaiDifferences,
    '1b8f643b087634467731ea8c98f009a44f0e20fc7aab7ede685ff47e54eb888a',
    { passages: sakaiPassages, headings: sakaiHeadings },
  ],
  [
    kawasaki,
    kawasakiDifferences,
    '77f7deb548262b94d65d2f2a1488b2ff9df8a49fb2a85a1a8a6a4d965789af9f',
    { passages: kawasakiPassages, headings: kawasakiHeadings },
  ],
]

for (const [profile, differences, sourceSha256, inOrder] of documents) {
  const read = (file: string) => readFileSync(join(import.meta.dirname, profile.id, file), 'utf8')
  const text = read('text.txt')

  describe(profile.id, () => {
    const { passages, headings } = inOrder

    test('no word of the document is left out, and the passages stand in its order', () => {
      const titles = headings.toSorted((one, other) => other.length - one.length)
      for (const piece of leftOver(text, passages)) {
        const rest = titles.reduce((left, title) => left.replace(title, ''), piece)
        assert.match(rest, /^[\s　\d０-９()（）、第条項号附則]*$/, `not quoted: 「${piece}」`)
      }
    })

    test('every passage yields a datum, or says why it yields none', () => {
      const used = new Set(quotesOf(profile).map(({ quote }) => quote))
      for (const { cite, quote, because } of passages) {
        assert.equal(used.has(quote), because === null, `${cite} 「${quote}」`)
      }
    })

    test('the profile is in the vocabulary', () => {
      assert.deepEqual(vocabulary.parse(profile), profile)
    })

    test('source.txt is the document as it was found', () => {
      assert.equal(createHash('sha256').update(read('source.txt')).digest('hex'), sourceSha256)
    })

    test('text.txt differs from the source in the listed places and nowhere else', () => {
      assert.equal(cleaned(read('source.txt'), differences), text)
    })

    test('every quote stands in the text, under the article it cites', () => {
      const quotes = quotesOf(profile)
      assert.ok(quotes.length > 10)
      for (const { cite, quote } of quotes) {
        assert.ok(quote.length > 2 && text.includes(quote), `${cite} 「${quote}」`)
        assert.ok(passage(text, cite).includes(quote.normalize('NFKC')), `${cite} 「${quote}」`)
      }
    })

    test('the title is the document’s own', () => assert.ok(text.includes(profile.title)))

    test('words for a request that cite an article stand in its quote', () => {
      for (const { word, by } of profile.words.request) {
        if (by.kind === 'text') assert.ok(by.quote.includes(word), word)
        else assert.equal(by.kind, 'houseRule')
      }
    })

    test('every basis is complete, and a house rule names no article', () => {
      let seen = 0
      for (const basis of basesOf(profile)) {
        seen++
        if (basis.kind !== 'houseRule') continue
        assert.equal(printedBasis(basis as never), '内規')
        assert.doesNotMatch(basis.rule!, /第\d+条|運用基準|要領\d|指針\d/)
      }
      assert.ok(seen > 10)
    })

    test('effective days ascend', () => {
      const days = profile.effectiveFrom.map(({ day }) => day)
      assert.deepEqual(days, [...days].sort())
    })

    test('the canonical form carries the whole profile', () => {
      assert.deepEqual(JSON.parse(canonicalJson(profile)), profile)
      assert.equal(canonicalJson(JSON.parse(canonicalJson(profile))), canonicalJson(profile))
    })
  })
}

test('cleaning refuses a count that does not hold', () => {
  assert.throws(() => cleaned('あいあ', [{ source: 'あ', text: '', times: 1, why: '二つある' }]))
})

test('a passage ends where the next one begins', () => {
  const text = '第1条 甲は乙。\n(1) 一\n(2) 二\n2 丙は丁。\n第2条 戊。\n附 則\n施行する。\n'
  assert.equal(passage(text, '第1条第1項'), '第1条 甲は乙。\n(1) 一\n(2) 二')
  assert.equal(passage(text, '第1条第1項第2号'), '(2) 二')
  assert.equal(passage(text, '第1条第2項'), '2 丙は丁。')
  assert.equal(passage(text, '第2条'), '第2条 戊。')
  assert.equal(passage(text, '附則').trim(), '附 則\n施行する。')
  assert.equal(passage(text, '第3条'), '')
})

type LooseBasis = {
  readonly kind: string
  readonly rule?: string
  readonly reading?: string
  readonly cite?: string
}
function basesOf(value: unknown): readonly LooseBasis[] {
  if (typeof value !== 'object' || value === null) return []
  const { kind } = value as LooseBasis
  const own = ['text', 'reading', 'houseRule', 'otherLaw'].includes(kind)
  return own ? [value as LooseBasis] : Object.values(value).flatMap(basesOf)
}

test('design/law.md lists the readings taken: those of the five documents and no others, once, in order', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../design/law.md'), 'utf8')
  const listed = [...page.matchAll(/^\| ([AB]\d+b?) \|/gm)].map(([, number]) => number!)
  const used = new Set(documents.flatMap(([profile]) => readingsOf(profile)))
  const place = (number: string) =>
    `${number[0]}${number.replace(/\D/g, '').padStart(3, '0')}${number}`
  assert.deepEqual(
    listed,
    [...used].toSorted((one, other) => (place(one) < place(other) ? -1 : 1)),
  )
})

test('design/law.md says of each reading which passages of which documents it is on', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../design/law.md'), 'utf8')
  for (const [, number = '', on = ''] of page.matchAll(/^\| ([AB]\d+b?) \| ([^|]+) \|/gm)) {
    const taken = documents.flatMap(([profile]) =>
      citesOf(profile, number).map(cite => `${profile.id.toUpperCase()} ${cite}`),
    )
    if (on.startsWith('all five')) {
      assert.equal(new Set(taken.map(place => place.split(' ')[0])).size, 5, number)
      continue
    }
    const listed: string[] = []
    for (const part of on.split(', ')) {
      const [document] = listed.at(-1)?.split(' ') ?? []
      listed.push(/^[A-Z]+ /.test(part) ? part : `${document} ${part}`)
    }
    assert.deepEqual(
      new Set(listed.map(place => place.replace(' ただし書', '').normalize('NFKC'))),
      new Set(taken.map(place => place.normalize('NFKC'))),
      number,
    )
  }
})

/** Where a reading of this number stands, as the document's own numbers without its kind. */
function citesOf(value: unknown, number: string): readonly string[] {
  return basesOf(value).flatMap(basis =>
    basis.kind === 'reading' && basis.reading === number
      ? [basis.cite?.replace(/^(運用基準|要領|指針)/, '') ?? '']
      : [],
  )
}

function readingsOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  const { kind, reading } = value as { readonly kind?: string; readonly reading?: string }
  return kind === 'reading' && reading ? [reading] : Object.values(value).flatMap(readingsOf)
}
