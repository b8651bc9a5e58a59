import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kai } from '../profiles/kai/profile.ts'
import { sakai } from '../profiles/sakai/profile.ts'
import { amendmentOn } from './amendments.ts'

test('附則: どの改正が施行されていたかが日で決まる', () => {
  const on = (day: string) => amendmentOn(sakai, day)?.day ?? null
  assert.equal(on('2016-11-29'), null)
  assert.equal(on('2016-11-30'), '2016-11-30')
  assert.equal(on('2018-02-25'), '2018-02-25')
  assert.equal(on('2021-10-10'), '2019-03-19')
  assert.equal(on('2026-11-23'), '2021-10-11')
})

test('文言を収録しているのは最後の改正だけ', () => {
  assert.equal(amendmentOn(sakai, '2020-01-01')?.wordingHeld, false)
  assert.equal(amendmentOn(sakai, '2026-01-01')?.wordingHeld, true)
})

test('施行の日が空欄の規程は、どの日にも施行されていない', () => {
  assert.equal(amendmentOn(kai, '2026-11-23'), null)
})
