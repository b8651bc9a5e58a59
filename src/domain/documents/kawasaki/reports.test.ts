import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isOverdue } from '#domain/duty.ts'
import { dutiesAt } from '#domain/report/duties.ts'
import { reportsAfter } from '#domain/report/owing.ts'
import { report } from '#domain/report/report.ts'
import type { ReportCommand } from '#domain/report/words.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { at, given, happened, officeOf, refused, settingOf } from '../../../../test/given.ts'

const atUs = at('2026-11-16 10:00')
const said = { atUs, by: '川崎' }
const setting = settingOf(kawasaki, officeOf({ 川崎: ['manager'] }))
const owe: Extract<ReportCommand, { type: 'OweReport' }> = {
  ...said,
  type: 'OweReport',
  id: 'R-1',
  report: 'council',
  of: '中原1',
  happenedAtUs: atUs,
}
const states = {
  place: '中原区役所 正面',
  number: '2台',
  purpose: '犯罪の防止',
  retention: '10日',
  manager: '総務課長',
}
const enter: ReportCommand = { ...said, type: 'EnterReport', entries: states }
const send: ReportCommand = { ...said, type: 'SendReport', sha256: 'ab'.repeat(32) }
const close: ReportCommand = { ...said, type: 'CloseReport' }

describe('KAWASAKI-4-1b', () => {
  test('指針4(1): 設置したときは、情報公開運営審議会に設置状況等を報告する', () => {
    const [owed, ...more] = reportsAfter(kawasaki, 'cameraFirstOn', '中原1', said)
    assert.ok(owed && more.length === 0)
    const [duty] = dutiesAt(given(report, setting, owed).state, setting)
    assert.ok(duty)
    assert.match(duty.says, /情報公開運営審議会/)
    assert.ok(duty.basis.kind === 'text')
    assert.equal(duty.basis.cite, '指針4(1)')
    happened(given(report, setting, owe, enter, send).when(close), 'ReportClosed')
  })

  test('内規: 場所・台数・目的・保存期間・管理責任者の一つでも空いた報告は出さない', () => {
    for (const id of Object.keys(states)) {
      const entries = { ...states, [id]: '　' }
      refused(given(report, setting, owe, { ...enter, entries }).when(send), '内規')
    }
  })

  test('内規 A36: 報告しないまま、務めを終えない', () => {
    refused(given(report, setting, owe).when(close), '内規')
    refused(given(report, setting, owe, enter).when(close), '内規')
  })

  test('内規 A36: 30日を過ぎれば期限超過とし、カメラは動かしておく', () => {
    const owed = given(report, setting, owe, enter)
    const [duty] = dutiesAt(owed.state, setting)
    assert.ok(duty)
    assert.equal(isOverdue(duty, at('2026-12-16 23:59')), false)
    assert.equal(isOverdue(duty, at('2026-12-17 00:01')), true)
    const late = { ...close, atUs: at('2027-01-20 09:00') }
    assert.match(refused(owed.when(late), '内規').next, /カメラは動かしておきます/)
  })
})

describe('KAWASAKI-4-2b', () => {
  test('指針4(2): 個人を識別する利用をするときは、もう一度報告する', () => {
    const [owed, ...more] = reportsAfter(kawasaki, 'identifyingUse', '第0042号の1', said)
    assert.ok(owed && more.length === 0)
    const [duty] = dutiesAt(given(report, setting, owed).state, setting)
    assert.ok(duty?.basis.kind === 'text')
    assert.equal(duty.basis.cite, '指針4(2)')
  })
})
