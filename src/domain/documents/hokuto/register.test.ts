import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dayUs } from '#civil/minute.ts'
import { complaint } from '#domain/complaint/complaint.ts'
import { dutiesAt } from '#domain/complaint/duties.ts'
import { correction } from '#domain/correction/correction.ts'
import { emptyOffice } from '#domain/office.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { refusePaperLine } from '#registers/paper-line.ts'
import { at, given, happened, refused } from '../../../../test/given.ts'

const atUs = at('2026-11-14 19:00')
const record = hokuto.registers.list.find(({ id }) => id === 'record')!
const cells = {
  heldAt: '令和8年11月14日19時0分',
  place: '市民課',
  organisation: '函館中央警察署',
  postAndName: '刑事第一課長 髙橋 山﨑',
  contact: '0138-00-0000',
  ground: '連れ去り未遂事件の捜査（第6条第1項第2号）',
  cameraPlace: '七重浜小 正門前',
  period: '令和8年11月14日15時42分から令和8年11月14日15時43分まで',
  conditions: '適正な管理など',
  witnesses: '市民課長、髙橋',
  endedAt: '',
  note: '',
}
const written = (more: Partial<typeof cells> = {}, of: 'viewing' | 'takeOut' = 'takeOut') =>
  refusePaperLine(hokuto, record, { of, cells: { ...cells, ...more } })
const refusedLine = (outcome: object | null, basis: string) => {
  assert.ok(outcome)
  return refused(outcome, basis)
}

describe('HOKUTO-F0', () => {
  test('第6条第2項: 別記様式と違う欄の行は書けない', () => {
    assert.equal(written(), null)
    const { note: _, ...short } = cells
    const line = { of: 'viewing', cells: short } as const
    refusedLine(refusePaperLine(hokuto, record, line), '第6条第2項により')
    const more = { of: 'viewing', cells: { ...cells, memo: '' } } as const
    refusedLine(refusePaperLine(hokuto, record, more), '第6条第2項により')
    assert.deepEqual(
      record.cells.map(({ name }) => name),
      [
        '提供・閲覧日時',
        '提供・閲覧場所',
        '所属機関',
        '職・氏名',
        '連絡先',
        '目的（根拠法令等）',
        '撮影場所',
        '撮影期間',
        '提供・閲覧の条件',
        '立会職員',
        '提供画像の消去',
        'その他事項',
      ],
    )
  })

  test('内規 A19: 職員の閲覧は、この様式に書かない', () => {
    refusedLine(refusePaperLine(hokuto, record, { of: 'internalViewing', cells }), '内規')
  })
})

describe('HOKUTO-F6', () => {
  test('別記様式: 目的（根拠法令等）が空いた行は書けない', () => {
    refusedLine(written({ ground: '　' }), '別記様式により')
  })
})

describe('HOKUTO-F8', () => {
  test('別記様式: 撮影期間を時間や日に丸めて書くことはできない', () => {
    for (const period of ['令和8年11月14日', '令和8年11月14日15時から16時まで']) {
      refusedLine(written({ period }), '別記様式により')
    }
  })
})

describe('HOKUTO-F9', () => {
  test('別記様式: 閲覧の行では条件の欄が空いてもよい', () => {
    assert.equal(written({ conditions: '' }, 'viewing'), null)
    refusedLine(written({ conditions: '' }), '別記様式により')
  })
})

describe('HOKUTO-6-2c', () => {
  const closedAtUs = at('2026-11-20 10:05')
  const line = {
    register: 'record',
    number: '令和8年度 第0042号の1',
    confirmedAtUs: closedAtUs,
    closedAtUs,
  }
  const standing = (more: Partial<typeof line> | { closedAtUs: null } = {}) =>
    given(correction, { profile: hokuto, office: emptyOffice, line: { ...line, ...more } })
  const by = '市民課長'

  test('第6条第2項: 5年を過ぎない記録は、廃棄も書き換えもできない', () => {
    const atUs = at('2030-01-01 00:00')
    refused(standing().when({ type: 'DisposeOfLine', atUs, by }), '第6条第2項により')
    const alter = { type: 'AlterLine', atUs, by, cells: { contact: '0138-11-1111' } } as const
    refused(standing().when(alter), '第6条第2項により')
    const late = { type: 'DisposeOfLine', atUs: at('2032-04-01 00:00'), by } as const
    happened(standing().when(late), 'LineDisposedOf')
  })

  test('読み A23: 閉じた年度の翌年度より早くから数えない', () => {
    const early = { type: 'DisposeOfLine', atUs: at('2032-03-31 23:59'), by } as const
    refused(standing().when(early), '第6条第2項の読み方（A23）')
  })

  test('第6条第2項: 写しの終わらない件は、年数を数え始めない', () => {
    const late = { type: 'DisposeOfLine', atUs: at('2040-04-01 00:00'), by } as const
    refused(standing({ closedAtUs: null }).when(late), '第6条第2項により')
  })

  test('内規: 年数を過ぎた記録を、理由なしに残し続けない', () => {
    const keep = {
      type: 'KeepLineLonger',
      atUs: at('2032-03-01 00:00'),
      by,
      untilUs: at('2033-04-01 00:00'),
      reason: ' ',
    } as const
    refused(standing().when(keep), '内規')
    happened(standing().when({ ...keep, reason: '訴訟が続いている' }), 'LineKeptLonger')
  })
})

describe('HOKUTO-8', () => {
  const setting = { profile: hokuto, office: emptyOffice }
  const received = {
    type: 'ReceiveComplaint',
    atUs,
    by: '市民課長',
    id: 'K-07',
    kind: 'complaint',
    from: '𠮷田',
    contact: '電話',
    camera: null,
    matter: '自宅が写っていないか',
  } as const
  const close = { type: 'CloseComplaint', atUs: atUs + dayUs, by: '市民課長' } as const

  test('第8条: 何も対応しないまま苦情を閉じない', () => {
    refused(given(complaint, setting, received).when(close), '第8条により')
  })

  test('内規 A41: 知らせる日と答える日を過ぎれば期限超過となる', () => {
    const { state } = given(complaint, setting, received)
    const due = Object.fromEntries(
      dutiesAt(state, setting).map(({ what, dueUs, basis }) => [what, { dueUs, kind: basis.kind }]),
    )
    assert.deepEqual(due, {
      acknowledgeComplaint: { dueUs: at('2026-11-18 00:00'), kind: 'houseRule' },
      answerComplaint: { dueUs: at('2026-11-29 00:00'), kind: 'houseRule' },
    })
  })
})
