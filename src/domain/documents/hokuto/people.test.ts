import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { appointment } from '#domain/appointment/appointment.ts'
import { dutiesAt } from '#domain/appointment/duties.ts'
import type { AppointmentCommand } from '#domain/appointment/words.ts'
import { approval } from '#domain/approval/approval.ts'
import { emptyOffice } from '#domain/office.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { completeRequest } from '../../../../test/complete-request.ts'
import { at, given, happened, refused, tenure } from '../../../../test/given.ts'

const atUs = at('2026-04-01 08:45')
const setting = { profile: hokuto, office: emptyOffice }
const section = { type: 'NameSection', atUs, by: '総務課', of: 'no12', unit: '市民課' } as const
const appoint = {
  type: 'AppointManager',
  atUs,
  by: '総務課',
  person: '市民課長',
  of: 'no12',
  unit: '市民課',
  inOffice: true,
  fromUs: atUs,
} as const satisfies AppointmentCommand
const designate = {
  type: 'Designate',
  atUs,
  by: '市民課長',
  person: '髙橋',
  of: 'no12',
  unit: '市民課',
  employedBy: null,
  fromUs: atUs,
  lastDay: '2027-03-31',
  succeeds: null,
} as const satisfies AppointmentCommand
const said = (command: AppointmentCommand) =>
  given(appointment, setting, section, appoint).when(command)

describe('HOKUTO-5-1', () => {
  test('第5条第1項: 管理責任者は、カメラの管理を所管する課等の長に限る', () => {
    happened(given(appointment, setting, section).when(appoint), 'ManagerAppointed')
    refused(said({ ...appoint, inOffice: false }), '第5条第1項により')
    refused(said({ ...appoint, unit: '税務課' }), '第5条第1項により')
    refused(said({ ...appoint, of: null }), '第5条第1項により')
  })

  test('読み A18: 別のカメラの管理責任者は、この映像の求めを認められない', () => {
    const tenures = [
      tenure('市民課長', 'manager', { of: 'no12' }),
      tenure('建設課長', 'manager', { of: 'no13' }),
    ]
    const office = { ...emptyOffice, tenures }
    const request = completeRequest(hokuto, '第6条第1項第3号', ['viewing'], atUs)
    const decided = (by: string) =>
      given(approval, { profile: hokuto, office, request }).when({
        type: 'DecideAsManager',
        atUs,
        by,
        grant: true,
        reasons: '',
      })
    refused(decided('建設課長'), '第6条第3項の読み方（A18）')
    happened(decided('市民課長'), 'Approved')
  })
})

describe('HOKUTO-5-2', () => {
  test('第5条第2項: 運用取扱者は所属職員のうちから指定する', () => {
    happened(said(designate), 'OperatorDesignated')
    refused(said({ ...designate, unit: '税務課' }), '第5条第2項により')
  })

  test('第5条第2項: 運用取扱者のいないうちは、指定する務めが残る', () => {
    const owed = (...past: readonly AppointmentCommand[]) => {
      const { state } = given(appointment, setting, section, appoint, ...past)
      const office = { ...emptyOffice, tenures: state.tenures }
      return dutiesAt(state, { profile: hokuto, office }, atUs).find(
        ({ what }) => what === 'designate',
      )
    }
    assert.equal(owed()?.basis, hokuto.operators.by)
    assert.equal(owed(designate), undefined)
  })

  test('内規: 終わりの日のない指定はしない', () => {
    refused(said({ ...designate, lastDay: '' }), '内規')
  })
})

describe('HOKUTO-2-1', () => {
  test('読み B23: 指定管理者や受託者の職員は、運用取扱者に指定できない', () => {
    const employed = { ...designate, employedBy: '○○公園管理組合', unit: '市民課' }
    refused(said(employed), '第5条第2項の読み方（B23）')
  })

  test('読み B22: 指定管理者や受託者が管理する施設のカメラにも、同じ管理責任者を置く', () => {
    const facility = { ...section, of: '運動公園1', unit: '市民課' }
    const there = given(appointment, setting, facility)
    happened(there.when({ ...appoint, of: '運動公園1' }), 'ManagerAppointed')
    refused(there.when({ ...appoint, of: '運動公園1', unit: '○○公園管理組合' }), '第5条第1項により')
  })
})
