import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { agreement } from '#domain/agreement/agreement.ts'
import type { AgreementCommand } from '#domain/agreement/words.ts'
import { appendix } from '#domain/camera/appendix.ts'
import { complaint } from '#domain/complaint/complaint.ts'
import type { ComplaintCommand } from '#domain/complaint/words.ts'
import { correction } from '#domain/correction/correction.ts'
import type { CorrectionCommand } from '#domain/correction/words.ts'
import { fund } from '#domain/fund/fund.ts'
import type { FundCommand } from '#domain/fund/words.ts'
import { medium } from '#domain/medium/medium.ts'
import type { MediumCommand } from '#domain/medium/words.ts'
import type { Profile } from '#law/profile.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { at, given, minuteAt, officeOf, settingOf } from '../../test/given.ts'
import { agreementLines } from './agreement-lines.ts'
import type { Clerk } from './case-file.ts'
import { saysNow, standingLines } from './corrected-lines.ts'
import { fundLines } from './fund-lines.ts'
import { type Line, missingCells } from './line.ts'
import { mediumLine } from './media-lines.ts'
import { printedBook } from './printed-book.ts'
import { complaintLine } from './site-lines.ts'

const atUs = at('2026-11-14 19:00')
const by = '髙橋'
const clerk = (profile: Profile): Clerk => ({
  profile,
  nameOf: person => `${person} 一郎`,
  placeOf: camera => `${camera}の前`,
})
const bookOf = (profile: Profile, id: string) => {
  const register = profile.registers.list.find(known => known.id === id)
  assert.ok(register, id)
  return register
}
const texts = ({ cells }: Line): Readonly<Record<string, string>> =>
  Object.fromEntries(cells.map(({ id, text }) => [id, text]))
const neighbours = settingOf(kai, officeOf({ 髙橋: ['chair'] }))

describe('a line that was put right', () => {
  const book = bookOf(kai, 'complaintBook')
  const told: readonly ComplaintCommand[] = [
    {
      type: 'ReceiveComplaint',
      atUs,
      by,
      id: 'K-07',
      kind: 'complaint',
      from: '𠮷田',
      contact: null,
      camera: 'No.12',
      matter: '玄関が写る',
    },
    { type: 'AnswerComplaint', atUs, by, says: '写りません' },
    { type: 'CloseComplaint', atUs, by },
  ]
  const line = complaintLine(clerk(kai), book, given(complaint, neighbours, ...told).state)
  assert.ok(line)
  const correct = (cells: Readonly<Record<string, string>>): CorrectionCommand => ({
    type: 'CorrectLine',
    atUs: atUs + 1,
    by,
    cells,
    reason: '聞き違い',
  })
  const standing = (...commands: readonly CorrectionCommand[]) => {
    const { number, closedAtUs } = line
    const facts = {
      ...neighbours,
      line: { register: book.id, number, confirmedAtUs: atUs, closedAtUs },
    }
    return standingLines(clerk(kai), book, [line], given(correction, facts, ...commands).events)
  }

  test('stays legible, and each correction is a line that says only what it changes', () => {
    const lines = standing(correct({ from: '葛󠄀城' }), correct({ from: '𠮷野', matter: '庭が写る' }))
    assert.deepEqual(
      lines.map(({ number }) => number),
      ['K-07', 'K-07の訂正1', 'K-07の訂正2'],
    )
    assert.equal(texts(lines[0]!).from, '𠮷田')
    assert.equal(texts(lines[1]!).from, '葛󠄀城')
    assert.equal(texts(lines[1]!).matter, '')
    assert.equal(lines[2]?.corrects?.number, 'K-07')
    const { from, matter, reply } = saysNow(lines, 'K-07')
    assert.deepEqual([from, matter, reply], ['𠮷野', '庭が写る', '写りません'])
  })
  test('is disposed of with its corrections; numbers and dates stay', () => {
    const dispose: CorrectionCommand = { type: 'DisposeOfLine', atUs: at('2032-04-01 00:00'), by }
    const lines = standing(correct({ from: '葛󠄀城' }), dispose)
    assert.equal(lines.length, 2)
    for (const { cells, disposed } of lines) {
      assert.ok(disposed)
      assert.ok(cells.every(({ text }) => text === ''))
    }
    assert.deepEqual(saysNow(lines, 'K-07'), {})
  })
  test('is printed in the form’s order, number and last day beside it', () => {
    const printed = printedBook(book, standing(correct({ from: '葛󠄀城' })))
    assert.deepEqual(
      printed.heads.map(({ name }) => name),
      book.cells.map(({ name }) => name),
    )
    assert.deepEqual(
      printed.rows.map(({ margin }) => margin),
      [
        'K-07 保存期限 令和14年3月31日',
        'K-07の訂正1 訂正の理由: 聞き違い（髙橋 一郎） 保存期限 令和14年3月31日',
      ],
    )
  })
  test('is kept as long as people decided', () => {
    const untilUs = at('2034-04-01 00:00')
    const [kept] = standing({ type: 'KeepLineLonger', atUs, by, untilUs, reason: '係争中' })
    assert.equal(kept?.keptUntilUs, untilUs)
  })
})

