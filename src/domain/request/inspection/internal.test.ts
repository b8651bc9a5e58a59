import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { printedBasis } from '#law/basis.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { completeRequest } from '../../../../test/complete-request.ts'
import { at, officeOf, settingOf } from '../../../../test/given.ts'
import type { Office } from '../../office.ts'
import { notReady } from '../ready.ts'
import { withinPurpose } from './ground.ts'
import { exceptionEntry } from './internal.ts'

const atUs = at('2026-11-14 17:00')
const own = (profile: Profile) => ({
  ...completeRequest(profile, profile.grounds.list[0]!.code, ['viewing'], atUs),
  internal: true,
  ground: null,
  papers: [],
})
const office = officeOf({ 髙橋: ['manager'] })
const exception: Office = {
  ...office,
  resolutions: [
    {
      id: '議決3',
      matter: { kind: 'exception', says: '機器の故障を調べるために見る' },
      passedAtUs: at('2026-11-01 10:00'),
      repealedAtUs: at('2026-11-20 10:00'),
      basis: kai.internalViewing.by,
    },
  ],
}

describe('職員・委員が自分たちで見る', () => {
  const under = (id: string) => ({ ...own(kai), entries: { [exceptionEntry]: id } })

  test('町内会では、例外とする議決を示さずには見られず、議決があっても同じ', () => {
    for (const here of [office, exception]) {
      const refusal = notReady(settingOf(kai, here), own(kai), ['viewing'], atUs)
      assert.deepEqual(refusal?.basis, kai.internalViewing.by)
    }
  })

  test('町内会では、示した議決がなければ見られない', () => {
    for (const [here, id] of [
      [office, '議決3'],
      [exception, '議決4'],
    ] as const) {
      const refusal = notReady(settingOf(kai, here), under(id), ['viewing'], atUs)
      assert.deepEqual(refusal?.basis, kai.internalViewing.exception)
    }
    assert.equal(notReady(settingOf(kai, exception), under('議決3'), ['viewing'], atUs), null)
  })

  test('廃された決定では見られない', () => {
    const later = at('2026-11-21 10:00')
    const refusal = notReady(settingOf(kai, exception), under('議決3'), ['viewing'], later)
    assert.deepEqual(refusal?.basis, kai.internalViewing.exception)
  })

  test('堺市では、設置目的の範囲内なら求めと目的を書いて見られる', () => {
    const setting = settingOf(sakai, office)
    assert.equal(notReady(setting, own(sakai), ['viewing'], atUs), null)
    const outside = { ...own(sakai), answers: { [withinPurpose]: { holds: false, facts: '' } } }
    const refusal = notReady(setting, outside, ['viewing'], atUs)
    assert.equal(refusal && printedBasis(refusal.basis), '要領5(4)により')
    const silent = notReady(setting, { ...own(sakai), purpose: '' }, ['viewing'], atUs)
    assert.deepEqual(silent?.basis, sakai.internalViewing.recorded.by)
  })

  test('根拠なしにできるのは見ることだけで、写しには根拠が要る', () => {
    const copy = { ...own(sakai), acts: ['viewing', 'takeOut'] as const }
    const refusal = notReady(settingOf(sakai, office), copy, ['takeOut'], atUs)
    assert.deepEqual(refusal?.basis, sakai.grounds.closed)
  })
})
