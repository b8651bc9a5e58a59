import assert from 'node:assert/strict'
import { test } from 'node:test'
import { notReady } from '#domain/request/ready.ts'
import type { RequestCommand } from '#domain/request/request.ts'
import { request } from '#domain/request/request.ts'
import { isRefusal } from '#law/basis.ts'
import { profiles } from '#law/profiles/held.ts'
import { at, minuteAt, officeOf } from '../../test/given.ts'
import { provedAs, receivedAs } from './case.ts'
import { companyOf, everybody } from './company.ts'
import { stories } from './stories.ts'

const atUs = at('2026-11-14 17:00')
const fromMinute = minuteAt('2026-11-14 15:42')
const range = { camera: 'no12', fromMinute, toMinute: fromMinute + 1 }

for (const profile of profiles) {
  test(`${profile.called}: 見本の求めは、受け付けただけでは決められず、そろえれば決められる`, () => {
    const office = officeOf({ 課長: ['manager'], 受付: ['staff'] })
    const facts = { profile, office, copiesAlive: 0, copiesUnconfirmed: 0, approved: false }
    for (const story of Object.values(stories).map(told => told([range]))) {
      const said = (by: string) => ({ atUs, by })
      const done = (state: typeof request.initial, command: RequestCommand) => {
        const outcome = request.decide(facts, state, command)
        assert.ok(!isRefusal(outcome), JSON.stringify(outcome))
        return outcome.reduce(request.evolve, state)
      }
      const enters = (state: typeof request.initial, entered: ReturnType<typeof provedAs>) =>
        entered.reduce(
          (now, { type, words, paper }) =>
            done(now, {
              ...{ ...said('受付'), type, ...words },
              ...(paper ? { paper: { ...paper, sha256: 'ab'.repeat(32) } } : {}),
            } as RequestCommand),
          state,
        )
      const received = enters(request.initial, receivedAs(profile, '第1号', story))
      assert.ok(received.status === 'open')
      assert.ok(notReady(facts, received, story.acts, atUs), 'nothing is proved yet')
      const proved = enters(received, provedAs(profile, story, '2026-11-14'))
      const read = done(proved, { ...said('二人目'), type: 'ReadAgain' })
      assert.ok(read.status === 'open')
      assert.equal(notReady(facts, read, story.acts, atUs), null)
    }
  })

  test(`${profile.called}: 見本の五人は別々の人で、管理責任者は初めから決まる`, () => {
    const company = companyOf(profile, ['c1', 'c2'])
    const people = everybody(company)
    assert.equal(new Set(people.map(({ name }) => name)).size, 5)
    assert.equal(new Set(people.map(({ called }) => called)).size, 5)
    const seated = JSON.stringify(company.appointments)
    for (const { name } of people) assert.ok(seated.includes(name), name)
    assert.ok(company.attending.length >= (profile.witnesses.rules[0]?.atLeast ?? 0))
  })
}
