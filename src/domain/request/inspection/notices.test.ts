import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { completeRequest } from '../../../../test/complete-request.ts'
import { at, settingOf } from '../../../../test/given.ts'
import { emptyOffice } from '../../office.ts'
import { notReady } from '../ready.ts'
import { inspect } from './inspection.ts'

const atUs = at('2026-11-14 17:00')
const noticed = (profile: Profile, code: string, person: string | null, nowUs = atUs) => {
  const setting = settingOf(profile, emptyOffice)
  const whole = completeRequest(profile, code, ['viewing'], atUs)
  const request = { ...whole, requester: { ...whole.requester, person } }
  assert.equal(notReady(setting, request, ['viewing'], atUs), null)
  return inspect(setting, request, ['viewing'], nowUs)
    .filter(({ found }) => found === 'notice')
    .map(({ says }) => says)
}

test('いつ消えるか、だれが立ち会うかを知らせ、どれも止めない', () => {
  assert.deepEqual(noticed(kai, '運用基準９（３）', null), [
    '求められた画像は令和8年11月21日15時50分から消えていきます。求めがあっても延びません',
    '委員2名以上の立会いが要ります',
  ])
  assert.deepEqual(noticed(hokuto, '第6条第1項第2号', null), [
    '求められた画像は令和8年12月14日15時50分から消えていきます。求めがあっても延びません',
    '関係職員2名以上の立会いが要ります',
  ])
})

test('期間が過ぎていれば、消えていくではなく、消えていると知らせる', () => {
  assert.deepEqual(noticed(kai, '運用基準９（３）', null, at('2026-11-21 15:50')).slice(0, 1), [
    '求められた画像は令和8年11月21日15時50分から消えています。延長されていたもののほかは、もう見られません',
  ])
})

test('求めたのが委員なら、本人は立ち会えないと知らせる', () => {
  assert.ok(noticed(kai, '運用基準９（３）', '髙橋').includes('求めた本人は立ち会えません'))
})

test('期間を人が決める規程では、決まるまで消える日を言わない', () => {
  assert.deepEqual(noticed(kawasaki, '指針4(1)', null), [])
})
