import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { approval } from '#domain/approval/approval.ts'
import type { ApprovalCommand } from '#domain/approval/words.ts'
import type { OpenRequest } from '#domain/request/state.ts'
import type { TakeOutFacts } from '#domain/take-out/making.ts'
import { takeOut } from '#domain/take-out/take-out.ts'
import type { TakeOutCommand } from '#domain/take-out/words.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import { approvedBy } from '../../../../test/approved.ts'
import { completeRequest } from '../../../../test/complete-request.ts'
import { at, given, happened, officeOf, refused, settingOf } from '../../../../test/given.ts'

const atUs = at('2026-11-16 14:00')
const setting = settingOf(kawasaki, officeOf({ 川崎: ['manager'], 葛󠄀城: ['operator'] }))
const decide: ApprovalCommand = {
  type: 'DecideAsManager',
  atUs,
  by: '川崎',
  grant: true,
  reasons: '',
  use: '庁舎の防犯',
}
const asked = (...acts: readonly Act[]): OpenRequest =>
  completeRequest(kawasaki, '指針4(1)', acts, atUs)
const decided = (request: OpenRequest) => given(approval, { ...setting, request }).when(decide)
const answered = (request: OpenRequest, id: string, holds: boolean, facts: string) => ({
  ...request,
  answers: { ...request.answers, [id]: { holds, facts } },
})

describe('KAWASAKI-4-1a', () => {
  test('指針4(1): 正当な行政執行に関連のない提供はしない', () => {
    for (const act of ['viewing', 'takeOut'] as const) {
      const unrelated = answered(asked(act), 'related', false, '近所のもめごと')
      refused(decided(unrelated), '指針4(1)により')
      refused(decided({ ...asked(act), ground: null }), '指針4(1)により')
      happened(decided(asked(act)), 'Approved')
    }
  })

  test('指針4(1): 利用目的の範囲を超えて、職員が見ることはできない', () => {
    const look = { ...asked('viewing'), internal: true, ground: null }
    refused(decided(answered(look, 'withinPurpose', false, '職員の出勤時刻')), '指針4(1)により')
    happened(decided(look), 'Approved')
  })

  test('内規 A34: 事務の名・根拠の法令・理由を書かずに、関連があるとしない', () => {
    const whole = asked('viewing')
    refused(decided(answered(whole, 'related', true, '　')), '内規')
    for (const id of ['duty', 'law']) {
      refused(decided({ ...whole, entries: { ...whole.entries, [id]: '' } }), '内規')
    }
  })

  test('内規: 提供の求めは、開示請求と呼ばずに書面にする', () => {
    const refusal = refused(decided({ ...asked('viewing'), papers: [] }), '内規')
    assert.equal(refusal.refused, '書面による提供の求めがありません')
  })

  test('内規: 求めた本人は、その求めを自分で認められない', () => {
    const whole = asked('viewing')
    const own = { ...whole, requester: { ...whole.requester, person: '川崎' } }
    refused(decided(own), '内規')
  })

  test('内規: 令状の扱いは指針に定めがないので、所管に確かめる', () => {
    const sign = { type: 'SignWarrant', atUs, by: '川崎', signers: ['川崎', '葛󠄀城'] } as const
    const refusal = refused(
      given(approval, { ...setting, request: asked('takeOut') }).when(sign),
      '内規',
    )
    assert.ok(refusal.basis.kind === 'houseRule')
    assert.match(refusal.basis.rule, /令状/)
    assert.match(refusal.next, /指針の所管課/)
  })

  test('読み A47: 提供が認められるときも、設置目的のほかの写しは渡さない', () => {
    const outside = answered(asked('takeOut'), 'withinPurpose', false, '道路の交通量の調べ')
    refused(decided(outside), '指針6(2)の読み方（A47）')
    const look = answered(asked('viewing'), 'withinPurpose', false, '道路の交通量の調べ')
    happened(decided(look), 'Approved')
  })
})

const request = asked('takeOut')
const approved = approvedBy(['川崎'], kawasaki, request, atUs)
const facts: TakeOutFacts = {
  ...setting,
  request,
  approval: approved,
  instruction: null,
  terminal: { id: '端末1', enrolled: true, room: '庁舎管理課', checkedOut: false },
  limitUs: at('2026-11-26 14:00'),
}
const make: Extract<TakeOutCommand, { type: 'MakeCopy' }> = {
  type: 'MakeCopy',
  atUs,
  by: '葛󠄀城',
  copy: '第0042号の1',
  session: '1',
  what: 'footage',
  ranges: request.ranges,
  leadIn: false,
  derivation: null,
  medium: 'M-07',
  sha256: 'ab'.repeat(32),
  withinPurpose: true,
  witnesses: [],
  operatorSigned: true,
}
const making = (command: Partial<typeof make>, changes: Partial<TakeOutFacts> = {}) =>
  given(takeOut, { ...facts, ...changes }).when({ ...make, ...command })

describe('KAWASAKI-6-2', () => {
  test('指針6(2): 便利だからというだけの写しは作らない', () => {
    const own = { ...request, internal: true, ground: null }
    refused(making({ withinPurpose: false }, { request: own }), '指針6(2)により')
    happened(making({}), 'CopyMade')
  })

  test('読み A35: 別に復号できる控えを、設置目的のほかに作らない', () => {
    const replica = { what: 'replica' } as const
    refused(making({ ...replica, withinPurpose: false }), '指針6(2)の読み方（A35）')
    refused(making(replica, { approval: null }), '指針6(2)の読み方（A35）')
  })

  test('読み A47: 設置目的のほかの提供のために、写しを作らない', () => {
    refused(making({ withinPurpose: false }), '指針6(2)の読み方（A47）')
  })

  test('内規: 番号のない写し、承認のない写しは作らない', () => {
    refused(making({ medium: null }), '内規')
    refused(making({}, { approval: null }), '内規')
  })
})
