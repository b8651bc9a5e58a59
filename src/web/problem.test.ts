import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Mistaken } from '#acts/mistaken.ts'
import { problemOf, problems } from './problem.ts'

test('こちらの故障は、送った人の書き間違いとは言わず、中のことも言わない', () => {
  const inside = '/srv/office: 髙橋 takahashi'
  for (const error of [new RangeError(inside), new TypeError(inside), new Error(inside), inside]) {
    assert.deepEqual(problemOf(error), problems.lost)
  }
  assert.equal(problems.lost.status, 500)
  const array = () => new Array(-1)
  assert.throws(array, error => problemOf(error).status === 500)
})

test('成り立たない求めは、送った人の書き間違いと言う', () => {
  assert.deepEqual(
    problemOf(new Mistaken('no stream of a thing has the name x')),
    problems.unreadable,
  )
  assert.equal(problems.unreadable.status, 400)
})
