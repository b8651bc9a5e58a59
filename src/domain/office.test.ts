import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { at, given, refused, settingOf, tenure } from '../../test/given.ts'
import { appointment } from './appointment/appointment.ts'
import type { AppointmentCommand } from './appointment/words.ts'
import { emptyOffice, holdersOf, holds } from './office.ts'
import { refuseOperator } from './operating.ts'
import { standsAs } from './quorum.ts'

const atUs = at('2026-11-14 09:00')
const said = { atUs, by: '髙橋' }
const untilUs = at('2026-11-21 00:00')

test('a post runs from its first instant to before its last, for its camera or for all', () => {
  const office = {
    ...emptyOffice,
    tenures: [
      tenure('髙橋', 'operator', { of: 'no12', fromUs: atUs, untilUs }),
      tenure('山﨑', 'operator'),
    ],
  }
  assert.ok(!holds(office, '髙橋', 'operator', atUs - 1, 'no12'))
  assert.ok(holds(office, '髙橋', 'operator', atUs, 'no12'))
  assert.ok(holds(office, '髙橋', 'operator', untilUs - 1))
  assert.ok(!holds(office, '髙橋', 'operator', untilUs, 'no12'))
  assert.deepEqual(holdersOf(office, 'operator', atUs, 'no13'), ['山﨑'])
  assert.deepEqual(holdersOf(office, 'operator', atUs), ['髙橋', '山﨑'])
})

describe('posts that were appointed open the acts they are for', () => {
  const posts = (of: string, unit: string): readonly AppointmentCommand[] => [
    { ...said, type: 'NameSection', of, unit },
    {
      ...said,
      by: '総務課',
      type: 'AppointManager',
      person: '髙橋',
      of,
      unit,
      inOffice: true,
      fromUs: atUs,
    },
    {
      ...said,
      type: 'Designate',
      person: '𠮷田',
      of,
      unit,
      employedBy: null,
      fromUs: atUs,
      lastDay: '2027-03-31',
      succeeds: null,
    },
  ]
  const done = { request: '令和8年度 第0042号', use: null }
  const setting = (profile: Profile, commands: readonly AppointmentCommand[]) =>
    settingOf(profile, {
      ...emptyOffice,
      ...given(appointment, settingOf(profile, emptyOffice), ...commands).state,
    })

  test('of a camera: for that camera and no other', () => {
    const city = setting(hokuto, posts('no12', '市民課'))
    for (const person of ['髙橋', '𠮷田'])
      assert.equal(refuseOperator(city, person, ['no12'], null, atUs, done), null)
    refused(refuseOperator(city, '𠮷田', ['no12', 'no13'], null, atUs, done) ?? {}, '内規')
    assert.ok(standsAs(city, '髙橋', 'manager', ['no12'], atUs))
    assert.ok(!standsAs(city, '髙橋', 'manager', ['no12', 'no13'], atUs))
  })

  test('of a use of the pictures: whatever the camera', () => {
    const city = setting(kawasaki, posts('河川の監視', '河川課'))
    for (const person of ['髙橋', '𠮷田'])
      assert.equal(refuseOperator(city, person, ['no12', 'no13'], null, atUs, done), null)
    refused(refuseOperator(city, '山﨑', ['no12'], null, atUs, done) ?? {}, '内規')
    const none = settingOf(kawasaki, emptyOffice)
    refused(refuseOperator(none, '髙橋', ['no12'], null, atUs, done) ?? {}, '内規')
  })

  test('第4条第3項: 取扱担当者は、管理責任者の指示がなければ行えない', () => {
    const [, manager, operator] = posts('', '西成区役所市民協働課')
    const ward = setting(nishinari, [
      { ...manager, of: null } as AppointmentCommand,
      { ...operator, of: null } as AppointmentCommand,
    ])
    refused(refuseOperator(ward, '𠮷田', ['no12'], null, atUs, done) ?? {}, '第4条第3項により')
    const instruction = { by: '髙橋', to: '𠮷田', atUs, request: done.request }
    assert.equal(refuseOperator(ward, '𠮷田', ['no12'], instruction, atUs, done), null)
    assert.equal(refuseOperator(ward, '髙橋', ['no12'], null, atUs, done), null)
  })
})
