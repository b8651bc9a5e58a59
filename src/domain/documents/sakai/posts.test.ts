import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { appointment } from '#domain/appointment/appointment.ts'
import type { AppointmentCommand } from '#domain/appointment/words.ts'
import { printedBasis } from '#law/basis.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { at, given, happened, officeOf, refused } from '../../../../test/given.ts'

const atUs = at('2026-04-01 08:30')
const setting = { profile: sakai, office: officeOf({}) }
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
  unit: '総務課',
  employedBy: null,
  fromUs: atUs,
  lastDay: '2027-03-31',
  succeeds: null,
}

describe('SAKAI-5-1', () => {
  test('要領5(1): 庁舎管理者(総務課長)の職にない人を管理責任者にすることはできない', () => {
    const outcome = given(appointment, setting).when({ ...appoint, inOffice: false })
    refused(outcome, '要領5(1)により')
    happened(given(appointment, setting).when(appoint), 'ManagerAppointed')
  })
})

describe('SAKAI-5-3', () => {
  const designated = (command: Partial<typeof designate>) =>
    given(appointment, setting, appoint).when({ ...designate, ...command })

  test('要領5(3): 操作担当者を指定するのは管理責任者', () => {
    refused(designated({ by: '葛󠄀城' }), '要領5(1)により')
    const [event] = happened(designated({}), 'OperatorDesignated')
    assert.equal(printedBasis(event!.basis), '要領5(3)により')
  })

  test('内規: 指定には終わりの日を決める', () => {
    refused(designated({ lastDay: '' }), '内規')
  })
})
