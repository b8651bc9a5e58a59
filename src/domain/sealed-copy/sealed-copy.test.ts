import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isRefusal, printedBasis } from '#law/basis.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { completeRequest } from '../../../test/complete-request.ts'
import { at, given, happened, officeOf, refused } from '../../../test/given.ts'
import { approval } from '../approval/approval.ts'
import { approvalOf } from '../approval/state.ts'
import { type SealedCopyFacts, sealedCopy } from './sealed-copy.ts'

const atUs = at('2026-11-14 23:00')
const office = officeOf({ 髙橋: ['manager'], 山﨑: ['operator'], 守衛: ['guard'] })
const asked = completeRequest(sakai, '要領11(1)(ア)', ['takeOut'], atUs)
const entries = {
  court: '堺支部',
  number: '令和8年（る）第123号',
  officer: '栁',
  inventory: '12番カメラ',
}
const request = {
  ...asked,
  warrant: { ...entries, entries },
}
const facts: SealedCopyFacts = { profile: sakai, office, request, approval: null }
const seal = {
  type: 'SealCopy',
  atUs,
  by: '山﨑',
  number: '封-1',
  ranges: request.ranges,
} as const
const signed = (signers: readonly string[]) =>
  given(approval, facts, { type: 'SignWarrant', atUs, by: '山﨑', signers }).state

describe('封印写し', () => {
  test('内規: 夜間に一人でも、令状に記された範囲の読めない写しを作れる', () => {
    const [sealed] = happened(given(sealedCopy, facts).when(seal), 'CopySealed')
    assert.ok(sealed?.type === 'CopySealed' && sealed.keptUnder)
    assert.equal(printedBasis(sealed.keptUnder), '他の法令（規程の所管の確認待ち）')
  })

  test('内規: 作った一人では、鍵は開かない', () => {
    const approved = { ...facts, approval: approvalOf(signed(['山﨑', '髙橋']), 'takeOut') }
    const alone = { type: 'ReleaseSealedKey', atUs, by: '山﨑' } as const
    refused(given(sealedCopy, approved, seal).when(alone), '内規')
  })

  test('内規: 二人の署名がそろうまで、鍵は開かない', () => {
    const open = { type: 'ReleaseSealedKey', atUs, by: '髙橋' } as const
    refused(given(sealedCopy, facts, seal).when(open), '内規')
    const approved = { ...facts, approval: approvalOf(signed(['山﨑', '髙橋']), 'takeOut') }
    happened(given(sealedCopy, approved, seal).when(open), 'SealedKeyReleased')
    refused(given(sealedCopy, approved, seal, open).when(open), '内規')
  })

  test('内規: 番号のない写し、令状より広い写し、警備員による写しは作れない', () => {
    const past = given(sealedCopy, facts)
    refused(past.when({ ...seal, number: ' ' }), '内規')
    const [{ camera, fromMinute, toMinute } = assert.fail()] = request.ranges
    refused(
      past.when({ ...seal, ranges: [{ camera, fromMinute, toMinute: toMinute + 1 }] }),
      '内規',
    )
    refused(past.when({ ...seal, ranges: [] }), '内規')
    refused(past.when({ ...seal, by: '守衛' }), '内規')
    refused(given(sealedCopy, facts, seal).when(seal), '内規')
  })

  test('内規: 求めた本人は封印写しを作れない', () => {
    const own = { ...request, requester: { ...request.requester, person: '山﨑' } }
    refused(given(sealedCopy, { ...facts, request: own }).when(seal), '内規')
  })

  test('内規: 承認が写しの範囲に足りなければ、鍵は開かない', () => {
    const approval = approvalOf(signed(['山﨑', '髙橋']), 'takeOut')!
    const [range] = approval.ranges
    const less = { ...approval, ranges: [{ ...range!, toMinute: range!.toMinute - 1 }] }
    const open = { type: 'ReleaseSealedKey', atUs, by: '髙橋' } as const
    refused(given(sealedCopy, { ...facts, approval: less }, seal).when(open), '内規')
  })

  test('内規: 令状でも急ぎでもない求めのために、封印写しは作れない', () => {
    refused(given(sealedCopy, { ...facts, request: asked }).when(seal), '内規')
  })

  test('令状の定めのない規程では作れず、所管に尋ねる', () => {
    const outcome = given(sealedCopy, { ...facts, profile: kawasaki }).when(seal)
    assert.ok(isRefusal(outcome))
    assert.deepEqual(outcome.basis, kawasaki.warrant.by)
  })

  test('急ぎの求めのための封印写しは、鍵が画像とともに消える', () => {
    const urgent = { reason: '連れ去り', recognisedBy: '山﨑', permittedBy: null }
    const hurried = { ...facts, request: { ...asked, urgent } }
    const [sealed] = happened(given(sealedCopy, hurried).when(seal), 'CopySealed')
    assert.ok(sealed?.type === 'CopySealed' && sealed.keptUnder === null)
  })
})
