import { describe, test } from 'node:test'
import { appointment } from '#domain/appointment/appointment.ts'
import type { AppointmentCommand } from '#domain/appointment/words.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { at, given, happened, officeOf, refused } from '../../../../test/given.ts'

const atUs = at('2026-04-01 08:30')
const setting = { profile: nishinari, office: officeOf({}) }
const appoint: Extract<AppointmentCommand, { type: 'AppointManager' }> = {
  type: 'AppointManager',
  atUs,
  by: '総務課',
  person: '髙橋',
  of: null,
  unit: null,
  inOffice: true,
  fromUs: atUs,
}
const designate: Extract<AppointmentCommand, { type: 'Designate' }> = {
  type: 'Designate',
  atUs,
  by: '髙橋',
  person: '葛󠄀城',
  of: null,
  unit: '西成区役所市民協働課',
  employedBy: null,
  fromUs: atUs,
  lastDay: '2027-03-31',
  succeeds: null,
}

describe('NISHINARI-4-2-0', () => {
  test('第4条第2項: 地域支援担当課長の職にない人を管理責任者にすることはできない', () => {
    const outcome = given(appointment, setting).when({ ...appoint, inOffice: false })
    refused(outcome, '第4条第2項により')
    happened(given(appointment, setting).when(appoint), 'ManagerAppointed')
  })

  test('第4条第2項: 管理責任者は一人で、カメラごとには置かない', () => {
    refused(given(appointment, setting).when({ ...appoint, of: 'no12' }), '第4条第2項により')
  })
})

describe('NISHINARI-4-3a', () => {
  const designated = (command: Partial<typeof designate>) =>
    given(appointment, setting, appoint).when({ ...designate, ...command })

  test('第4条第3項: 市民協働課の職員のほかは、取扱担当者に指定できない', () => {
    refused(designated({ unit: '西成区役所総務課' }), '第4条第3項により')
    refused(designated({ unit: null }), '第4条第3項により')
    refused(designated({ employedBy: '警備会社' }), '第4条第3項により')
    happened(designated({}), 'OperatorDesignated')
  })

  test('内規: 指定には終わりの日を決める', () => {
    refused(designated({ lastDay: '' }), '内規')
  })
})
