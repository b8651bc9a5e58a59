import { describe, test } from 'node:test'
import { appointment } from '#domain/appointment/appointment.ts'
import type { AppointmentCommand } from '#domain/appointment/words.ts'
import { approval } from '#domain/approval/approval.ts'
import { emptyOffice } from '#domain/office.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { completeRequest } from '../../../../test/complete-request.ts'
import { at, given, happened, refused, settingOf } from '../../../../test/given.ts'

const atUs = at('2026-04-01 08:45')
const said = { atUs, by: '総務企画局' }
const setting = settingOf(kawasaki, emptyOffice)
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
  const request = completeRequest(kawasaki, '指針4(1)', ['viewing'], atUs)

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
    refused(given(approval, { ...setting, request }).when(decide), '内規')
    const { state } = given(appointment, setting, section, appoint)
    const office = { ...emptyOffice, tenures: state.tenures }
    const facts = { ...settingOf(kawasaki, office), request }
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
})
