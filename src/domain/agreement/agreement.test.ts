import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { isRefusal } from '#law/basis.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { at, given, happened, minuteAt, officeOf, refused, settingOf } from '../../../test/given.ts'
import { isOverdue } from '../duty.ts'
import { coversAll, type FootageRange } from '../footage-range.ts'
import { agreement } from './agreement.ts'
import { dutiesAt } from './duties.ts'
import { displacedAt } from './state.ts'
import type { AgreementCommand, LogEntry } from './words.ts'

const setting = settingOf(nishinari, officeOf({ 山﨑: ['manager'] }))
const by = '山﨑'
const atUs = at('2026-11-14 10:00')
const untilUs = at('2027-04-01 00:00')
const range = (from: string, to: string, camera = 'C1'): FootageRange => ({
  camera,
  fromMinute: minuteAt(`2026-11-13 ${from}`),
  toMinute: minuteAt(`2026-11-13 ${to}`),
})
const draft: Extract<AgreementCommand, { type: 'DraftAgreement' }> = {
  type: 'DraftAgreement',
  atUs,
  by,
  id: '協定1',
  with: '西成警察署',
  sha256: 'c'.repeat(64),
  clauses: ['properHandling', 'correction', 'notice'],
  displaces: ['第5条第2項', '第7条'],
  cameras: ['C1', 'C2'],
  hours: { fromMinute: 7 * 60, toMinute: 19 * 60 },
  fromUs: atUs,
  untilUs,
  maySuspend: false,
}
const activate: AgreementCommand = { type: 'ActivateAgreement', atUs, by }
const notice: Extract<AgreementCommand, { type: 'NoticeExtraction' }> = {
  type: 'NoticeExtraction',
  atUs,
  by,
  line: '令和8年度 第0012号',
  case: '通学路での声かけ',
  officer: '巡査部長 葛󠄀城',
  ranges: [range('15:40', '15:50')],
}
const extract: Extract<AgreementCommand, { type: 'Extract' }> = {
  type: 'Extract',
  atUs: atUs + 1,
  by,
  line: notice.line,
  ranges: [range('15:42', '15:43')],
}
const log: LogEntry = {
  id: 'L1',
  extractedAtUs: atUs + 1,
  officer: notice.officer,
  ranges: extract.ranges,
}
const active = () => given(agreement, setting, draft, activate)

describe('協定を始める', () => {
  test('第8条第1項: 西成警察署のほかとは結べない', () => {
    const start = given(agreement, setting)
    refused(start.when({ ...draft, with: '浪速警察署' }), '第8条第1項により')
  })
  test('協定の定めがない規程では、規程に定めがないこととして断る', () => {
    const association = settingOf(kai, officeOf({ 髙橋: ['chair'] }))
    refused(given(agreement, association).when(draft), '運用基準14により')
  })
  for (const [clause, basis] of [
    ['properHandling', '第8条第3項により'],
    ['correction', '第8条第4項により'],
    ['notice', '第8条第2項の読み方（A27）'],
  ] as const) {
    test(`${clause}の定めを欠く協定は始められない（${basis}）`, () => {
      const clauses = draft.clauses.filter(id => id !== clause)
      refused(given(agreement, setting, { ...draft, clauses }).when(activate), basis)
    })
  }
  test('読み A26: 第5条第2項と第7条のほかは、協定でも外せない', () => {
    const wide = { ...draft, displaces: ['第7条', '第6条'] }
    const { kind } = refused(
      given(agreement, setting, wide).when(activate),
      '第8条第1項の読み方（A26）',
    ).basis
    assert.equal(kind, 'reading')
  })
  test('外れるのは、効力のある間の、その相手だけ', () => {
    const { state } = active()
    assert.deepEqual(displacedAt(nishinari, state, '西成警察署', atUs), ['第5条第2項', '第7条'])
    assert.deepEqual(displacedAt(nishinari, state, '浪速警察署', atUs), [])
    assert.deepEqual(displacedAt(nishinari, state, '西成警察署', untilUs), [])
    assert.deepEqual(
      displacedAt(nishinari, given(agreement, setting, draft).state, '西成警察署', atUs),
      [],
    )
  })
})

describe('協定による抽出', () => {
  test('第8条第1項: 期間・カメラ・時間帯の外では使えない', () => {
    refused(active().when({ ...notice, atUs: untilUs }), '第8条第1項により')
    refused(given(agreement, setting, draft).when(notice), '第8条第1項により')
    refused(
      active().when({ ...notice, ranges: [range('15:40', '15:50', 'C9')] }),
      '第8条第1項により',
    )
    refused(active().when({ ...notice, ranges: [range('18:59', '19:01')] }), '第8条第1項により')
    happened(active().when({ ...notice, ranges: [range('18:59', '19:00')] }), 'ExtractionNoticed')
  })
  test('読み A27: 抽出の前に書いた台帳の行がなければ、抽出できない', () => {
    refused(active().when(extract), '第8条第2項の読み方（A27）')
    refused(active().when({ ...extract, line: null }), '第8条第2項の読み方（A27）')
  })
  test('読み A27: 連絡した件の範囲を超えて抽出できない', () => {
    const noticed = given(agreement, setting, draft, activate, notice)
    const wide = { ...extract, ranges: [range('15:40', '15:51')] }
    refused(noticed.when(wide), '第8条第2項の読み方（A27）')
    happened(noticed.when(extract), 'Extracted')
  })
  test('第8条第2項: 台帳の行がないまま提供できない', () => {
    const provide = {
      type: 'ProvideUnderAgreement',
      atUs,
      by,
      line: notice.line,
      to: '西成警察署',
    } as const
    refused(active().when(provide), '第8条第2項により')
    const noticed = given(agreement, setting, draft, activate, notice, extract)
    happened(noticed.when(provide), 'ProvidedUnderAgreement')
    refused(noticed.when({ ...provide, to: '浪速警察署' }), '第8条第1項により')
  })
  test('内規: 利用を止める定めがない協定では止められない', () => {
    const suspend = { type: 'SuspendAccess', atUs, by, reason: '是正が済まない' } as const
    refused(active().when(suspend), '内規')
    const agreed = given(agreement, setting, { ...draft, maySuspend: true }, activate, suspend)
    refused(agreed.when(notice), '内規')
  })
})

