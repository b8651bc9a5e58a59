import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kai } from '#law/profiles/kai/profile.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { at, given, happened, officeOf, refused, settingOf } from '../../../test/given.ts'
import { isOverdue } from '../duty.ts'
import { dutiesAt } from './duties.ts'
import { report } from './report.ts'
import type { ReportCommand } from './words.ts'

const setting = settingOf(kawasaki, officeOf({ 山﨑: ['manager'] }))
const atUs = at('2026-11-14 10:00')
const by = '山﨑'
const owe: ReportCommand = {
  type: 'OweReport',
  atUs,
  by,
  id: 'R-1',
  report: 'council',
  of: 'C1',
  happenedAtUs: atUs,
}
const enter: ReportCommand = {
  type: 'EnterReport',
  atUs,
  by,
  entries: {
    place: '中原区役所 正面',
    number: '2台',
    purpose: '犯罪の防止',
    retention: '14日',
    manager: '総務課長',
  },
}
const send: ReportCommand = { type: 'SendReport', atUs, by, sha256: 'd'.repeat(64) }
const close: ReportCommand = { type: 'CloseReport', atUs, by }

test('内規 A36: 報告しないまま、務めを終えられない', () => {
  refused(given(report, setting, owe, enter).when(close), '内規')
  happened(given(report, setting, owe, enter, send).when(close), 'ReportClosed')
})
test('内規: 報告に書くことが一つでも空いていれば、送れない', () => {
  refused(given(report, setting, owe).when(send), '内規')
})
test('内規: 済んだ報告は書き足せない', () => {
  refused(given(report, setting, owe, enter, send, close).when(enter), '内規')
})
test('報告の根拠は、その報告を求める項のもの', () => {
  const second = { ...owe, report: 'councilIdentifying' } as const
  const [first, other] = [owe, second].map(command => {
    const tale = given(report, setting, command)
    const [duty] = dutiesAt(tale.state, setting)
    return [tale.events[0]?.basis.cite, duty?.basis.cite]
  })
  assert.deepEqual(first, ['指針4(1)', '指針4(1)'])
  assert.deepEqual(other, ['指針4(2)', '指針4(2)'])
})
test('報告の定めがない規程に、その報告はない', () => {
  const association = settingOf(kai, officeOf({ 髙橋: ['chair'] }))
  refused(given(report, association).when(owe), '運用基準14により')
})
test('内規 A36: 30日を過ぎると期限超過になり、送れば消える', () => {
  const duties = (...past: readonly ReportCommand[]) =>
    dutiesAt(given(report, setting, owe, ...past).state, setting)
  const [duty] = duties()
  assert.ok(duty)
  assert.equal(isOverdue(duty, at('2026-12-15 00:00')), false)
  assert.equal(isOverdue(duty, at('2026-12-15 00:01')), true)
  assert.deepEqual(duties(enter, send), [])
})
