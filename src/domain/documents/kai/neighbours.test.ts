import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { complaint } from '#domain/complaint/complaint.ts'
import { dutiesAt } from '#domain/complaint/duties.ts'
import type { ComplaintCommand } from '#domain/complaint/words.ts'
import { engagement } from '#domain/engagement/engagement.ts'
import type { EngagementCommand } from '#domain/engagement/words.ts'
import type { Resolution } from '#domain/office.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { association, associationOffice, atUs } from '../../../../test/association.ts'
import { at, given, happened, refused } from '../../../../test/given.ts'

const said = { atUs, by: '髙橋' }

describe('KAI-12', () => {
  const received: ComplaintCommand = {
    ...said,
    type: 'ReceiveComplaint',
    id: 'K-07',
    kind: 'complaint',
    from: '三丁目の人',
    contact: '045-000-0000',
    camera: 'no12',
    matter: 'うちの窓が写っているのではないか',
  }
  const respond: ComplaintCommand = {
    ...said,
    type: 'RespondToComplaint',
    action: '向きを確かめた',
  }
  const answer: ComplaintCommand = { ...said, type: 'AnswerComplaint', says: '写っていません' }
  const close: ComplaintCommand = { ...said, type: 'CloseComplaint' }

  test('運用基準12: 何も対応しないまま閉じない', () => {
    refused(given(complaint, association, received).when(close), '運用基準12により')
  })

  test('内規 A41: 書いた返事のないまま閉じない', () => {
    refused(given(complaint, association, received, respond).when(close), '内規')
    happened(
      given(complaint, association, received, respond, answer).when(close),
      'ComplaintClosed',
    )
  })

  test('内規 A41: 受けたことを知らせる日と答える日を、めやすとして示す', () => {
    const open = given(complaint, association, received).state
    assert.deepEqual(
      dutiesAt(open, association).map(({ what, basis }) => [what, basis.kind]),
      [
        ['acknowledgeComplaint', 'houseRule'],
        ['answerComplaint', 'houseRule'],
      ],
    )
    const closed = given(complaint, association, received, respond, answer, close).state
    assert.deepEqual(dutiesAt(closed, association), [])
  })
})

const approved: Resolution = {
  id: '議決7',
  matter: { kind: 'contractor', name: '葛󠄀城電設' },
  passedAtUs: at('2026-10-01 19:00'),
  repealedAtUs: null,
  basis: kai.approval.by,
}
const setting = { profile: kai, office: associationOffice({ resolutions: [approved] }) }
const untilUs = at('2027-04-01 00:00')
const term = { fromUs: atUs, untilUs }
const enter: EngagementCommand = {
  ...said,
  type: 'EnterContractor',
  id: 'E-01',
  name: '葛󠄀城電設',
  work: '保守',
  keepsFootage: 'no',
}
const pledge: EngagementCommand = {
  ...said,
  type: 'HandInPledge',
  sha256: 'ab'.repeat(32),
  ...term,
}
const contract: EngagementCommand = {
  ...said,
  type: 'SignContract',
  sha256: 'cd'.repeat(32),
  fromUs: atUs,
  untilUs: untilUs + 1,
  clauses: [],
}
const work: Extract<EngagementCommand, { type: 'BeginWork' }> = {
  ...said,
  type: 'BeginWork',
  workers: ['德栁'],
  seesFootage: false,
}

describe('KAI-13a', () => {
  test('運用基準13: 誓約書が出るまで、保守を始められない', () => {
    refused(given(engagement, setting, enter, contract).when(work), '運用基準13により')
    happened(given(engagement, setting, enter, pledge, contract).when(work), 'WorkBegun')
  })

  test('内規: 期間の過ぎた誓約書では、保守を始められない', () => {
    const late = { ...work, atUs: untilUs }
    refused(given(engagement, setting, enter, pledge, contract).when(late), '内規')
  })

  test('読み A14: 保守の人に、録画した画像は見せない', () => {
    const ready = given(engagement, setting, enter, pledge, contract)
    refused(ready.when({ ...work, seesFootage: true }), '運用基準７（３）の読み方（A14）')
  })
})

describe('KAI-13b', () => {
  test('運用基準13: 委員会に承認されていない業者とは契約できない', () => {
    refused(given(engagement, association, enter, pledge).when(contract), '運用基準13により')
    const other = { ...enter, name: 'ほかの電設' }
    refused(given(engagement, setting, other, pledge).when(contract), '運用基準13により')
  })

  test('運用基準13: 効力のある契約がなければ、保守を始められない', () => {
    refused(given(engagement, setting, enter, pledge).when(work), '運用基準13により')
  })
})
