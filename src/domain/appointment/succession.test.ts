import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { at, given, settingOf } from '../../../test/given.ts'
import { absenceAt, emptyOffice, holdersOf } from '../office.ts'
import { appointment } from './appointment.ts'
import { dutiesAt } from './duties.ts'
import type { AppointmentCommand } from './words.ts'

const atUs = at('2026-11-14 09:00')
const later = at('2026-11-20 09:00')
const setting = settingOf(hokuto, emptyOffice)
const said = { atUs, by: '総務課' }

const section = (of: string): AppointmentCommand => ({
  ...said,
  type: 'NameSection',
  of,
  unit: '市民課',
})
const manager = (person: string, of: string, fromUs = atUs): AppointmentCommand => ({
  ...{ ...said, type: 'AppointManager', unit: '市民課', inOffice: true },
  ...{ person, of, fromUs },
})
const operator = (
  person: string,
  of: string,
  more: { fromUs?: number; lastDay?: string; succeeds?: string } = {},
): AppointmentCommand => ({
  ...{ ...said, by: of === 'no12' ? '髙橋' : '山﨑', type: 'Designate', unit: '市民課' },
  ...{ employedBy: null, fromUs: atUs, lastDay: '2026-12-10', succeeds: null, person, of },
  ...more,
})
const founded = [section('no12'), section('no13'), manager('髙橋', 'no12'), manager('山﨑', 'no13')]
const after = (...commands: readonly AppointmentCommand[]) => {
  const { state } = given(appointment, setting, ...founded, ...commands)
  return { state, office: { ...emptyOffice, ...state } }
}

test('a manager follows a manager of the same camera, and nobody else goes', () => {
  const { office } = after(
    operator('𠮷田', 'no12'),
    operator('葛󠄀城', 'no13'),
    manager('德永', 'no12', later),
  )
  assert.deepEqual(holdersOf(office, 'manager', later, 'no12'), ['德永'])
  assert.deepEqual(holdersOf(office, 'manager', later, 'no13'), ['山﨑'])
  assert.deepEqual(holdersOf(office, 'operator', later), ['𠮷田', '葛󠄀城'])
})

test('a manager who takes office ends the deputy of that camera alone', () => {
  const enter = (of: string): AppointmentCommand => ({
    ...{ ...said, type: 'EnterDeputy', of, deputy: '濵田' },
    ...{ reason: '出張', citation: '事務決裁規程第7条' },
  })
  const { office } = after(enter('no12'), enter('no13'), manager('德永', 'no12', later))
  assert.equal(absenceAt(office, later - 1, 'no12')?.deputy, '濵田')
  assert.equal(absenceAt(office, later, 'no12'), undefined)
  assert.equal(absenceAt(office, later, 'no13')?.deputy, '濵田')
})

test("an absence ends with the manager already chosen for that camera, not with another's", () => {
  const enter: AppointmentCommand = {
    ...{ ...said, type: 'EnterDeputy', of: 'no12', deputy: '濵田' },
    ...{ reason: '出張', citation: '事務決裁規程第7条' },
  }
  const own = after(manager('德永', 'no12', later), enter).office
  assert.equal(absenceAt(own, later - 1, 'no12')?.deputy, '濵田')
  assert.equal(absenceAt(own, later, 'no12'), undefined)
  const other = after(
    manager('德永', 'no13', later),
    operator('𠮷田', 'no12', { fromUs: later }),
    enter,
  )
  assert.equal(absenceAt(other.office, later, 'no12')?.deputy, '濵田')
})

test('an ended absence keeps the time it ended', () => {
  const enter: AppointmentCommand = {
    ...{ ...said, type: 'EnterDeputy', of: 'no12', deputy: '濵田' },
    ...{ reason: '出張', citation: '事務決裁規程第7条' },
  }
  const back: AppointmentCommand = {
    ...{ type: 'EndAbsence', of: 'no12', by: '髙橋', atUs: atUs + 1 },
  }
  const { state } = after(enter, back, manager('德永', 'no12', later))
  assert.deepEqual(
    state.absences.map(({ endedAtUs }) => endedAtUs),
    [atUs + 1],
  )
})

