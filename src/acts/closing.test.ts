import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMoment } from '#civil/minute.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { closingOf } from './closing.ts'
import { asked, bodiesOf, order } from './decided.ts'
import { applied, emptyWorld } from './world.ts'

test('断られただけの綴りは、断った時から数えて保存する', () => {
  const atUs = readMoment('2026-05-10 09:30')!
  const nowhere = order('request', ['第0001号'], {
    type: 'Withdraw',
    atUs,
    by: 'p1',
    reason: '取り下げ',
  } as never)
  const { outcome } = asked(emptyWorld, { ...nowhere, profile: kai })
  assert.ok('refused' in outcome)
  const world = bodiesOf(nowhere, outcome).reduce(
    (so, body) => applied(so, nowhere.stream, body),
    emptyWorld,
  )
  const closing = closingOf(world, kai, nowhere.stream)
  assert.ok(closing)
  assert.equal(closing.closedAtUs, atUs)
  assert.ok(closing.keptUntilUs > readMoment('2027-04-01 00:00')!)
})
