import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { agreement } from '#domain/agreement/agreement.ts'
import { dutiesAt } from '#domain/agreement/duties.ts'
import { displacedAt } from '#domain/agreement/state.ts'
import type { AgreementCommand, LogEntry } from '#domain/agreement/words.ts'
import { isOverdue } from '#domain/duty.ts'
import { printedBasis } from '#law/basis.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { at, given, happened, minuteAt, officeOf, refused } from '../../../../test/given.ts'

const setting = { profile: nishinari, office: officeOf({ 髙橋: ['manager'] }) }
const said = { atUs: at('2026-11-16 10:00'), by: '髙橋' }
const untilUs = at('2027-04-01 00:00')
const range = (from: string, to: string, camera = 'no12') => ({
  camera,
  fromMinute: minuteAt(`2026-11-15 ${from}`),
  toMinute: minuteAt(`2026-11-15 ${to}`),
})
const draft: Extract<AgreementCommand, { type: 'DraftAgreement' }> = {
  ...said,
  type: 'DraftAgreement',
  id: '協定1',
  with: '西成警察署',
  sha256: 'c'.repeat(64),
  clauses: ['properHandling', 'correction', 'notice'],
  displaces: ['第5条第2項', '第7条'],
  cameras: ['no12', 'no13'],
  hours: { fromMinute: 7 * 60, toMinute: 19 * 60 },
  fromUs: said.atUs,
  untilUs,
  maySuspend: false,
}
const activate: AgreementCommand = { ...said, type: 'ActivateAgreement' }
const notice: Extract<AgreementCommand, { type: 'NoticeExtraction' }> = {
  ...said,
  type: 'NoticeExtraction',
  line: '令和8年度 第0012号',
  case: '通学路での声かけ',
  officer: '巡査部長 山﨑',
  ranges: [range('15:40', '15:50')],
}
const extract: Extract<AgreementCommand, { type: 'Extract' }> = {
  type: 'Extract',
  by: '巡査部長 山﨑',
  atUs: said.atUs + 1,
  line: notice.line,
  ranges: [range('15:42', '15:43')],
}
const provide: Extract<AgreementCommand, { type: 'ProvideUnderAgreement' }> = {
  ...said,
  type: 'ProvideUnderAgreement',
  line: notice.line,
  to: '西成警察署',
}
const log: LogEntry = {
  id: 'L1',
  extractedAtUs: said.atUs + 1,
  officer: notice.officer,
  ranges: extract.ranges,
}
const compare = (...entries: readonly LogEntry[]): AgreementCommand => ({
  ...said,
  type: 'CompareLogs',
  entries,
})
const active = given(agreement, setting, draft, activate)
const noticed = given(agreement, setting, draft, activate, notice)
const activating = (changes: Partial<typeof draft>) =>
  given(agreement, setting, { ...draft, ...changes }).when(activate)

describe('NISHINARI-8-1', () => {
  test('第8条第1項: 西成警察署のほか、期間の後、対象でないカメラ・時間帯には使えない', () => {
    const other = given(agreement, setting).when({ ...draft, with: '浪速警察署' })
    refused(other, '第8条第1項により')
    refused(active.when({ ...notice, atUs: untilUs }), '第8条第1項により')
    refused(
      active.when({ ...notice, ranges: [range('15:40', '15:50', 'no99')] }),
      '第8条第1項により',
    )
    refused(active.when({ ...notice, ranges: [range('18:50', '19:10')] }), '第8条第1項により')
    refused(noticed.when({ ...provide, to: '浪速警察署' }), '第8条第1項により')
  })

  test('読み A26: 第5条第2項と第7条のほかは、協定でも外せない', () => {
    for (const cite of ['第6条', '第5条第3項', '第5条第5項']) {
      refused(activating({ displaces: ['第7条', cite] }), '第8条第1項の読み方（A26）')
    }
    const { state } = active
    assert.deepEqual(displacedAt(nishinari, state, '西成警察署', said.atUs), draft.displaces)
    assert.deepEqual(displacedAt(nishinari, state, '浪速警察署', said.atUs), [])
    assert.deepEqual(displacedAt(nishinari, state, '西成警察署', untilUs), [])
  })
})

