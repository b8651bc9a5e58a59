import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { appointment } from '#domain/appointment/appointment.ts'
import type { AppointmentCommand } from '#domain/appointment/words.ts'
import { approval } from '#domain/approval/approval.ts'
import { approvalOf } from '#domain/approval/state.ts'
import { emptyOffice } from '#domain/office.ts'
import { viewing } from '#domain/viewing/viewing.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { completeRequest } from '../../../../test/complete-request.ts'
import {
  at,
  given,
  happened,
  officeOf,
  refused,
  settingOf,
  tenure,
} from '../../../../test/given.ts'

const atUs = at('2026-04-01 08:45')
const said = { atUs, by: '総務企画局' }
const setting = settingOf(kawasaki, emptyOffice)
const asked = completeRequest(kawasaki, '指針4(1)', ['viewing'], atUs)
const section = { ...said, type: 'NameSection', of: '庁舎の防犯', unit: '庁舎管理課' } as const
const appoint: Extract<AppointmentCommand, { type: 'AppointManager' }> = {
  ...said,
  type: 'AppointManager',
  person: '川崎',
  of: '庁舎の防犯',
  unit: '庁舎管理課',
  inOffice: true,
  fromUs: atUs,
}
const appointing = (changes: Partial<typeof appoint>) =>
  given(appointment, setting, section).when({ ...appoint, ...changes })

describe('KAWASAKI-5-1', () => {
  test('指針5(1): 管理責任者を置く', () => {
    happened(appointing({}), 'ManagerAppointed')
  })

  test('内規: 管理責任者のいないうちは、画像を見せることを認められない', () => {
    const decide = {
      ...said,
      type: 'DecideAsManager',
      grant: true,
      reasons: '',
      use: '庁舎の防犯',
    } as const
    refused(given(approval, { ...setting, request: asked }).when(decide), '内規')
    const { state } = given(appointment, setting, section, appoint)
    const office = { ...emptyOffice, tenures: state.tenures }
    const facts = { ...settingOf(kawasaki, office), request: asked }
    happened(given(approval, facts).when({ ...decide, by: '川崎' }), 'Approved')
  })
})

describe('KAWASAKI-5-2', () => {
  test('指針5(2): 課長に相当しない職の人は、管理責任者になれない', () => {
    refused(appointing({ person: '主任', inOffice: false }), '指針5(2)により')
  })

  test('指針5(2): その画像を利用する事務を所管しない課の長は、管理責任者になれない', () => {
    refused(appointing({ unit: '税務課' }), '指針5(2)により')
    refused(appointing({ of: null }), '指針5(2)により')
  })

  const managers = officeOf(
    {},
    {
      tenures: [
        tenure('川崎', 'manager', { of: '庁舎の防犯' }),
        tenure('多摩', 'manager', { of: '河川の監視' }),
        tenure('葛󠄀城', 'operator', { of: '河川の監視' }),
      ],
    },
  )
  const facts = { ...settingOf(kawasaki, managers), request: asked }
  const decide = {
    ...said,
    type: 'DecideAsManager',
    by: '川崎',
    grant: true,
    reasons: '',
    use: '庁舎の防犯',
  } as const

  test('指針5(2): どの事務のための画像かを決めずには、認められない', () => {
    const { use: _, ...unsaid } = decide
    refused(given(approval, facts).when(unsaid), '指針5(2)により')
    refused(given(approval, facts).when({ ...decide, use: '　' }), '指針5(2)により')
    happened(given(approval, facts).when(decide), 'Approved')
  })

  test('内規: ほかの事務の管理責任者は認められず、ほかの事務の担当者は操作できない', () => {
    refused(given(approval, facts).when({ ...decide, by: '多摩' }), '内規')
    const approved = approvalOf(given(approval, facts, decide).state, 'viewing')
    assert.equal(approved?.use, '庁舎の防犯')
    const open = {
      type: 'Open',
      atUs,
      by: '葛󠄀城',
      session: '1',
      ranges: asked.ranges,
      viewers: [{ name: asked.requester.name, person: null }],
      witnesses: [],
      operatorSigned: true,
      noticeShownTo: ['葛󠄀城', '川崎', asked.requester.name],
    } as const
    const session = {
      ...facts,
      approval: approved,
      held: 0,
      instruction: null,
      terminal: { id: '端末1', enrolled: true, room: '庁舎管理課', checkedOut: false },
      permitted: [],
    }
    refused(given(viewing, session).when(open), '内規')
    happened(given(viewing, session).when({ ...open, by: '川崎' }), 'ViewingOpened')
  })
})
