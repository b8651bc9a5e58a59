import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { minuteOf } from '#civil/minute.ts'
import { isRefusal, printedBasis } from '#law/basis.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import {
  at,
  given,
  happened,
  minuteAt,
  officeOf,
  refused,
  restsOn,
  settingOf,
} from '../../../test/given.ts'
import { isOverdue } from '../duty.ts'
import { dutiesAt } from './duties.ts'
import { hold, keeps } from './hold.ts'
import { period } from './period.ts'
import type { HoldCommand } from './words.ts'

const atUs = at('2026-11-14 17:00')
const said = { atUs, by: '髙橋' }
const setting = (profile: Profile) =>
  settingOf(profile, officeOf({ 髙橋: ['manager'], 山﨑: ['mayor'], 𠮷田: ['operator'] }))
const minutes = {
  fromMinute: minuteAt('2026-11-14 15:42'),
  toMinute: minuteAt('2026-11-14 15:52'),
}
type Begin = Extract<HoldCommand, { type: 'Hold' }>
const begin: Begin = {
  ...said,
  type: 'Hold',
  id: '延1',
  range: { camera: 'no12', ...minutes },
  needs: minutes,
  ground: '第6条第1項第2号',
  reason: '捜査関係事項照会 第12号のため',
  document: '函館中央署 照会書 令和8年11月13日 第12号',
  endsOn: '2027-01-31',
  goneByUs: at('2026-12-14 15:42'),
}
const when = (profile: Profile, more: Partial<Begin>) =>
  given(hold, setting(profile)).when({ ...begin, ...more })

