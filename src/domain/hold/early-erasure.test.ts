import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { isRefusal } from '#law/basis.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { at, happened, minuteAt, officeOf, refused } from '../../../test/given.ts'
import { decideEarlyErasure, type EraseEarly } from './early-erasure.ts'

const atUs = at('2026-11-14 17:00')
const fromMinute = minuteAt('2026-11-14 10:00')
const range = { camera: 'no12', fromMinute, toMinute: fromMinute + 10 }
const erase: EraseEarly = {
  type: 'EraseEarly',
  atUs,
  by: '髙橋',
  range,
  deciders: ['髙橋', '山﨑'],
  reason: '工事で室内が写った',
}
const office = officeOf({ 髙橋: ['manager', 'chair'], 山﨑: ['operator', 'member'] })
const decided = (
  profile: Profile,
  command: Partial<EraseEarly> = {},
  wanted: readonly (typeof range)[] = [],
) => decideEarlyErasure({ profile, office, wanted }, { ...erase, ...command })

describe('期限前の消去', () => {
  test('期間の定めなら、だれが決めても早くは消さない', () => {
    refused(decided(nishinari), '第5条第3項により')
    refused(decided(sakai), '要領10(3)により')
  })

  test('内規: 上限の定めなら、二人が理由を残して決める', () => {
    for (const profile of [kai, hokuto, kawasaki]) {
      refused(decided(profile, { deciders: ['髙橋'] }), '内規')
      refused(decided(profile, { deciders: ['髙橋', '髙橋'] }), '内規')
      refused(decided(profile, { deciders: ['髙橋', '部外者'] }), '内規')
      refused(decided(profile, { reason: '　' }), '内規')
      refused(decided(profile, { range: { ...range, toMinute: fromMinute } }), '内規')
      happened(decided(profile), 'EarlyErasureDecided')
    }
  })

  test('内規: 求めのある画像は、一分も消さない', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30, max: 30 }), fc.integer({ min: 1, max: 30 }), (from, n) => {
        const wanted = { ...range, fromMinute: fromMinute + from, toMinute: fromMinute + from + n }
        const apart = from >= 10 || from + n <= 0
        assert.equal(isRefusal(decided(kai, {}, [wanted])), !apart)
        assert.ok(!isRefusal(decided(kai, {}, [{ ...wanted, camera: 'no13' }])))
      }),
      { numRuns: 200 },
    )
  })
})