test('a designation ends for whom it is ended or succeeded, at that camera, and for nobody else', () => {
  const three = [operator('𠮷田', 'no12'), operator('濵田', 'no12'), operator('𠮷田', 'no13')]
  const end: AppointmentCommand = {
    ...{ type: 'EndDesignation', by: '髙橋', atUs: later, person: '𠮷田', of: 'no12' },
  }
  const ended = after(...three, end).office
  assert.deepEqual(holdersOf(ended, 'operator', later - 1, 'no12'), ['𠮷田', '濵田'])
  assert.deepEqual(holdersOf(ended, 'operator', later, 'no12'), ['濵田'])
  assert.deepEqual(holdersOf(ended, 'operator', later, 'no13'), ['𠮷田'])
  assert.deepEqual(holdersOf(ended, 'manager', later), ['髙橋', '山﨑'])
  const next = operator('葛󠄀城', 'no12', { fromUs: later, succeeds: '𠮷田' })
  const followed = after(...three, next).office
  assert.deepEqual(holdersOf(followed, 'operator', later, 'no12'), ['濵田', '葛󠄀城'])
  assert.deepEqual(holdersOf(followed, 'operator', later, 'no13'), ['𠮷田'])
})

test('who is designated anew holds one designation, from then to the new day', () => {
  const again = operator('𠮷田', 'no12', { fromUs: later, lastDay: '2027-03-31' })
  const { tenures } = after(operator('𠮷田', 'no12'), again).state
  assert.deepEqual(
    tenures
      .filter(({ post }) => post === 'operator')
      .map(({ fromUs, untilUs }) => [fromUs, untilUs]),
    [
      [atUs, later],
      [later, at('2027-04-01 00:00')],
    ],
  )
})

test('a transfer ends what the person held by the section, everywhere, and leaves others', () => {
  const transfer: AppointmentCommand = {
    ...{ ...said, type: 'Transfer', person: '髙橋', fromUs: later },
  }
  const both = [manager('髙橋', 'no13'), operator('𠮷田', 'no12')]
  const { office } = after(...both, transfer)
  assert.deepEqual(holdersOf(office, 'manager', later - 1), ['髙橋'])
  assert.deepEqual(holdersOf(office, 'manager', later), [])
  assert.deepEqual(holdersOf(office, 'operator', later), ['𠮷田'])
})

test('a designation about to end is told thirty days before, until its day or its successor', () => {
  const endsUs = at('2026-12-11 00:00')
  const told = (nowUs: number, ...more: readonly AppointmentCommand[]) =>
    dutiesAt(after(operator('𠮷田', 'no12'), ...more).state, setting, nowUs)
      .filter(({ what }) => what === 'designationEnds')
      .map(({ about }) => about)
  assert.deepEqual(told(atUs), ['no12'])
  assert.deepEqual(told(endsUs - 1), ['no12'])
  assert.deepEqual(told(endsUs), [])
  assert.deepEqual(told(atUs - 1), [])
  const next = { fromUs: endsUs, lastDay: '2027-03-31' }
  assert.deepEqual(told(atUs, operator('葛󠄀城', 'no12', next)), [])
  assert.deepEqual(told(atUs, operator('葛󠄀城', 'no13', next)), ['no12'])
  assert.deepEqual(told(atUs, manager('德永', 'no12', endsUs)), ['no12'])
  const farUs = (lastDay: string) =>
    dutiesAt(after(operator('𠮷田', 'no12', { lastDay })).state, setting, atUs).length
  assert.equal(farUs('2026-12-14'), 1)
  assert.equal(farUs('2026-12-15'), 0)
})

test("the end of one camera's absence leaves the other's running", () => {
  const enter = (of: string): AppointmentCommand => ({
    ...{ ...said, type: 'EnterDeputy', of, deputy: '濵田' },
    ...{ reason: '出張', citation: '事務決裁規程第7条' },
  })
  const back: AppointmentCommand = { type: 'EndAbsence', of: 'no12', by: '髙橋', atUs: later }
  const { office } = after(enter('no12'), enter('no13'), back)
  assert.equal(absenceAt(office, later, 'no12'), undefined)
  assert.equal(absenceAt(office, later, 'no13')?.deputy, '濵田')
  assert.equal(absenceAt(office, later - 1, 'no12')?.deputy, '濵田')
})

test('who is entered anew in a post holds it once, and others keep theirs', () => {
  const enter = (person: string, post: 'staff' | 'auditor', fromUs: number, of: string | null) =>
    ({
      ...said,
      type: 'EnterPost',
      ...{ person, post, of, unit: null, fromUs, lastDay: null },
    }) as const
  const { state } = after(
    enter('𠮷田', 'staff', atUs, null),
    enter('𠮷田', 'staff', atUs, 'no12'),
    enter('𠮷田', 'auditor', atUs, null),
    enter('濵田', 'staff', atUs, null),
    enter('𠮷田', 'staff', later, null),
  )
  const ended = state.tenures.filter(({ untilUs }) => untilUs === later)
  assert.deepEqual(
    ended.map(({ person, post, of }) => [person, post, of]),
    [['𠮷田', 'staff', null]],
  )
  assert.equal(state.tenures.filter(({ untilUs }) => untilUs === null).length, 2 + 5 - 1)
})
