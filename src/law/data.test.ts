import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Basis, printedBasis } from './basis.ts'
import { dataOf, datumAt, pathOf } from './data.ts'
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

test('a datum says what its basis is about', () => {
  const retention = data.find(datum => pathOf(datum) === 'retention')!
  assert.deepEqual(
    retention.facts.map(({ key, value }) => [key, value]),
    [
      ['rule.kind', 'sameWeekday'],
      ['rule.weeksAhead', 2],
      ['decision', null],
    ],
  )
  assert.equal(printedBasis(retention.basis!), '要領10(3)により')
})

test('there is nothing where a path leads nowhere', () => {
  assert.equal(datumAt(sakai, 'retention.never'), undefined)
  assert.equal(datumAt(sakai, 'grounds.list.要領11(1)(ヲ)'), undefined)
  assert.equal(datumAt(sakai, 'retention.toString'), undefined)
})
