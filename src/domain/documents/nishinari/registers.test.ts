import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { agreement } from '#domain/agreement/agreement.ts'
import { approval } from '#domain/approval/approval.ts'
import { approvalOf } from '#domain/approval/state.ts'
import { takeOut } from '#domain/take-out/take-out.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { agreementLines } from '#registers/agreement-lines.ts'
import type { Clerk } from '#registers/case-file.ts'
import { caseLines } from '#registers/case-lines.ts'
import { type Line, missingCells } from '#registers/line.ts'
import { completeRequest } from '../../../../test/complete-request.ts'
import { at, given, happened, minuteAt, officeOf } from '../../../../test/given.ts'

const atUs = at('2026-11-16 14:00')
const ledger = nishinari.registers.list.find(({ id }) => id === 'imageLedger')!
const clerk: Clerk = {
  profile: nishinari,
  nameOf: person => person,
  placeOf: camera => `萩之茶屋 ${camera}`,
}
const textOf = (line: Line | undefined, id: string) =>
  line?.cells.find(cell => cell.id === id)?.text ?? ''

const whole = completeRequest(nishinari, '第6条第3号', ['takeOut'], atUs)
const request = { ...whole, purpose: '自転車の盗難を確かめる' }
const setting = {
  profile: nishinari,
  office: officeOf({ 髙橋: ['manager'], 葛󠄀城: ['operator'] }),
  request,
}
const decided = given(approval, setting, {
  type: 'DecideAsManager',
  atUs,
  by: '髙橋',
  grant: true,
  reasons: '',
}).state
const facts = {
  ...setting,
  approval: approvalOf(decided, 'takeOut'),
  instruction: { by: '髙橋', to: '葛󠄀城', atUs, request: request.id },
  terminal: { id: '専用パソコン1', enrolled: true, room: '市民協働課', checkedOut: true },
  limitUs: at('2026-11-24 00:00'),
}
const copy = given(
  takeOut,
  facts,
  {
    type: 'MakeCopy',
    atUs: at('2026-11-16 14:10'),
    by: '葛󠄀城',
    copy: '1',
    session: '1',
    what: 'footage',
    ranges: request.ranges,
    leadIn: false,
    derivation: { how: ['redacted'], replacesOriginal: false },
    medium: 'USB-0007',
    sha256: 'ab'.repeat(32),
    withinPurpose: true,
    witnesses: [],
    operatorSigned: true,
  },
  { type: 'WriteLine', atUs, by: '葛󠄀城', cells: { recipient: '𠮷田' } },
  { type: 'HandOver', atUs: at('2026-11-17 09:00'), by: '葛󠄀城', session: '1', to: '𠮷田' },
).state
const [line, ...others] = caseLines(clerk, ledger, {
  number: '令和8年度 第0042号',
  request,
  approval: decided,
  sessions: [],
  copies: [copy],
  tellings: [],
})

describe('NISHINARI-7-2a', () => {
  test('第7条第2項: 提供した画像に一行があり、書くべき欄が空いていない', () => {
    assert.deepEqual(others, [])
    assert.deepEqual(missingCells(ledger, line!), [])
    assert.deepEqual(
      line!.cells.map(({ name }) => name),
      ledger.cells.map(({ name }) => name),
    )
  })
})

describe('NISHINARI-F1', () => {
  test('読み A24: 利用目的は、求めに書かれたもの', () => {
    assert.equal(textOf(line, 'purpose'), '自転車の盗難を確かめる')
  })
})

describe('NISHINARI-F2', () => {
  test('読み A24: 根拠法令等は第6条の号で、利用目的とは別の欄', () => {
    assert.match(textOf(line, 'legalBasis'), /^第6条第3号/)
    assert.doesNotMatch(textOf(line, 'legalBasis'), /自転車/)
  })
})

describe('NISHINARI-F3', () => {
  test('読み A24: 設置場所は一覧にあるとおり', () => {
    assert.equal(textOf(line, 'cameraPlace'), '萩之茶屋 no12')
  })
})

describe('NISHINARI-F4', () => {
  test('読み A24: 画像の日時は、写しに入れた分', () => {
    assert.match(textOf(line, 'imageTime'), /^令和8年11月16日12時50分から.*13時0分まで$/)
  })
})

describe('NISHINARI-F5', () => {
  test('読み A24: 承認した人と時、抽出した人と時、提供先と日、媒体が、起きたとおりに入る', () => {
    assert.match(textOf(line, 'approval'), /令和8年11月16日14時0分.*髙橋/)
    assert.match(textOf(line, 'extractedAt'), /11月16日14時10分/)
    assert.equal(textOf(line, 'operator'), '葛󠄀城')
    assert.equal(textOf(line, 'recipient'), '𠮷田')
    assert.match(textOf(line, 'handedOverAt'), /11月17日9時0分/)
    assert.equal(textOf(line, 'medium'), 'USB-0007')
    assert.equal(textOf(line, 'underAgreement'), '協定によらない')
  })
})

describe('NISHINARI-8-2', () => {
  const said = { atUs, by: '髙橋' }
  const ranges = [
    {
      camera: 'no12',
      fromMinute: minuteAt('2026-11-15 15:40'),
      toMinute: minuteAt('2026-11-15 15:50'),
    },
  ]
  const agreed = given(
    agreement,
    setting,
    {
      ...said,
      type: 'DraftAgreement',
      id: '協定1',
      with: '西成警察署',
      sha256: 'c'.repeat(64),
      clauses: ['properHandling', 'correction', 'notice'],
      displaces: ['第5条第2項', '第7条'],
      cameras: ['no12'],
      hours: null,
      fromUs: atUs,
      untilUs: at('2027-04-01 00:00'),
      maySuspend: false,
    },
    { ...said, type: 'ActivateAgreement' },
    {
      ...said,
      type: 'NoticeExtraction',
      line: '令和8年度 第0012号',
      case: '通学路での声かけ',
      officer: '巡査部長 山﨑',
      ranges,
    },
  )
  const provided = {
    ...said,
    type: 'ProvideUnderAgreement',
    line: '令和8年度 第0012号',
    to: '西成警察署',
  } as const

  test('第8条第2項: 協定による抽出も、先に画像管理台帳の行が開く', () => {
    const [open] = agreementLines(clerk, ledger, agreed.state)
    assert.equal(open?.number, '令和8年度 第0012号')
    assert.deepEqual(missingCells(ledger, open!), [])
    assert.equal(textOf(open, 'purpose'), '通学路での声かけ')
    assert.equal(textOf(open, 'underAgreement'), '協定による')
    assert.equal(open?.cells.find(({ id }) => id === 'extractedAt')?.state, 'open')
    assert.equal(open?.closedAtUs, null)
    const [event] = happened(agreed.when(provided), 'ProvidedUnderAgreement')
    const state = agreement.evolve(agreed.state, event!)
    const [closed] = agreementLines(clerk, ledger, state)
    assert.equal(closed?.closedAtUs, atUs)
    assert.match(textOf(closed, 'handedOverAt'), /11月16日14時0分/)
  })
})
