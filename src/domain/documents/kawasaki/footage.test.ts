import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { minuteOf, minuteUs } from '#civil/minute.ts'
import type { TakeOutFacts } from '#domain/take-out/making.ts'
import { takeOut } from '#domain/take-out/take-out.ts'
import type { TakeOutCommand } from '#domain/take-out/words.ts'
import { printedBasis } from '#law/basis.ts'
import { ruleInForce } from '#law/profile.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { dueUnder } from '#law/retention.ts'
import { approvedBy } from '../../../../test/approved.ts'
import { completeRequest } from '../../../../test/complete-request.ts'
import { at, given, happened, officeOf, refused } from '../../../../test/given.ts'

const atUs = at('2026-11-14 17:00')
const request = completeRequest(kawasaki, '指針4(1)', ['takeOut'], atUs)
const approved = approvedBy(['公園管理課長'], kawasaki, request, atUs)
const facts: TakeOutFacts = {
  profile: kawasaki,
  office: officeOf({ 公園管理課長: ['manager'], 髙橋: ['operator'] }),
  request,
  approval: approved,
  instruction: null,
  terminal: { id: 't1', enrolled: true, room: '公園管理課', checkedOut: true },
  limitUs: atUs + 7 * 24 * 60 * minuteUs,
}
const make = {
  type: 'MakeCopy',
  atUs,
  by: '髙橋',
  copy: '令和8年度 第0042号の1',
  session: 's1',
  what: 'footage',
  ranges: request.ranges,
  leadIn: false,
  derivation: null,
  medium: 'USB-0007',
  sha256: 'ab'.repeat(32),
  withinPurpose: true,
  witnesses: [],
  operatorSigned: true,
} as const satisfies TakeOutCommand

describe('KAWASAKI-6-1', () => {
  const redacted = { how: ['redacted'], replacesOriginal: false } as const

  test('指針6(1): 撮影時の状態の画像を、加工したもので置き換えることはできない', () => {
    const replaced = { ...make, derivation: { ...redacted, replacesOriginal: true } }
    refused(given(takeOut, facts).when(replaced), '指針6(1)により')
    happened(given(takeOut, facts).when(make), 'CopyMade')
  })

  test('内規: 加工した写しは、指針に定めがないので作らず、所管に尋ねる', () => {
    const refusal = refused(given(takeOut, facts).when({ ...make, derivation: redacted }), '内規')
    assert.match(refusal.next, /指針の所管課に尋ねてください/)
  })

  test('読み A45: 名前を重ねた表示は、保存する画像の加工ではない', () => {
    assert.equal(printedBasis(kawasaki.editing.rendition), '指針6(1)の読み方（A45）')
  })
})

describe('KAWASAKI-6-2', () => {
  test('内規: 立会いの定めがないので、作業する担当者が署名する。管理責任者の作業には要らない', () => {
    const unsigned = { ...make, operatorSigned: false }
    const refusal = refused(given(takeOut, facts).when(unsigned), '内規')
    assert.equal(refusal.basis, kawasaki.witnesses.without?.operatorSigns)
    happened(given(takeOut, facts).when({ ...unsigned, by: '公園管理課長' }), 'CopyMade')
  })
})

describe('KAWASAKI-6-5a', () => {
  const retention = {
    ...kawasaki.retention,
    rule: {
      kind: 'minimumNecessary',
      decided: {
        hours: 240,
        reason: '被害の届出がおおむね1週間以内にある',
        writtenIn: { manual: '第3版' },
        decidedBy: '管理責任者 川崎花子',
        decidedOn: '2026-04-01',
      },
    },
  } as const
  const captured = minuteOf(at('2026-11-01 10:00'))
  const due = dueUnder([ruleInForce({ ...kawasaki, retention }, 0)], captured)

  test('指針6(5): 定めた期間を経過した画像は、一分も残らない', () => {
    assert.equal(printedBasis(kawasaki.erasure.by), '指針6(5)により')
    assert.equal(due.goneByUs, at('2026-11-11 10:00'))
  })

  test('内規: 速やかにのめやすとして、期限の60秒前から消し始め、期限までに消し終える', () => {
    assert.equal(due.goneByUs - due.dueFromUs, minuteUs)
    assert.equal(printedBasis(kawasaki.retention.tolerance), '内規')
  })
})