describe('NISHINARI-8-2', () => {
  test('第8条第2項: 先に書いた画像管理台帳の行がなければ、協定によっても提供しない', () => {
    refused(active.when(provide), '第8条第2項により')
    refused(noticed.when({ ...provide, line: null }), '第8条第2項により')
    happened(noticed.when(provide), 'ProvidedUnderAgreement')
  })

  test('読み A27: 抽出の前に連絡を受けて書いた行がなければ、抽出できない', () => {
    refused(active.when(extract), '第8条第2項の読み方（A27）')
    refused(noticed.when({ ...extract, line: null }), '第8条第2項の読み方（A27）')
    happened(noticed.when(extract), 'Extracted')
  })

  test('読み A27: 連絡した件を超えて抽出できない', () => {
    const wider = { ...extract, ranges: [range('15:40', '15:51')] }
    refused(noticed.when(wider), '第8条第2項の読み方（A27）')
    const other = { ...extract, ranges: [range('15:42', '15:43', 'no13')] }
    refused(noticed.when(other), '第8条第2項の読み方（A27）')
  })

  test('読み A27: 疑いは、是正を求めて答えを得るまで閉じられない', () => {
    const suspected = given(agreement, setting, draft, activate, compare(log))
    const close: AgreementCommand = { ...said, type: 'CloseBreach', breach: 'L1' }
    refused(suspected.when(close), '第8条第2項の読み方（A27）')
    const demand: AgreementCommand = {
      ...said,
      type: 'DemandCorrection',
      breach: 'L1',
      says: '抽出の前に連絡すること',
      dueUs: at('2026-11-30 17:00'),
    }
    const demanded = given(agreement, setting, draft, activate, compare(log), demand)
    refused(demanded.when(close), '第8条第2項の読み方（A27）')
    const answer: AgreementCommand = { ...said, type: 'AnswerDemand', breach: 'L1', says: '改めた' }
    const past = [draft, activate, compare(log), demand, answer] as const
    happened(given(agreement, setting, ...past).when(close), 'BreachClosed')
  })

  test('読み A27: 記録にあって台帳に先の行がない抽出を、疑いとして残す', () => {
    const { state } = given(agreement, setting, draft, activate, compare(log))
    const [duty] = dutiesAt(state, setting)
    assert.equal(duty?.what, 'demandCorrection')
    assert.equal(printedBasis(duty!.basis), '第8条第2項の読み方（A27）')
    happened(noticed.when(compare(log)), 'LogsCompared')
  })
})

describe('NISHINARI-8-3', () => {
  test('第8条第3項: 適正な取扱いの定めのない協定は始められない', () => {
    refused(activating({ clauses: ['correction', 'notice'] }), '第8条第3項により')
    happened(activating({}), 'AgreementActivated')
  })

  test('読み A27: 抽出前の連絡の定めのない協定は始められない', () => {
    refused(activating({ clauses: ['properHandling', 'correction'] }), '第8条第2項の読み方（A27）')
  })
})

describe('NISHINARI-8-4', () => {
  test('第8条第4項: 是正措置を求める定めのない協定は始められない', () => {
    refused(activating({ clauses: ['properHandling', 'notice'] }), '第8条第4項により')
  })

  test('第8条第4項: 求める是正の内容を書かずには求められない', () => {
    const demand: AgreementCommand = {
      ...said,
      type: 'DemandCorrection',
      breach: 'L1',
      says: '　',
      dueUs: untilUs,
    }
    const suspected = given(agreement, setting, draft, activate, compare(log))
    refused(suspected.when(demand), '第8条第4項により')
  })

  test('内規 A27: 台帳と記録が合わないままにしない', () => {
    const differs = given(agreement, setting, draft, activate, notice, compare())
    const [duty] = dutiesAt(differs.state, setting)
    assert.equal(duty?.what, 'explainMismatch')
    assert.equal(printedBasis(duty!.basis), '内規')
    const silent: AgreementCommand = {
      ...said,
      type: 'ExplainMismatch',
      line: notice.line,
      reason: '',
    }
    refused(differs.when(silent), '内規')
  })

  test('内規 A27: 協定に定めがなければ、利用を止めない', () => {
    const suspend: AgreementCommand = { ...said, type: 'SuspendAccess', reason: '疑いがある' }
    refused(active.when(suspend), '内規')
    const agreed = given(agreement, setting, { ...draft, maySuspend: true }, activate)
    happened(agreed.when(suspend), 'AccessSuspended')
  })
})

describe('NISHINARI-12-2', () => {
  test('第12条第2項: 警察署の専用パソコンの保管状況を尋ねて残す', () => {
    const learn: AgreementCommand = { ...said, type: 'LearnKeeping', says: '鍵のかかる保管庫' }
    const [event] = happened(active.when(learn), 'KeepingLearned')
    assert.equal(printedBasis(event!.basis), '第12条第2項により')
  })

  test('内規: 四半期を過ぎて尋ねていないままにせず、期限超過として示す', () => {
    const [duty] = dutiesAt(active.state, setting)
    assert.equal(duty?.what, 'learnKeeping')
    assert.equal(printedBasis(duty!.basis), '内規')
    assert.ok(!isOverdue(duty!, at('2027-02-17 00:00')))
    assert.ok(isOverdue(duty!, at('2027-02-17 00:01')))
  })
})
