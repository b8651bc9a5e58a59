import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { passage } from '#law/profiles/against-text.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { profile as vocabulary } from '#law/vocabulary/profile.ts'
import { bindings } from './bindings.ts'
import { type Coverage, countsOf, coverageOf } from './coverage.ts'
import { openGaps } from './gaps.ts'
import { matrix } from './matrix.ts'
import { type DocumentId, documents } from './row.ts'
import { exportsName, readTests } from './sources.ts'

const profiles = { kai, hokuto, nishinari, sakai, kawasaki }
const tests = readTests()
const textOf = (id: DocumentId) =>
  readFileSync(join(import.meta.dirname, '../law/profiles', id, 'text.txt'), 'utf8')
const law = readFileSync(join(import.meta.dirname, '../../design/law.md'), 'utf8')

const found = new Map<DocumentId, Coverage>()
const coverage = (id: DocumentId): Coverage => {
  const known = found.get(id)
  if (known) return known
  const profile = vocabulary.parse(profiles[id])
  const covered = coverageOf(matrix[id], bindings[id], tests, profile, exportsName)
  found.set(id, covered)
  return covered
}

test('the matrix has every row once', () => {
  const rows = documents.flatMap(id => matrix[id])
  assert.equal(rows.length, 225)
  assert.equal(new Set(rows.map(({ id }) => id)).size, 225)
  const kinds = (kind: string) => rows.filter(row => row.kind === kind).length
  assert.deepEqual(['M', 'R', 'P', 'D'].map(kinds), [144, 45, 10, 26])
})

for (const id of documents) {
  describe(id, () => {
    test('every row begins with words of the document', () => {
      const text = textOf(id).replace(/\s/g, '')
      for (const { id: row, phrase } of matrix[id]) {
        assert.ok(text.includes(phrase.replace(/\s/g, '')), `${row} 「${phrase}」`)
      }
    })

    test('every refuse item has a basis and says something, and no two of a row begin alike', () => {
      for (const { id: row, refuses } of matrix[id]) {
        assert.equal(new Set(refuses.map(({ says }) => says)).size, refuses.length, row)
        for (const { basis, number, says } of refuses) {
          assert.ok(['text', 'reading', 'houseRule', 'otherLaw'].includes(basis), row)
          if (number !== undefined) assert.match(number, /^A\d+b?$/)
          assert.ok(says.length > 3, row)
        }
      }
    })

    test('every row is carried out by something that is there, and proved or waiting by name', () => {
      const findings = coverage(id).findings.map(
        ({ row, wrong, what }) => `${row} ${wrong}: ${what}`,
      )
      assert.deepEqual(findings, [])
    })

    test('a test that claims an article claims one that the document has', () => {
      const text = textOf(id)
      for (const { proofs } of coverage(id).rows) {
        for (const { cite, name } of proofs) {
          if (cite !== null) assert.notEqual(passage(text, cite), '', name)
        }
      }
    })

    test('a reading that a test rests on stands in design/law.md', () => {
      for (const { proofs } of coverage(id).rows) {
        for (const { basis, number, name } of proofs) {
          if (basis === 'reading') assert.ok(law.includes(`| ${number} |`), name)
        }
      }
    })
  })
}

describe('gaps', () => {
  const open = () => documents.reduce((sum, id) => sum + coverage(id).gaps.length, 0)

  test('there are as many as were counted last', t => {
    for (const id of documents) t.diagnostic(`${id}: ${JSON.stringify(countsOf(coverage(id)))}`)
    const count = open()
    t.diagnostic(`open gaps: ${count}`)
    assert.equal(count, openGaps.at(-1)?.count, 'one was closed: add a line to openGaps')
  })

  test('their number has only ever fallen', () => {
    for (const [at, { on, count }] of openGaps.entries()) {
      const before = openGaps[at - 1]
      if (before) assert.ok(count < before.count && on >= before.on)
    }
  })
})