describe('記録との照合と是正', () => {
  const compare = (entries: readonly LogEntry[]): AgreementCommand => ({
    type: 'CompareLogs',
    atUs: atUs + 2,
    by,
    entries,
  })
  const demand = {
    type: 'DemandCorrection',
    atUs: atUs + 3,
    by,
    breach: 'L1',
    says: '抽出の前に連絡すること',
    dueUs: at('2026-12-14 00:00'),
  } as const
  const answer = { type: 'AnswerDemand', atUs: atUs + 4, by, breach: 'L1', says: '改めた' } as const
  const close = { type: 'CloseBreach', atUs: atUs + 5, by, breach: 'L1' } as const
  const suspected = () => given(agreement, setting, draft, activate, compare([log]))

  test('読み A27: 先に行のない抽出は、第7条第2項に反する疑いになる', () => {
    happened(active().when(compare([log])), 'LogsCompared', 'BreachSuspected')
    const noticed = given(agreement, setting, draft, activate, notice)
    happened(
      noticed.when(compare([{ ...log, extractedAtUs: atUs - 1 }])),
      'LogsCompared',
      'BreachSuspected',
    )
    happened(noticed.when(compare([log])), 'LogsCompared')
  })
  test('読み A27: 是正を求めず、答えも得ないまま、疑いを閉じられない', () => {
    refused(suspected().when(close), '第8条第2項の読み方（A27）')
    const demanded = given(agreement, setting, draft, activate, compare([log]), demand)
    refused(demanded.when(close), '第8条第2項の読み方（A27）')
    const answered = given(agreement, setting, draft, activate, compare([log]), demand, answer)
    happened(answered.when(close), 'BreachClosed')
  })
  test('内規 A27: 記録と合わない行は、わけを書くまで務めとして残る', () => {
    const compared = given(agreement, setting, draft, activate, notice, compare([]))
    const explain = { type: 'ExplainMismatch', atUs, by, line: notice.line, reason: '' } as const
    refused(compared.when(explain), '内規')
    assert.ok(dutiesAt(compared.state, setting).some(({ what }) => what === 'explainMismatch'))
    const explained = given(agreement, setting, draft, activate, notice, compare([]), {
      ...explain,
      reason: '抽出しなかったとの答え',
    })
    assert.ok(!dutiesAt(explained.state, setting).some(({ what }) => what === 'explainMismatch'))
  })
  test('内規: 警察署の専用パソコンの保管状況は、四半期ごとに尋ねる', () => {
    const duty = dutiesAt(active().state, setting).find(({ what }) => what === 'learnKeeping')
    assert.ok(duty)
    assert.equal(duty.basis.kind, 'houseRule')
    assert.equal(isOverdue(duty, at('2027-02-15 00:00')), false)
    assert.equal(isOverdue(duty, at('2027-02-15 00:01')), true)
    happened(
      given(agreement, setting, draft, activate).when({ ...notice, atUs: at('2027-03-01 10:00') }),
      'ExtractionNoticed',
    )
  })
})

test('どんな順でも、抽出と提供には、その前に書いた行がある', () => {
  const step = fc.constantFrom<AgreementCommand>(
    activate,
    notice,
    { ...notice, line: '第0013号', ranges: [range('08:00', '08:10', 'C2')] },
    extract,
    { ...extract, line: null },
    { ...extract, ranges: [range('08:01', '08:02', 'C2')] },
    { ...extract, line: '第0013号', ranges: [range('08:01', '08:02', 'C2')] },
    { ...extract, atUs: untilUs },
  )
  let extracted = 0
  fc.assert(
    fc.property(fc.array(step, { minLength: 8, maxLength: 20 }), tale => {
      let state = given(agreement, setting, draft).state
      for (const command of tale) {
        const outcome = agreement.decide(setting, state, command)
        if (isRefusal(outcome)) continue
        for (const event of outcome) {
          if (event.type !== 'Extracted') continue
          extracted += 1
          assert.ok(state.status === 'active' && event.atUs < untilUs)
          const line = state.notices.find(known => known.line === event.line)
          assert.ok(line && line.atUs <= event.atUs && coversAll(line.ranges, event.ranges))
        }
        state = outcome.reduce(agreement.evolve, state)
      }
    }),
    { numRuns: 200 },
  )
  assert.ok(extracted > 0)
})
