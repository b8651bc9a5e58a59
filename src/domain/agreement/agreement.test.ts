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
  test('第8条第1項: いくつもの範囲のうち一つでも対象の外なら、使えない', () => {
    const inside = range('15:40', '15:50')
    refused(
      active().when({ ...notice, ranges: [inside, range('15:40', '15:50', 'C9')] }),
      '第8条第1項により',
    )
    refused(active().when({ ...notice, ranges: [range('06:59', '07:10')] }), '第8条第1項により')
    happened(active().when({ ...notice, ranges: [range('07:00', '07:10')] }), 'ExtractionNoticed')
  })
  test('第8条第2項: 範囲のない連絡や、空の範囲の連絡では、行にならない', () => {
    refused(active().when({ ...notice, ranges: [] }), '第8条第2項により')
    const empty = range('15:40', '15:40')
    refused(
      active().when({ ...notice, ranges: [range('15:40', '15:50'), empty] }),
      '第8条第2項により',
    )
  })
  test('内規: 同じ番号の行は二つ書けず、別の番号なら書ける', () => {
    const noticed = given(agreement, setting, draft, activate, notice)
    refused(noticed.when(notice), '内規')
    happened(noticed.when({ ...notice, line: '令和8年度 第0013号' }), 'ExtractionNoticed')
  })
  test('読み A27: どの範囲かを言わない抽出は、行の範囲の中とはいえない', () => {
    const noticed = given(agreement, setting, draft, activate, notice)
    refused(noticed.when({ ...extract, ranges: [] }), '第8条第2項の読み方（A27）')
    const compare = { type: 'CompareLogs', atUs, by, entries: [{ ...log, ranges: [] }] } as const
    happened(noticed.when(compare), 'LogsCompared', 'BreachSuspected')
  })
  test('読み A27: 別の件の行では、その範囲を抽出できない', () => {
    const other = { ...notice, line: '別件', ranges: [range('08:00', '08:10', 'C2')] }
    const noticed = given(agreement, setting, draft, activate, notice, other)
    const wrong = refused(noticed.when({ ...extract, line: '別件' }), '第8条第2項の読み方（A27）')
    assert.match(wrong.refused, /超えて/)
    const none = refused(noticed.when({ ...extract, line: '別の行' }), '第8条第2項の読み方（A27）')
    assert.match(none.refused, /台帳の行がありません/)
    happened(noticed.when({ ...extract, atUs }), 'Extracted')
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
  test('同じ記録を二度見比べても、疑いは一つ', () => {
    happened(suspected().when(compare([log])), 'LogsCompared')
    const both = compare([log, { ...log, id: 'L2' }])
    happened(suspected().when(both), 'LogsCompared', 'BreachSuspected')
  })
  test('閉じた疑いや、ない疑いには、もう是正を求められない', () => {
    const done = given(agreement, setting, draft, activate, compare([log]), demand, answer, close)
    refused(done.when(demand), '内規')
    refused(suspected().when({ ...demand, breach: 'L9' }), '内規')
    refused(suspected().when(answer), '内規')
  })
  test('是正の務めは、求める・答えを待つ・閉じる、と進む', () => {
    const nexts = (...past: readonly AgreementCommand[]) =>
      dutiesAt(given(agreement, setting, draft, activate, compare([log]), ...past).state, setting)
        .filter(({ what }) => what !== 'learnKeeping')
        .map(({ what, next, dueUs }) => [what, next.slice(0, 2), dueUs])
    assert.deepEqual(nexts(), [['demandCorrection', '台帳', log.extractedAtUs]])
    assert.deepEqual(nexts(demand), [['closeBreach', '答え', demand.dueUs]])
    assert.deepEqual(nexts(demand, answer), [['closeBreach', '確か', demand.dueUs]])
    assert.deepEqual(nexts(demand, answer, close), [])
  })
  test('始まっていない協定と終わった協定には、保管状況を尋ねる務めがない', () => {
    assert.deepEqual(dutiesAt(given(agreement, setting, draft).state, setting), [])
    const ended = given(agreement, setting, draft, activate, { type: 'EndAgreement', atUs, by })
    assert.deepEqual(dutiesAt(ended.state, setting), [])
    refused(ended.when(notice), '第8条第1項により')
  })
  test('行に当たる抽出は、行より後の、その範囲を含むもの', () => {
    const noticed = (entries: readonly LogEntry[]) =>
      happened(
        given(agreement, setting, draft, activate, notice).when(compare(entries)),
        'LogsCompared',
        ...(entries.some(({ id }) => id === 'L8') ? (['BreachSuspected'] as const) : []),
      )[0]
    const unmatched = (...entries: readonly LogEntry[]) => {
      const event = noticed(entries)
      assert.ok(event?.type === 'LogsCompared')
      return event.unmatched
    }
    assert.deepEqual(unmatched({ ...log, extractedAtUs: atUs }), [])
    assert.deepEqual(unmatched({ ...log, id: 'L8', extractedAtUs: atUs - 1 }), [notice.line])
    assert.deepEqual(unmatched(), [notice.line])
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
