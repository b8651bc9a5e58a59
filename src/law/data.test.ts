import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Basis, printedBasis } from './basis.ts'
import { dataOf, datumAt, pathOf } from './data.ts'
import { hokuto } from './profiles/hokuto/profile.ts'
import { kai } from './profiles/kai/profile.ts'
import { kawasaki } from './profiles/kawasaki/profile.ts'
import { nishinari } from './profiles/nishinari/profile.ts'
import { sakai } from './profiles/sakai/profile.ts'

const data = dataOf(sakai)

test('a datum is found at its own path', () => {
  for (const datum of data.filter(({ path }) => path.length > 0)) {
    const found = datumAt(sakai, pathOf(datum)) as { by?: Basis }
    assert.ok(found, pathOf(datum))
    if (datum.basis) assert.ok(found === datum.basis || found.by === datum.basis, pathOf(datum))
  }
})

test('paths are different from one another', () => {
  assert.equal(new Set(data.map(pathOf)).size, data.length)
})

test('every basis of a profile stands in a datum', () => {
  const count = (value: unknown): number =>
    typeof value !== 'object' || value === null
      ? 0
      : typeof (value as { cite?: unknown }).cite === 'string'
        ? 1
        : Object.values(value).reduce((sum: number, one) => sum + count(one), 0)
  assert.equal(data.filter(({ basis }) => basis !== null).length, count(sakai))
})

const found = (path: string) => data.find(datum => pathOf(datum) === path)!
const said = (path: string) => found(path).facts.map(({ key, value }) => [key, value])

test('a datum says what its basis is about', () => {
  assert.deepEqual(said('credentials.rotation'), [
    ['of', ['id', 'password']],
    ['changedBy', 'manager'],
  ])
  assert.deepEqual(said('credentials.rotation.everyDays'), [['count', 90]])
})

test('what is a reading or ours is not said to be the document’s word', () => {
  assert.deepEqual(said('retention'), [['decision', null]])
  assert.deepEqual(said('retention.computed'), [
    ['rule.kind', 'sameWeekday'],
    ['rule.weeksAhead', 2],
  ])
  assert.equal(printedBasis(found('retention').basis!), '要領10(3)により')
  assert.equal(printedBasis(found('retention.computed').basis!), '要領10(3)の読み方（A5）')
  assert.deepEqual(said('cameras.coverage'), [])
  assert.deepEqual(
    said('cameras.coverage.review').map(([key]) => key),
    ['reviewers', 'againEveryDays'],
  )
  assert.equal(found('cameras.coverage.review').basis?.kind, 'houseRule')
})

test('a number is the document’s word only where its passage says it', () => {
  const documents = [kai, hokuto, nishinari, sakai, kawasaki]
  for (const datum of documents.flatMap(profile => dataOf(profile))) {
    const { basis, facts, path } = datum
    // How often people attest is ours, and shown as such.
    if (basis?.kind !== 'text' || path[0]?.key === 'attested') continue
    const words = basis.quote.normalize('NFKC')
    for (const { value } of facts) {
      if (typeof value !== 'number' || value === 1) continue
      const said = words.includes(String(value)) || (value === 2 && words.includes('複数'))
      assert.ok(said, `${basis.cite} ${pathOf(datum)}: ${value}`)
    }
  }
})

test('there is nothing where a path leads nowhere', () => {
  assert.equal(datumAt(sakai, 'retention.never'), undefined)
  assert.equal(datumAt(sakai, 'grounds.list.要領11(1)(ヲ)'), undefined)
  assert.equal(datumAt(sakai, 'retention.toString'), undefined)
})
