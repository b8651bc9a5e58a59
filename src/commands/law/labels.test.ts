import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dataOf } from '#law/data.ts'
import { factsOf, isLabelled, placeOf } from '#law/said/labels.ts'
import { allRules } from './rules.ts'

const all = allRules().flatMap(({ profile }) => dataOf(profile))

test('every key of the vocabulary that a document uses has a word for people', () => {
  const keys = all.flatMap(({ path, facts }) => [
    ...path.filter(({ called }) => called === null).map(({ key }) => key),
    ...facts.flatMap(({ key }) => key.split('.').filter(step => /^[a-z]\w*$/.test(step))),
  ])
  assert.deepEqual(
    [...new Set(keys)].filter(key => !isLabelled(key)),
    [],
  )
})

test('what the vocabulary lets one choose from is said in Japanese', () => {
  const english = /(?:^|[ ・、:])([a-z][A-Za-z]+)(?:$|[ ・、:])/
  for (const datum of all) {
    assert.doesNotMatch(placeOf(datum), english)
    assert.doesNotMatch(factsOf(datum), english, placeOf(datum))
  }
})

test('a place is said from the outside in, and its name only once', () => {
  const path = [
    { key: 'grounds', called: null },
    { key: 'list', called: null },
    { key: '要領11(1)(ア)', called: '法令等に基づく照会' },
  ]
  const facts = [
    { key: 'code', value: '要領11(1)(ア)' },
    { key: 'label', value: '法令等に基づく照会' },
    { key: 'acts', value: ['viewing', 'takeOut'] },
    { key: 'requesters', value: null },
  ]
  assert.equal(placeOf({ path }), '根拠 › 法令等に基づく照会')
  assert.equal(factsOf({ path, facts }), '行為: 閲覧・持ち出し・提供')
  assert.equal(placeOf({ path: [] }), '規程')
})
