import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { kai } from '#law/profiles/kai/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { completeRequest } from '../../../../test/complete-request.ts'
import { at, officeOf, refused, settingOf } from '../../../../test/given.ts'
import { dutiesAt } from '../duties.ts'
import { notReady } from '../ready.ts'
import { application } from './papers.ts'

const atUs = at('2026-11-14 23:00')
const office = officeOf({ 髙橋: ['manager'], 山﨑: ['operator'] })
const urgent = { reason: '連れ去りが続いている', recognisedBy: '山﨑', permittedBy: '髙橋' }

describe('町内会: 緊急かつやむを得ないとき', () => {
  const setting = settingOf(kai, office)
  const whole = completeRequest(kai, '運用基準９（３）', ['takeOut'], atUs)
  const oral = { ...whole, papers: whole.papers.filter(({ paper }) => paper === application) }

  test('運用基準９: 文書のない提出の求めは断る', () => {
    const refusal = notReady(setting, oral, ['takeOut'], atUs)
    assert.ok(refusal)
    refused(refusal, '運用基準９により')
  })

  test('運用基準９: 緊急かつやむを得ないときは、文書がなくてもよい', () => {
    assert.equal(notReady(setting, { ...oral, urgent }, ['takeOut'], atUs), null)
  })

  test('内規: 急ぐ理由、認めた人、求めた人の確認のどれが欠けても、文書の代わりにならない', () => {
    for (const torn of [
      { ...oral, urgent: { ...urgent, reason: ' ' } },
      { ...oral, urgent: { ...urgent, recognisedBy: '' } },
      { ...oral, urgent, identified: null },
    ]) {
      const refusal = notReady(setting, torn, ['takeOut'], atUs)
      assert.ok(refusal)
      refused(refusal, '内規')
    }
  })

  test('緊急は文書のほかを省かない: 問いの答えはやはり要る', () => {
    const refusal = notReady(setting, { ...oral, urgent, answers: {} }, ['takeOut'], atUs)
    assert.ok(refusal)
    refused(refusal, '運用基準９（３）により')
  })

  test('内規: 後から受け取る文書は務めとして残り、期限はなく、何も止めない', () => {
    const duties = dutiesAt({ ...oral, urgent }, setting, atUs)
    assert.deepEqual(
      duties.map(({ what, dueUs, basis }) => [what, dueUs, basis.kind]),
      [['paperLater', null, 'houseRule']],
    )
    assert.deepEqual(dutiesAt({ ...whole, urgent }, setting, atUs), [])
  })

  test('そろっていない求めの務めは、その画像が消える時を期限とする', () => {
    const [duty, ...more] = dutiesAt({ ...whole, answers: {} }, setting, atUs)
    assert.equal(duty?.what, 'complete')
    assert.equal(duty?.dueUs, at('2026-11-21 21:50'))
    assert.equal(more.length, 1)
  })
})

describe('堺市: 緊急時等', () => {
  const setting = settingOf(sakai, office)
  const whole = completeRequest(sakai, '要領11(1)(イ)', ['takeOut'], atUs)
  const oral = { ...whole, papers: whole.papers.filter(({ paper }) => paper === application) }

  test('要領11(1)(イ): 照会書がなければ、緊急時等のほかは断る', () => {
    const refusal = notReady(setting, oral, ['takeOut'], atUs)
    assert.ok(refusal)
    refused(refusal, '要領11(1)(イ)により')
  })

  test('要領11(1)(イ): 身分を確かめ、管理責任者が許可すれば足りる', () => {
    assert.equal(notReady(setting, { ...oral, urgent }, ['takeOut'], atUs), null)
  })

  test('要領11(1)(イ): 管理責任者でない者の許可では足りない', () => {
    for (const permittedBy of ['山﨑', null]) {
      const torn = { ...oral, urgent: { ...urgent, permittedBy } }
      const refusal = notReady(setting, torn, ['takeOut'], atUs)
      assert.ok(refusal)
      refused(refusal, '要領11(1)(イ)により')
    }
  })

  test('要領11(1)(イ): 身分を確かめなければ足りない', () => {
    const refusal = notReady(setting, { ...oral, urgent, identified: null }, ['takeOut'], atUs)
    assert.ok(refusal)
    refused(refusal, '要領11(1)(イ)により')
  })

  test('ほかの根拠に、緊急の扱いは及ばない', () => {
    const inquiry = completeRequest(sakai, '要領11(1)(ア)', ['takeOut'], atUs)
    const papers = inquiry.papers.filter(({ paper }) => paper === application)
    assert.ok(notReady(setting, { ...inquiry, papers, urgent }, ['takeOut'], atUs))
  })
})
