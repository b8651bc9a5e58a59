import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { complaint } from '#domain/complaint/complaint.ts'
import { dutiesAt } from '#domain/complaint/duties.ts'
import type { ComplaintCommand } from '#domain/complaint/words.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { at, given, happened, officeOf, refused } from '../../../../test/given.ts'

const said = { atUs: at('2026-11-16 10:00'), by: '葛󠄀城' }
const setting = { profile: nishinari, office: officeOf({ 髙橋: ['manager'] }) }
const receive: ComplaintCommand = {
  ...said,
  type: 'ReceiveComplaint',
  id: 'K-07',
  kind: 'complaint',
  from: '𠮷田',
  contact: '06-0000-0000',
  camera: 'no12',
  matter: '玄関の中まで写っていないか',
}
const respond: ComplaintCommand = {
  ...said,
  type: 'RespondToComplaint',
  action: '現地で向きを確かめた',
}
const answer: ComplaintCommand = { ...said, type: 'AnswerComplaint', says: '写っていません' }
const close: ComplaintCommand = { ...said, type: 'CloseComplaint' }

describe('NISHINARI-9', () => {
  test('第9条: 苦情を受け、対応し、答えて閉じる', () => {
    const [event] = happened(given(complaint, setting).when(receive), 'ComplaintReceived')
    assert.equal(event!.basis, nishinari.complaints.by)
    happened(given(complaint, setting, receive, respond, answer).when(close), 'ComplaintClosed')
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

  test('内規: 何も対応せず、答えもせずに閉じない', () => {
    refused(given(complaint, setting, receive).when(close), '内規')
    refused(given(complaint, setting, receive, respond).when(close), '内規')
  })
})
