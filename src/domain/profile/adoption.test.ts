import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { startOfDayUs } from '#civil/minute.ts'
import { isRefusal, printedBasis, type Refusal } from '#law/basis.ts'
import { profileHouse } from '#law/house/profiles.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import type { Profile } from '#law/vocabulary/profile.ts'

import { at, settingOf } from '../../../test/given.ts'
import { officeFor } from '../../../test/scenario/office.ts'
import { type AdoptedProfiles, type AdoptProfile, profileAdoption } from './adoption.ts'

const amended: Profile = { ...nishinari, version: '令和8年12月1日改正' }
const say = (change: Partial<AdoptProfile> = {}): AdoptProfile => ({
  ...{ type: 'AdoptProfile', atUs: at('2026-11-14 19:00'), by: '課長' },
  ...{ document: amended, inForceOn: '2026-12-01', unit: null },
  ...{ writtenIn: '令和8年11月10日 区長決裁', officers: ['課長', '担当'] },
  ...change,
})
const decide = (command: AdoptProfile, adopted: AdoptedProfiles = [], profile = nishinari) =>
  profileAdoption.decide(settingOf(profile, officeFor(profile)), adopted, command)
const refused = (...asked: Parameters<typeof decide>): Refusal => {
  const outcome = decide(...asked)
  assert.ok(isRefusal(outcome), 'not refused')
  return outcome
}

describe('改正された規程の版', () => {
  test('附則: 二名が書面と読み合わせて署名した版は、その日から施行される', () => {
    const outcome = decide(say())
    assert.ok(!isRefusal(outcome), JSON.stringify(outcome))
    const [event] = outcome
    assert.equal(event?.fromUs, startOfDayUs('2026-12-01'))
    assert.equal(event?.basis, amended.effectiveFrom.at(-1)?.by)
    const [adopted] = profileAdoption.evolve([], event!)
    assert.deepEqual(adopted, { profile: amended, fromUs: startOfDayUs('2026-12-01') })
  })

  test('内規: 一名では、職にない人とでは、同じ人の二つの名では、当てはめない', () => {
    for (const officers of [['課長'], ['課長', '課長'], ['課長', '通りがかり'], []]) {
      assert.equal(refused(say({ officers })).basis, profileHouse.byTwo)
    }
  })

  test('内規: 決めた書面の名がなければ、別の規程、同じ名の版なら、当てはめない', () => {
    assert.equal(refused(say({ writtenIn: ' ' })).basis, profileHouse.written)
    assert.equal(refused(say({ document: hokuto })).basis, profileHouse.sameDocument)
    assert.equal(refused(say({ document: nishinari })).basis, profileHouse.ownVersion)
    const already = [{ profile: amended, fromUs: startOfDayUs('2026-12-01') }]
    const again = say({ inForceOn: '2026-12-02' })
    assert.equal(refused(again, already).basis, profileHouse.ownVersion)
  })

  test('内規: さかのぼって施行しない', () => {
    for (const inForceOn of ['2026-11-14', '2026-04-01']) {
      assert.equal(printedBasis(refused(say({ inForceOn })).basis), '内規')
    }
  })

  test('第9条第1項: 北斗市の要綱を改めるのは、所管する課だけ', () => {
    const document = { ...hokuto, version: '令和8年訓令第1号' }
    const asked = say({ document, officers: ['課長', '担当'] })
    const by = refused(asked, [], hokuto).basis
    assert.equal(printedBasis(by), '第9条第1項により')
    const outcome = decide({ ...asked, unit: '市民部市民課' }, [], hokuto)
    assert.ok(!isRefusal(outcome), JSON.stringify(outcome))
  })
})
