import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { complaint } from '#domain/complaint/complaint.ts'
import { dutiesAt } from '#domain/complaint/duties.ts'
import type { ComplaintCommand } from '#domain/complaint/words.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { at, given, happened, officeOf, refused } from '../../../../test/given.ts'

const said = { atUs: at('2026-11-16 10:00'), by: '窓口 乙' }
const setting = { profile: kawasaki, office: officeOf({ 川崎花子: ['manager'] }) }
const receive: ComplaintCommand = {
  ...said,
  type: 'ReceiveComplaint',
  id: 'K-03',
  kind: 'complaint',
  from: '𠮷田',
  contact: '044-000-0000',
  camera: '多摩川1',
  matter: '録画をだれが見ているのか',
}
const respond: ComplaintCommand = {
  ...said,
  type: 'RespondToComplaint',
  action: '記録簿を確かめた',
}
const answer: ComplaintCommand = { ...said, type: 'AnswerComplaint', says: '見た人はいません' }
const close: ComplaintCommand = { ...said, type: 'CloseComplaint' }

describe('KAWASAKI-9', () => {
  test('指針9: 苦情を受け、対応し、答えて閉じる', () => {
    const [event] = happened(given(complaint, setting).when(receive), 'ComplaintReceived')
    assert.equal(event!.basis, kawasaki.complaints.by)
    happened(given(complaint, setting, receive, respond, answer).when(close), 'ComplaintClosed')
  })

  test('内規: 何も対応しないまま閉じない。指針9は処理に努めることを求めるまで', () => {
    refused(given(complaint, setting, receive).when(close), '内規')
  })

  test('内規: 書いた返事を残さずに閉じない', () => {
    refused(given(complaint, setting, receive, respond).when(close), '内規')
  })

  test('内規 A41: 迅速のめやすとして、3日のうちに受けたことを知らせ、14日のうちに答える', () => {
    const { state } = given(complaint, setting, receive)
    assert.deepEqual(
      dutiesAt(state, setting).map(({ dueUs, basis }) => [dueUs, basis.kind]),
      [
        [at('2026-11-20 00:00'), 'houseRule'],
        [at('2026-12-01 00:00'), 'houseRule'],
      ],
    )
  })
})