test('NISHINARI-8-2: 協定による抽出の行は、抽出の前の連絡から始まる', () => {
  const ward = settingOf(nishinari, officeOf({ 山﨑: ['manager'] }))
  const ledger = bookOf(nishinari, 'imageLedger')
  const ranges = [
    {
      camera: 'C1',
      fromMinute: minuteAt('2026-11-13 15:40'),
      toMinute: minuteAt('2026-11-13 15:50'),
    },
  ]
  const commands: readonly AgreementCommand[] = [
    {
      type: 'DraftAgreement',
      atUs,
      by,
      id: '協定1',
      with: '西成警察署',
      sha256: 'c'.repeat(64),
      clauses: ['properHandling', 'correction', 'notice'],
      displaces: [],
      cameras: ['C1'],
      hours: null,
      fromUs: atUs,
      untilUs: atUs + 1e15,
      maySuspend: false,
    },
    { type: 'ActivateAgreement', atUs, by },
    {
      type: 'NoticeExtraction',
      atUs,
      by,
      line: '第0012号',
      case: '声かけ',
      officer: '巡査部長 葛󠄀城',
      ranges,
    },
  ]
  const lines = (...more: readonly AgreementCommand[]) =>
    agreementLines(clerk(nishinari), ledger, given(agreement, ward, ...commands, ...more).state)
  const [open] = lines()
  assert.ok(open)
  assert.equal(open.closedAtUs, null)
  assert.deepEqual(missingCells(ledger, open), [])
  const { purpose, legalBasis, cameraPlace, underAgreement } = texts(open)
  assert.deepEqual(
    [purpose, legalBasis, cameraPlace, underAgreement],
    ['声かけ', '第8条第1項', 'C1の前', '協定による'],
  )
  const provided = {
    type: 'ProvideUnderAgreement',
    atUs,
    by,
    line: '第0012号',
    to: '西成警察署',
  } as const
  assert.equal(lines(provided)[0]?.closedAtUs, atUs)
  assert.deepEqual(
    agreementLines(clerk(nishinari), bookOf(nishinari, 'complaintBook'), agreement.initial),
    [],
  )
})

test('the fund’s book: each movement with what is left after it', () => {
  const released = {
    id: '議決3',
    matter: { kind: 'spending', amountYen: 30_000, says: '修繕' },
    passedAtUs: atUs - 1,
    repealedAtUs: null,
    basis: kai.approval.by,
  } as const
  const setting = settingOf(kai, officeOf({ 髙橋: ['chair'] }, { resolutions: [released] }))
  const commands: readonly FundCommand[] = [
    { type: 'OpenFund', atUs, by, id: '積立金', yearlyYen: 50_000 },
    { type: 'Deposit', atUs, by, yen: 50_000, note: '' },
    { type: 'Spend', atUs, by, yen: 30_000, resolution: '議決3', says: '3号機の修繕' },
    { type: 'SkipYear', atUs: at('2027-05-01 00:00'), by, year: 2027, reason: '会費を減らした' },
  ]
  const { events } = given(fund, setting, ...commands)
  const lines = fundLines(clerk(kai), bookOf(kai, 'fundBook'), events)
  assert.deepEqual(
    lines.map(line => [line.number, texts(line).amount, texts(line).balance]),
    [
      ['令和8年度 第0001号', '積立 50000円', '50000円'],
      ['令和8年度 第0002号', '充当 30000円', '20000円'],
      ['令和9年度 第0001号', '積立なし', '20000円'],
    ],
  )
  assert.equal(texts(lines[1]!).approval, '議決3')
})

test('the book of media: open until a medium was destroyed by two', () => {
  const facts = { ...neighbours, appendix: appendix.initial }
  const register: MediumCommand = {
    type: 'RegisterMedium',
    atUs,
    by,
    medium: 'M-1',
    kind: 'card',
    serial: 'SN-7',
    place: '集会所の保管庫',
  }
  const commands: readonly MediumCommand[] = [
    { type: 'RetireMedium', atUs, by, reason: '古くなった' },
    { type: 'EraseMedium', atUs, by, how: '上書き' },
    {
      type: 'DestroyMedium',
      atUs: atUs + 1,
      by,
      method: '破砕',
      people: ['髙橋', '山﨑'],
      photo: 'e'.repeat(64),
    },
  ]
  const book = bookOf(kai, 'mediaBook')
  const line = (...more: readonly MediumCommand[]) =>
    mediumLine(clerk(kai), book, given(medium, facts, register, ...more).events)
  assert.equal(line()?.closedAtUs, null)
  assert.equal(texts(line()!).place, '集会所の保管庫')
  const ended = line(...commands)
  assert.equal(ended?.closedAtUs, atUs + 1)
  assert.equal(texts(ended!).how, '破砕（髙橋 一郎、山﨑 一郎）')
  assert.equal(mediumLine(clerk(kai), book, []), null)
})