describe('保存期間の延長', () => {
  test('役を持つ人が、根拠と文書と理由と終わりの日をそろえて延ばす', () => {
    const [held] = happened(when(hokuto, {}), 'Held')
    assert.ok(held?.type === 'Held')
    assert.equal(held.decidedBy, '管理責任者 髙橋')
    assert.equal(held.endsOnUs, at('2027-02-01 00:00'))
    assert.equal(held.reviewOnUs, at('2026-12-14 00:00'))
    refused(when(hokuto, { by: '𠮷田' }), '内規')
    refused(when(hokuto, { document: '' }), '第6条第1項第2号により')
    refused(when(hokuto, { ground: '念のため' }), '第6条第4項により')
    refused(when(hokuto, { endsOn: '' }), '内規')
    refused(when(hokuto, { goneByUs: atUs - 60_000_000 }), '第6条第4項により')
  })

  test('第6条第4項: 市長が認める延長は、市長だけが決める', () => {
    const finding = { ground: '市長が特に必要と認める場合', document: '' }
    refused(when(hokuto, finding), '第6条第4項により')
    happened(when(hokuto, { ...finding, by: '山﨑' }), 'Held')
  })

  test('内規: 理由に要る分より広くは延ばさない', () => {
    const wide = { camera: 'no12', fromMinute: minutes.fromMinute - 1, toMinute: minutes.toMinute }
    refused(when(hokuto, { range: wide }), '内規')
    const needs = { fromMinute: minutes.fromMinute - 60, toMinute: minutes.toMinute }
    happened(when(hokuto, { range: wide, needs }), 'Held')
  })

  test('延長の定めのない規程では、延ばすことも見直すこともない', () => {
    refused(when(kai, {}), '運用基準７（２）の読み方（A16）')
    const review = { ...said, type: 'ReviewHold', id: '延1', stillNeeded: 'まだ' } as const
    refused(given(hold, setting(kai)).when(review), '運用基準７（２）の読み方（A16）')
    assert.deepEqual(dutiesAt(hold.initial, setting(kai), atUs), [])
  })

  test('第5条第3項: 管理責任者だけが、特に必要と認めて延ばす', () => {
    const needed = { ground: '犯罪抑止等のため特に必要', document: '' }
    refused(when(nishinari, { ...needed, by: '𠮷田' }), '第5条第3項により')
    refused(when(nishinari, { ...needed, ground: '' }), '第5条第3項により')
    happened(when(nishinari, needed), 'Held')
  })

  test('内規: 30日ごとに見直し、終えるまで知らせ続ける', () => {
    const past = given(hold, setting(hokuto), begin)
    const [duty] = dutiesAt(past.state, setting(hokuto), atUs)
    assert.ok(duty)
    assert.ok(!isOverdue(duty, at('2026-12-13 23:59')))
    assert.ok(isOverdue(duty, at('2026-12-14 00:01')))
    const later = at('2026-12-14 09:00')
    const review = { ...said, atUs: later, type: 'ReviewHold', id: '延1' } as const
    refused(past.when({ ...review, stillNeeded: ' ' }), '内規')
    const reviewed = given(hold, setting(hokuto), begin, { ...review, stillNeeded: '公判中' })
    const [next] = dutiesAt(reviewed.state, setting(hokuto), later)
    assert.equal(next?.dueUs, at('2027-01-13 00:00'))
    const release = { ...said, type: 'ReleaseHold', id: '延1', reason: '用済み' } as const
    refused(past.when({ ...release, reason: '' }), '内規')
    refused(past.when({ ...release, id: '延9' }), '内規')
    const two = given(hold, setting(hokuto), begin, { ...begin, id: '延2' })
    happened(two.when({ ...release, id: '延2' }), 'HoldReleased')
    const ended = given(hold, setting(hokuto), begin, release)
    assert.deepEqual(dutiesAt(ended.state, setting(hokuto), later), [])
    refused(ended.when(release), '内規')
    refused(past.when(begin), '内規')
    assert.deepEqual(dutiesAt(past.state, setting(hokuto), at('2027-02-01 00:00')), [])
  })

  test('何を求められても、延長は必要な分の中にとどまり、終わりの日で終わる', () => {
    const near = fc.integer({ min: -20, max: 20 })
    const asked = fc.record({ from: near, length: fc.integer({ min: -5, max: 40 }) })
    const day = fc.constantFrom('2026-11-13', '2026-12-14', '2026-12-31', '2027-06-30', 'いつか')
    fc.assert(
      fc.property(asked, day, fc.boolean(), ({ from, length }, endsOn, again) => {
        const fromMinute = minutes.fromMinute + from
        const range = { camera: 'no12', fromMinute, toMinute: fromMinute + length }
        const past = given(hold, setting(hokuto), ...(again ? [begin] : []))
        const outcome = past.when({ ...begin, id: '延2', range, endsOn })
        restsOn(hokuto, outcome)
        if (isRefusal(outcome)) {
          assert.notEqual(outcome.next, '')
          return
        }
        const { holds } = outcome.reduce(hold.evolve, past.state)
        const held = holds.at(-1)
        assert.ok(held)
        assert.ok(minutes.fromMinute <= held.fromMinute && held.toMinute <= minutes.toMinute)
        assert.ok(held.fromMinute < held.toMinute && held.toMinute <= minuteOf(atUs) + 1)
        assert.ok(keeps(held, held.endsOnUs - 1) && !keeps(held, held.endsOnUs))
        assert.ok(held.endsOnUs > begin.goneByUs)
      }),
      { numRuns: 300 },
    )
  })
})

describe('人が決める保存期間', () => {
  const decide = {
    ...said,
    type: 'DecidePeriod',
    hours: 336,
    reason: '事故の届け出まで二週間かかる',
    manual: '第1版',
    circumstance: '',
    purpose: '',
    reviewOn: '2027-11-14',
  } as const

  test('指針6(4): 取扱マニュアルによる決定は読み、事情による決定はただし書に基づく', () => {
    const [event] = happened(given(period, setting(kawasaki)).when(decide), 'PeriodDecided')
    assert.deepEqual(event?.rule.kind === 'minimumNecessary' && event.rule.decided?.hours, 336)
    assert.ok(event && printedBasis(event.basis) === '指針5(3)の読み方（A6）')
    const other = given(period, setting(kawasaki)).when({ ...decide, by: '𠮷田' })
    assert.ok(isRefusal(other))
    const proviso = { ...decide, manual: '', circumstance: '工事', purpose: '施設の管理' }
    refused(given(period, setting(kawasaki)).when({ ...proviso, by: '𠮷田' }), '指針6(4)により')
    const [exception] = happened(given(period, setting(kawasaki)).when(proviso), 'PeriodDecided')
    assert.ok(exception && printedBasis(exception.basis) === '指針6(4)により')
    const { state } = given(period, setting(kawasaki), decide, { ...decide, hours: 168 })
    assert.equal(state.rules.length, 2)
  })

  test('期間の決まった規程では、だれも決められない', () => {
    refused(given(period, setting(kai)).when(decide), '運用基準７（２）により')
  })
})
