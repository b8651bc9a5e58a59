import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { appointment } from '#domain/appointment/appointment.ts'
import { dutiesAt } from '#domain/appointment/duties.ts'
import type { AppointmentCommand, Seat } from '#domain/appointment/words.ts'
import { isOverdue } from '#domain/duty.ts'
import { meeting } from '#domain/meeting/meeting.ts'
import type { MeetingCommand } from '#domain/meeting/state.ts'
import { emptyOffice } from '#domain/office.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { associationOffice } from '../../../../test/association.ts'
import { at, given, happened, refused, settingOf } from '../../../../test/given.ts'

const atUs = at('2026-05-10 19:00')
const said = { atUs, by: '事務局' }
const fiveSeats = { ...kai.committee!.seats, count: 5 }
/** The association has written its number into the blank: 委員5名. */
const filledIn: Profile = { ...kai, committee: { ...kai.committee!, seats: fiveSeats } }

const seats: readonly Seat[] = [
  { person: '髙橋', posts: ['president', 'chair'] },
  { person: '山﨑', posts: ['vicePresident', 'viceChair'] },
  { person: '𠮷田', posts: [] },
  { person: '葛󠄀城', posts: [] },
  { person: '德永', posts: [] },
]
const seat = { ...said, type: 'SeatCommittee', seats, fromUs: atUs } as const
const place = (over: Readonly<Record<number, Seat>>) => seats.map((seat, i) => over[i] ?? seat)
const elected = (seats: readonly Seat[], of = filledIn) =>
  given(appointment, settingOf(of, emptyOffice)).when({ ...seat, seats })

describe('KAI-4-1', () => {
  test('運用基準４（１）: 会長・副会長のいない顔ぶれや、人数の違う顔ぶれでは成り立たない', () => {
    refused(elected(place({ 0: { person: '髙橋', posts: ['chair'] } })), '運用基準４（１）により')
    refused(
      elected(place({ 1: { person: '山﨑', posts: ['viceChair'] } })),
      '運用基準４（１）により',
    )
    refused(elected(seats.slice(0, 4)), '運用基準４（１）により')
    refused(elected([...seats, { person: '栁', posts: [] }]), '運用基準４（１）により')
    happened(elected(seats), 'CommitteeSeated')
  })

  test('読み B6: 人数の欄が空いたままの基準では、委員会は成り立たない', () => {
    refused(elected(seats, kai), '運用基準４（１）の読み方（B6）')
  })

  test('運用基準４（１）: 空欄に人数を書き入れると、その人数の委員会が成り立つ', () => {
    const write = { ...said, type: 'WriteSeatCount', count: 5, resolution: null } as const
    const written = given(appointment, settingOf(kai, emptyOffice), write)
    happened(written.when({ ...seat, seats }), 'CommitteeSeated')
    refused(written.when({ ...seat, seats: seats.slice(1) }), '運用基準４（１）により')
    const blank = given(appointment, settingOf(kai, emptyOffice))
    refused(blank.when({ ...write, count: 1 }), '運用基準４（１）により')
    refused(
      given(appointment, settingOf(filledIn, emptyOffice)).when(write),
      '運用基準４（１）により',
    )
  })

  test('内規: 書き入れた人数は、委員会の議決で改める', () => {
    const write = { ...said, type: 'WriteSeatCount', count: 5, resolution: null } as const
    const passed = {
      id: '議決2',
      matter: { kind: 'other', says: '委員を6名とする' },
      ...{ passedAtUs: atUs, repealedAtUs: null, basis: kai.committee!.by },
    } as const
    const office = { ...emptyOffice, resolutions: [passed] }
    const written = given(appointment, settingOf(kai, office), write)
    refused(written.when({ ...write, count: 6 }), '内規')
    happened(written.when({ ...write, count: 6, resolution: '議決2' }), 'SeatCountWritten')
  })
})

describe('KAI-4-2', () => {
  test('運用基準４（２）: 委員長も副委員長も、二人は置けず、一人もいないこともない', () => {
    for (const changes of [
      { 2: { person: '𠮷田', posts: ['president', 'chair'] } },
      { 2: { person: '𠮷田', posts: ['viceChair'] } },
      { 1: { person: '山﨑', posts: ['vicePresident'] } },
    ] satisfies Readonly<Record<number, Seat>>[]) {
      refused(elected(place(changes)), '運用基準４（２）により')
    }
  })

  test('運用基準４（２）: 会長でない人は委員長になれない', () => {
    const another = place({
      0: { person: '髙橋', posts: ['president'] },
      2: { person: '𠮷田', posts: ['chair'] },
    })
    refused(elected(another), '運用基準４（２）により')
  })
})

