import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { kai } from '#law/profiles/kai/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { codeOf, rulesNamed, textOf } from '../rules.ts'
import { byPiece, type Enforced } from './enforced.ts'
import { cut, type Quoted, readCoded } from './pieces.ts'

const source = `import { quoting } from '../../quote.ts'

const 条 = quoting('要綱')

const 第1条 = 条('第1条', '目的を定める。')
const purpose = { says: '目的', by: text(第1条) }

// 2 設置
条.silent(
  '第2条',
  \`設置する
  ものとする。\`,
  '宣言だけの文',
)

export const 第3条 = 条('第3条', '保存する。')

// 読み: ours
const A1 = reading('A1', 第3条, '…')
`

describe('a profile’s source', () => {
  test('passages in order, each with the code below it', () => {
    const { passages, rest } = readCoded(source)
    assert.deepEqual(passages, [
      {
        cite: '第1条',
        quote: '目的を定める。',
        because: null,
        code: "const purpose = { says: '目的', by: text(第1条) }",
      },
      { cite: '第2条', quote: '設置するものとする。', because: '宣言だけの文', code: '' },
      { cite: '第3条', quote: '保存する。', because: null, code: '' },
    ])
    assert.match(rest, /^\/\/ 読み: ours\nconst A1/)
  })

  test('a source that quotes nothing is no profile', () => {
    assert.throws(() => readCoded('export const x = 1'))
  })

  for (const { id } of [kai, sakai]) {
    test(`${id}: no word of the text is lost between the pieces`, () => {
      const text = textOf(rulesNamed(id))!
      const { pieces, after } = cut(text, readCoded(codeOf(rulesNamed(id))!).passages)
      const words = pieces.map(({ before, passage }) => before + passage.quote).join('') + after
      assert.equal(words.replace(/\s/g, ''), text.replace(/\s/g, ''))
    })
  }
})

const quoted = (quote: string): Quoted => ({ cite: '', quote, because: null, code: '' })
const clause = (id: string, phrase: string): Enforced => ({
  id,
  phrase,
  kind: '',
  by: [],
  tests: [],
  waiting: [],
})

describe('pieces of a text', () => {
  test('a passage over several lines, and what stands before it', () => {
    const { pieces, after } = cut('見出し\n第1条 甲は\n乙。\n終', [quoted('甲は乙。')])
    assert.deepEqual(
      pieces.map(({ before, passage }) => [before, passage.quote]),
      [['見出し\n第1条 ', '甲は乙。']],
    )
    assert.equal(after, '\n終')
  })

  test('a passage that is not there', () => {
    assert.throws(() => cut('甲は乙。', [quoted('丙')]), RangeError)
    assert.throws(() => cut('甲は乙。', [quoted('乙'), quoted('甲')]), RangeError)
  })

  test('every clause belongs to one piece: the one its words begin in, or the next', () => {
    const text = '見出し甲乙丙甲'
    const { pieces } = cut(text, [quoted('甲乙'), quoted('丙'), quoted('甲')])
    const clauses = [
      clause('1', '見出し'),
      clause('2', '乙丙'),
      clause('3', '丙'),
      clause('4', '甲'),
    ]
    const found = byPiece(
      clauses,
      text,
      pieces.map(({ end }) => end),
    )
    assert.deepEqual(
      found.map(group => group.map(({ id }) => id)),
      [['1', '2'], ['3'], ['4']],
    )
  })
})
