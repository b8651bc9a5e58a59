import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Basis } from '#law/basis.ts'
import { askingHouse } from '#law/house/acts.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { completeRequest } from '../../../../test/complete-request.ts'
import { at, officeOf, settingOf } from '../../../../test/given.ts'
import { notReady } from '../ready.ts'
import type { OpenRequest } from '../state.ts'
import { withinPurpose } from './ground.ts'

const atUs = at('2026-11-14 17:00')
const office = officeOf({ 髙橋: ['manager'] })
const refusedBy = (profile: Profile, request: OpenRequest): Basis | undefined =>
  notReady(settingOf(profile, office), request, request.acts, atUs)?.basis

test('写真付きの書類を求める根拠では、写真のない確認では足りない', () => {
  const whole = completeRequest(sakai, '要領11(1)(エ)', ['viewing'], atUs)
  const identified = { ...whole.identified!, photo: false }
  const [ground] = sakai.grounds.list.filter(({ code }) => code === whole.ground)
  assert.deepEqual(refusedBy(sakai, { ...whole, identified }), ground!.identity!.by)
})

test('緊急の扱いは、規程が挙げた根拠だけに及ぶ', () => {
  const whole = completeRequest(sakai, '要領11(1)(ア)', ['takeOut'], atUs)
  const urgent = { reason: '急ぐ', recognisedBy: '髙橋', permittedBy: '髙橋' }
  const everyPaper = sakai.grounds.list.map(ground => ({
    ...ground,
    papers: ground.papers.map(paper => ({ ...paper, urgencyWaives: true })),
  }))
  const lenient = { ...sakai, grounds: { ...sakai.grounds, list: everyPaper } }
  const papers = whole.papers.filter(({ paper }) => paper === 'application')
  assert.deepEqual(refusedBy(lenient, { ...whole, papers, urgent }), askingHouse.inquiryPaper)
})

test('終わりが始まりより前の範囲は、範囲にならない', () => {
  const whole = completeRequest(kai, '運用基準９（３）', ['viewing'], atUs)
  const [range] = whole.ranges
  const ranges = [{ ...range!, toMinute: range!.fromMinute }]
  assert.deepEqual(refusedBy(kai, { ...whole, ranges }), askingHouse.rangeNamed)
})

test('根拠が及ばない行為は、規程の黙っていることとして断る', () => {
  const list = kai.grounds.list.map(ground => ({ ...ground, acts: ['viewing'] as const }))
  const narrow = { ...kai, grounds: { ...kai.grounds, list } }
  const whole = completeRequest(narrow, '運用基準９（３）', ['takeOut'], atUs)
  assert.deepEqual(refusedBy(narrow, whole), kai.silence.by)
})

test('設置目的の達成に必要でなければ渡せない規程では、閲覧だけができる', () => {
  const answers = { related: { holds: true, facts: '防災の事務' } }
  const outside = { [withinPurpose]: { holds: true, facts: ' ' } }
  const copy = completeRequest(kawasaki, '指針4(1)', ['takeOut'], atUs)
  assert.deepEqual(
    refusedBy(kawasaki, { ...copy, answers: { ...answers, ...outside } }),
    kawasaki.copies.viewOnlyOutsidePurpose,
  )
  const look = completeRequest(kawasaki, '指針4(1)', ['viewing'], atUs)
  assert.equal(refusedBy(kawasaki, { ...look, answers }), undefined)
})

test('それだけでは何も言っていない理由は、理由にならない', () => {
  const whole = completeRequest(kai, '運用基準９（４）', ['viewing'], atUs)
  const general = { ...whole.answers, specially: { holds: true, facts: '児童のため。' } }
  assert.deepEqual(refusedBy(kai, { ...whole, answers: general }), askingHouse.facts)
})