describe('KAI-4-3', () => {
  const hold: Extract<MeetingCommand, { type: 'HoldMeeting' }> = {
    ...said,
    type: 'HoldMeeting',
    id: '第1回',
    heldAtUs: atUs,
    convenedBy: '髙橋',
    attending: ['髙橋', '山﨑', '𠮷田', '栁', '濵'],
    motions: [
      { id: '議決1', matter: { kind: 'writtenVotes' }, inFavour: ['髙橋', '山﨑', '𠮷田'] },
    ],
    reports: [],
  }
  const convened = (convenedBy: string, office = associationOffice()) =>
    given(meeting, settingOf(kai, office)).when({ ...hold, convenedBy })

  test('運用基準４（３）: 委員長も、代行する副委員長も招集していない会議の議決は成り立たない', () => {
    for (const person of ['𠮷田', '山﨑', '業者']) {
      refused(convened(person), '運用基準４（３）により')
    }
    happened(convened('髙橋'), 'MeetingHeld', 'ResolutionPassed')
    const absence = {
      of: null,
      deputy: '山﨑',
      reason: '入院',
      citation: null,
      declaredAtUs: atUs - 1,
      confirmedBy: null,
      endedAtUs: null,
    }
    const acting = associationOffice({ absences: [absence] })
    happened(convened('山﨑', acting), 'MeetingHeld', 'ResolutionPassed')
    refused(convened('髙橋', acting), '運用基準４（３）により')
  })
})

describe('KAI-4-4', () => {
  const setting = settingOf(filledIn, emptyOffice)
  const declare = { type: 'DeclareAbsence', atUs, by: '山﨑', of: null, reason: '入院' } as const
  const designate: Extract<AppointmentCommand, { type: 'Designate' }> = {
    type: 'Designate',
    atUs,
    by: '山﨑',
    person: '𠮷田',
    of: null,
    unit: null,
    employedBy: null,
    fromUs: atUs,
    lastDay: '2027-03-31',
    succeeds: null,
  }

  test('運用基準４（４）: 委員長に事故等がないのに、副委員長が代行することはできない', () => {
    const before = given(appointment, setting, seat)
    refused(before.when(designate), '運用基準４（４）により')
    happened(given(appointment, setting, seat, declare).when(designate), 'OperatorDesignated')
  })

  test('運用基準４（４）: 代行できるのは副委員長だけ', () => {
    const byMember = given(appointment, setting, seat).when({ ...declare, by: '𠮷田' })
    refused(byMember, '運用基準４（４）により')
  })

  test('内規: 理由を書かずには、事故等を届けられない', () => {
    refused(given(appointment, setting, seat).when({ ...declare, reason: '　' }), '内規')
  })

  test('内規: 3日以内に委員が確かめないと、期限超過になる', () => {
    const { state } = given(appointment, setting, seat, declare)
    const [confirm] = dutiesAt(state, setting, atUs).filter(({ what }) => what === 'confirmAbsence')
    assert.equal(confirm?.basis.kind, 'houseRule')
    assert.ok(confirm && !isOverdue(confirm, at('2026-05-13 23:59')))
    assert.ok(isOverdue(confirm, at('2026-05-14 00:01')))
    const look = { type: 'ConfirmAbsence', atUs, by: '𠮷田', of: null } as const
    const seen = given(appointment, setting, seat, declare, look).state
    assert.ok(!dutiesAt(seen, setting, atUs).some(({ what }) => what === 'confirmAbsence'))
    happened(given(appointment, setting, seat, declare).when(designate), 'OperatorDesignated')
  })

  test('読み B5: 代行の間は、委員長と副委員長が同時に管理責任者になることはない', () => {
    const acting = given(appointment, setting, seat, declare)
    refused(acting.when({ ...designate, by: '髙橋' }), '運用基準４（４）の読み方（B5）')
    const back = { type: 'EndAbsence', atUs, by: '髙橋', of: null } as const
    const again = given(appointment, setting, seat, declare, back)
    happened(again.when({ ...designate, by: '髙橋' }), 'OperatorDesignated')
    refused(again.when(designate), '運用基準４（４）により')
  })
})
