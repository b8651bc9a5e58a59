import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { isRefusal } from '#law/basis.ts'
import { kai as blank } from '#law/profiles/kai/profile.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { at, given, happened, refused, restsOn, settingOf, tenure } from '../../../test/given.ts'
import { refuseActing } from '../acting.ts'
import { after } from '../decider.ts'
import { isOverdue } from '../duty.ts'
import { actsAsManager, emptyOffice, holdersOf, type Office } from '../office.ts'
import { appointment } from './appointment.ts'
import { dutiesAt } from './duties.ts'
import type { AppointmentCommand, AppointmentEvent, Seat } from './words.ts'

const atUs = at('2026-11-14 09:00')
const later = at('2026-11-20 09:00')
const said = { atUs, by: '事務局' }

/** The association has filled in the blank: 委員5名. */
const kai: Profile = {
  ...blank,
  committee: blank.committee && {
    ...blank.committee,
    seats: { ...blank.committee.seats, count: 5 },
  },
}
/** A city's: a manager for each camera, operators from that section, a deputy by the city's own rule. */
const perCamera: Profile = {
  ...nishinari,
  manager: { ...nishinari.manager, per: 'camera', office: '所管する課等の長' },
  deputy: { kind: 'cityRule', word: '代決者', by: nishinari.deputy.by },
}
const bySetting = (profile: Profile) => settingOf(profile, emptyOffice)

const seats: readonly Seat[] = [
  { person: '髙橋', posts: ['president', 'chair'] },
  { person: '山﨑', posts: ['vicePresident', 'viceChair'] },
  { person: '𠮷田', posts: [] },
  { person: '葛󠄀城', posts: [] },
  { person: '德永', posts: [] },
]
const seat = { ...said, type: 'SeatCommittee', seats, fromUs: atUs } as const
const place = (over: Readonly<Record<number, Seat>>) => seats.map((seat, i) => over[i] ?? seat)
const officeAfter = (events: readonly AppointmentEvent[]): Office => ({
  ...emptyOffice,
  ...after(appointment, events),
})

describe('委員会', () => {
  const elect = (seats: readonly Seat[]) =>
    given(appointment, bySetting(kai)).when({ ...seat, seats })

  test('運用基準４（１）: 正副会長のいない顔ぶれや、人数の違う顔ぶれでは成り立たない', () => {
    refused(elect(place({ 0: { person: '髙橋', posts: ['chair'] } })), '運用基準４（１）により')
    refused(elect(place({ 1: { person: '山﨑', posts: ['viceChair'] } })), '運用基準４（１）により')
    refused(elect(seats.slice(0, 4)), '運用基準４（１）により')
    refused(elect([...seats, { person: '髙橋', posts: [] }]), '運用基準４（１）により')
    happened(elect(seats), 'CommitteeSeated')
  })

  test('読み B6: 人数の欄が空いた規程では、顔ぶれを届けられない', () => {
    refused(given(appointment, bySetting(blank)).when(seat), '運用基準４（１）の読み方（B6）')
  })

  test('運用基準４（２）: 委員長も副委員長も一人で、委員長は会長', () => {
    const twoChairs = place({ 2: { person: '𠮷田', posts: ['president', 'chair'] } })
    const twoVices = place({ 2: { person: '𠮷田', posts: ['viceChair'] } })
    const another = place({
      0: { person: '髙橋', posts: ['president'] },
      2: { person: '𠮷田', posts: ['chair'] },
    })
    const same = place({
      0: { person: '髙橋', posts: ['president', 'chair', 'viceChair'] },
      1: { person: '山﨑', posts: ['vicePresident'] },
    })
    for (const seats of [twoChairs, twoVices, another, same])
      refused(elect(seats), '運用基準４（２）により')
  })

  test('内規: さかのぼって就くことはできない', () => {
    const yesterday = { ...seat, fromUs: atUs - 1 }
    refused(given(appointment, bySetting(kai)).when(yesterday), '内規')
  })

  test('委員会の定めのない規程では、置けない', () => {
    refused(given(appointment, bySetting(sakai)).when(seat), '内規')
  })

  test('内規: 役を退く人は後任が就くまで務め、後任が就いた時に退く', () => {
    const stepDown = { ...said, type: 'StepDown', person: '髙橋', post: 'chair' } as const
    const next = place({
      0: { person: '德永', posts: ['president', 'chair'] },
      4: { person: '髙橋', posts: [] },
    })
    const { state, events } = given(appointment, bySetting(kai), seat, stepDown)
    assert.ok(holdersOf({ ...emptyOffice, ...state }, 'chair', later).includes('髙橋'))
    assert.deepEqual(
      dutiesAt(state, bySetting(kai), later).map(({ says }) => says),
      ['髙橋の後任を決める（委員長）'],
    )
    const handed = given(appointment, bySetting(kai), seat, stepDown, {
      ...seat,
      seats: next,
      fromUs: later,
    })
    assert.deepEqual(holdersOf(officeAfter(handed.events), 'chair', later - 1), ['髙橋'])
    assert.deepEqual(holdersOf(officeAfter(handed.events), 'chair', later), ['德永'])
    assert.deepEqual(dutiesAt(handed.state, bySetting(kai), later), [])
    assert.equal(events.length, 2)
    refused(given(appointment, bySetting(kai), seat).when({ ...stepDown, person: '德永' }), '内規')
  })

  test('運用基準４: 委員会がまだないことと、委員長の空席が務めに出る', () => {
    const duties = dutiesAt(appointment.initial, bySetting(kai), atUs)
    assert.deepEqual(
      duties.map(({ what, basis }) => `${what} ${basis.cite}`),
      ['seatCommittee 運用基準４', 'fillManager 運用基準４（４）'],
    )
  })

  test('いつも委員長と副委員長は一人ずつで、後任までの切れ目がない', () => {
    const day = 86_400_000_000
    const people = ['髙橋', '山﨑', '𠮷田', '葛󠄀城', '德永'] as const
    const roster = fc
      .shuffledSubarray([...people], { minLength: 5 })
      .map(order => order.map((person, i) => ({ person, posts: seats[i]!.posts })))
    const command = fc.record({ ahead: fc.integer({ min: 0, max: 40 }), seats: roster })
    fc.assert(
      fc.property(fc.array(command, { minLength: 1, maxLength: 6 }), commands => {
        const told = commands.map(({ ahead, seats }, i): AppointmentCommand => {
          const now = atUs + i * 10 * day
          return { ...seat, atUs: now, seats, fromUs: now + (i === 0 ? 0 : ahead * day) }
        })
        const office = { ...emptyOffice, ...given(appointment, bySetting(kai), ...told).state }
        for (let us = atUs; us < atUs + 120 * day; us += day) {
          assert.equal(holdersOf(office, 'chair', us).length, 1)
          assert.equal(holdersOf(office, 'viceChair', us).length, 1)
          assert.deepEqual(holdersOf(office, 'chair', us), holdersOf(office, 'president', us))
          assert.equal(holdersOf(office, 'member', us).length, 5)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('代行', () => {
  const declare = {
    ...said,
    type: 'DeclareAbsence',
    by: '山﨑',
    of: null,
    reason: '委員長が入院した',
  } as const
  const setting = bySetting(kai)
  const settingAfter = (...commands: readonly AppointmentCommand[]) =>
    settingOf(kai, { ...emptyOffice, ...given(appointment, setting, ...commands).state })
  const now = atUs + 1

  test('運用基準４（４）: 委員長に事故等がないのに、副委員長は代行できない', () => {
    const outcome = refuseActing(settingAfter(seat), '山﨑', now)
    assert.ok(outcome)
    refused(outcome, '運用基準４（４）により')
    assert.equal(refuseActing(settingAfter(seat), '髙橋', now), null)
  })

  test('運用基準４（４）: 事故等を届けられるのは副委員長だけ', () => {
    const other = given(appointment, setting, seat).when({ ...declare, by: '德永' })
    assert.match(refused(other, '運用基準４（４）により').refused, /代行できるのは副委員長だけ/)
  })

  test('内規: 届けには理由が要り、ひとりで直ちにできる', () => {
    refused(given(appointment, setting, seat).when({ ...declare, reason: '　' }), '内規')
    happened(given(appointment, setting, seat).when(declare), 'AbsenceDeclared')
    assert.ok(actsAsManager(settingAfter(seat, declare), '山﨑', now))
  })

  test('読み B5: 二人が同時に管理責任者になることはない', () => {
    const running = settingAfter(seat, declare)
    assert.ok(!actsAsManager(running, '髙橋', now))
    refused(refuseActing(running, '髙橋', now) ?? {}, '運用基準４（４）の読み方（B5）')
    refused(
      given(appointment, setting, seat, declare).when(declare),
      '運用基準４（４）の読み方（B5）',
    )
  })

  test('戻った委員長が入ったとき、代行は終わる', () => {
    const back = { ...said, type: 'EndAbsence', atUs: now, by: '髙橋', of: null } as const
    const ended = settingAfter(seat, declare, back)
    assert.ok(actsAsManager(ended, '髙橋', now))
    assert.ok(!actsAsManager(ended, '山﨑', now))
    refused(
      given(appointment, setting, seat, declare).when({ ...back, by: '德永' }),
      '運用基準４（４）の読み方（B5）',
    )
    refused(given(appointment, setting, seat).when(back), '内規')
  })

  test('内規: 3日以内に、届けた人でない委員が確かめる。過ぎれば期限超過で、代行は続く', () => {
    const confirm = { ...said, type: 'ConfirmAbsence', atUs: now, by: '德永', of: null } as const
    const past = given(appointment, setting, seat, declare)
    refused(given(appointment, setting, seat).when(confirm), '内規')
    refused(past.when({ ...confirm, by: '山﨑' }), '内規')
    refused(past.when({ ...confirm, by: '通りがかりの人' }), '内規')
    happened(past.when(confirm), 'AbsenceConfirmed')
    const [duty] = dutiesAt(past.state, setting, now)
    assert.ok(duty)
    assert.equal(duty.what, 'confirmAbsence')
    assert.equal(duty.basis.kind, 'houseRule')
    assert.ok(!isOverdue(duty, at('2026-11-17 23:59')))
    assert.ok(isOverdue(duty, at('2026-11-18 00:01')))
    assert.ok(actsAsManager(settingAfter(seat, declare), '山﨑', at('2026-11-18 00:01')))
    const back = { ...said, type: 'EndAbsence', atUs: now, by: '髙橋', of: null } as const
    const over = given(appointment, setting, seat, declare, back)
    assert.equal(dutiesAt(over.state, setting, now).length, 1)
    happened(over.when({ ...confirm, atUs: now + 1 }), 'AbsenceConfirmed')
    const again = { ...declare, atUs: now + 2 }
    const twice = given(appointment, setting, seat, declare, back, again, {
      ...confirm,
      atUs: now + 3,
    })
    assert.deepEqual(
      twice.state.absences.map(({ confirmedBy }) => confirmedBy),
      ['德永', null],
    )
    refused(over.when({ ...confirm, atUs: atUs - 1 }), '内規')
    const done = given(appointment, setting, seat, declare, confirm)
    assert.deepEqual(dutiesAt(done.state, setting, now), [])
    refused(done.when(confirm), '内規')
  })

  test('後任の委員長が就いたとき、代行は終わる', () => {
    const handed = settingAfter(seat, declare, { ...seat, atUs: now, fromUs: later })
    assert.ok(actsAsManager(handed, '山﨑', later - 1))
    assert.ok(actsAsManager(handed, '髙橋', later))
    const chosenBefore = settingAfter(seat, { ...seat, atUs, fromUs: later }, declare)
    assert.ok(actsAsManager(chosenBefore, '山﨑', later - 1))
    assert.ok(!actsAsManager(chosenBefore, '山﨑', later))
    assert.ok(actsAsManager(chosenBefore, '髙橋', later))
  })

  test('代わる人の定めのない規程では、だれも代われない', () => {
    const { refused: sentence } = refused(
      given(appointment, bySetting(sakai)).when(declare),
      '内規',
    )
    assert.match(sentence, /代わる人の定めがありません/)
    const deputy = { of: null, deputy: '山﨑', reason: '出張', citation: '堺市事務決裁規程' }
    const enter = { ...said, type: 'EnterDeputy', ...deputy } as const
    refused(given(appointment, bySetting(sakai)).when(enter), '内規')
    refused(given(appointment, setting, seat).when(enter), '運用基準４（４）により')
  })

  test('代決者は、根拠になる決まりの名と理由を書いて登録する', () => {
    const enter = {
      ...said,
      type: 'EnterDeputy',
      of: 'no12',
      deputy: '山﨑',
      reason: '出張',
      citation: '事務決裁規程第7条',
    } as const
    const city = given(appointment, bySetting(perCamera))
    refused(city.when({ ...enter, citation: ' ' }), '内規')
    refused(city.when({ ...enter, of: null }), '第4条第2項により')
    refused(city.when({ ...enter, by: '山﨑' }), '内規')
    refused(given(appointment, bySetting(perCamera), enter).when(enter), '内規')
    assert.match(refused(city.when(declare), '内規').next, /代決者を/)
    const [event] = happened(city.when(enter), 'AbsenceDeclared')
    assert.ok(event?.type === 'AbsenceDeclared')
    assert.equal(event.citation, '事務決裁規程第7条')
  })
})

describe('管理責任者', () => {
  const appoint = {
    ...said,
    type: 'AppointManager',
    person: '髙橋',
    of: null,
    unit: null,
    inOffice: true,
    fromUs: atUs,
  } as const

  test('委員長が管理責任者である規程では、別に任じない', () => {
    const outcome = given(appointment, bySetting(kai)).when(appoint)
    assert.match(refused(outcome, '運用基準４（４）により').next, /^委員長の選任/)
  })

  test('規程にある職の人だけが管理責任者になる', () => {
    const city = given(appointment, bySetting(sakai))
    refused(city.when({ ...appoint, inOffice: false }), '要領5(1)により')
    refused(city.when({ ...appoint, of: 'no12' }), '要領5(1)により')
    refused(city.when({ ...appoint, by: '髙橋' }), '内規')
    happened(city.when(appoint), 'ManagerAppointed')
  })

  test('後任が任じられた時に、前の管理責任者は退く', () => {
    const next = { ...appoint, person: '山﨑', fromUs: later }
    const { events } = given(appointment, bySetting(sakai), appoint, next)
    assert.deepEqual(holdersOf(officeAfter(events), 'manager', later - 1), ['髙橋'])
    assert.deepEqual(holdersOf(officeAfter(events), 'manager', later), ['山﨑'])
  })

  test('カメラごとの管理責任者は、そのカメラを所管する課の長で、異動すれば権限がなくなる', () => {
    const setting = bySetting(perCamera)
    const section = { ...said, type: 'NameSection', of: 'no12', unit: '市民課' } as const
    const head = { ...appoint, of: 'no12', unit: '市民課' }
    refused(given(appointment, setting).when(head), '内規')
    refused(given(appointment, setting).when({ ...section, unit: '' }), '内規')
    const past = given(appointment, setting, section)
    refused(past.when({ ...head, unit: '建設課' }), '第4条第2項により')
    const unnamed = refused(past.when({ ...head, of: null }), '第4条第2項により')
    assert.match(unnamed.refused, /どのカメラの/)
    refused(past.when({ ...head, inOffice: false }), '第4条第2項により')
    const transfer = { ...said, type: 'Transfer', person: '髙橋', fromUs: later } as const
    const moved = given(appointment, setting, section, head, transfer)
    const own = settingOf(perCamera, officeAfter(moved.events))
    assert.equal(refuseActing(own, '髙橋', later - 1, 'no12'), null)
    refused(refuseActing(own, '髙橋', later, 'no12') ?? {}, '第5条第2項の読み方（B41）')
    assert.deepEqual(
      dutiesAt(moved.state, setting, later).map(({ about, says }) => [about, says]),
      [['no12', '「no12」の管理責任者が空席']],
    )
    refused(given(appointment, setting).when({ ...transfer, fromUs: 0 }), '内規')
  })
})

describe('担当者の指定', () => {
  const appoint = {
    ...said,
    type: 'AppointManager',
    person: '髙橋',
    of: null,
    unit: null,
    inOffice: true,
    fromUs: atUs,
  } as const
  const designate = {
    ...said,
    type: 'Designate',
    by: '髙橋',
    person: '𠮷田',
    of: null,
    unit: '西成区役所市民協働課',
    employedBy: null,
    fromUs: atUs,
    lastDay: '2027-03-31',
    succeeds: null,
  } as const
  const city = given(appointment, bySetting(nishinari), appoint)

  test('第4条第3項: 市民協働課の職員のほかからは指定できない', () => {
    refused(city.when({ ...designate, unit: '総務課' }), '第4条第3項により')
    refused(city.when({ ...designate, employedBy: '警備会社' }), '第4条第3項により')
    happened(city.when(designate), 'OperatorDesignated')
  })

  test('内規: 指定には終わりの日があり、その日の終わりに終わる', () => {
    for (const lastDay of ['', '来年', '2026-11-13']) {
      refused(city.when({ ...designate, lastDay }), '内規')
    }
    const noDay = { fromUs: at('2026-11-15 00:00'), lastDay: '2026-11-14' }
    refused(city.when({ ...designate, ...noDay }), '内規')
    const { state } = given(appointment, bySetting(nishinari), appoint, designate)
    const office = { ...emptyOffice, ...state }
    assert.deepEqual(holdersOf(office, 'operator', at('2027-03-31 23:59')), ['𠮷田'])
    assert.deepEqual(holdersOf(office, 'operator', at('2027-04-01 00:00')), [])
    const soon = dutiesAt(state, bySetting(nishinari), at('2027-03-20 09:00'))
    assert.deepEqual(
      soon.map(({ what }) => what),
      ['designationEnds'],
    )
    assert.deepEqual(dutiesAt(state, bySetting(nishinari), at('2027-01-20 09:00')), [])
  })

  test('指定するのは管理責任者で、空席なら指定できない', () => {
    refused(city.when({ ...designate, by: '山﨑' }), '第4条第2項により')
    refused(given(appointment, bySetting(nishinari)).when(designate), '第5条第2項の読み方（B41）')
  })

  test('後任の指定が始まった時に前の人の指定が終わり、途中でも終えられる', () => {
    const next = { ...designate, person: '葛󠄀城', fromUs: later, succeeds: '𠮷田' } as const
    const { state } = given(appointment, bySetting(nishinari), appoint, designate, next)
    const office = { ...emptyOffice, ...state }
    assert.deepEqual(holdersOf(office, 'operator', later - 1), ['𠮷田'])
    assert.deepEqual(holdersOf(office, 'operator', later), ['葛󠄀城'])
    const end = { ...said, type: 'EndDesignation', by: '髙橋', person: '𠮷田', of: null } as const
    refused(city.when(end), '内規')
    const past = given(appointment, bySetting(nishinari), appoint, designate)
    refused(past.when({ ...end, by: '𠮷田' }), '第4条第2項により')
    refused(past.when({ ...end, person: '髙橋' }), '内規')
    refused(past.when({ ...end, of: 'no12' }), '内規')
    happened(past.when(end), 'DesignationEnded')
  })

  test('担当者を必ず置く規程では、いないことが務めに出る', () => {
    const { state } = given(appointment, bySetting(sakai), appoint)
    assert.deepEqual(
      dutiesAt(state, bySetting(sakai), later).map(({ what, basis }) => `${what} ${basis.cite}`),
      ['designate 要領5(3)'],
    )
  })

  test('カメラごとの規程では、カメラを選んで、その課の職員から指定する', () => {
    const setting = bySetting(perCamera)
    const section = { ...said, type: 'NameSection', of: 'no12', unit: '市民課' } as const
    const head = { ...appoint, of: 'no12', unit: '市民課' }
    const past = given(appointment, setting, section, head)
    assert.match(refused(past.when(designate), '第4条第2項により').next, /カメラを/)
    refused(past.when({ ...designate, of: 'no12', unit: '建設課' }), '第4条第3項により')
    happened(past.when({ ...designate, of: 'no12', unit: '市民課' }), 'OperatorDesignated')
  })

  test('名簿で届ける役は、始まりと終わりの日を持つ', () => {
    const enter = {
      ...said,
      type: 'EnterPost',
      person: '德永',
      post: 'guard',
      of: null,
      unit: null,
      fromUs: atUs,
      lastDay: '2026-11-30',
    } as const
    refused(given(appointment, bySetting(sakai)).when({ ...enter, fromUs: atUs - 1 }), '内規')
    refused(given(appointment, bySetting(sakai)).when({ ...enter, lastDay: '11月' }), '内規')
    refused(given(appointment, bySetting(sakai)).when({ ...enter, by: '德永' }), '内規')
    const noDay = { fromUs: at('2026-12-01 00:00'), lastDay: '2026-11-30' }
    refused(given(appointment, bySetting(sakai)).when({ ...enter, ...noDay }), '内規')
    happened(given(appointment, bySetting(sakai)).when({ ...enter, lastDay: null }), 'PostEntered')
    const { events } = given(appointment, bySetting(sakai), enter)
    assert.equal(events[0]?.basis.cite, '要領7')
    assert.deepEqual(holdersOf(officeAfter(events), 'guard', at('2026-11-30 23:59')), ['德永'])
    assert.deepEqual(holdersOf(officeAfter(events), 'guard', at('2026-12-01 00:00')), [])
  })
})

test('whatever is asked, an answer is events or a refusal with words, and folds to whole tenures', () => {
  const person = fc.constantFrom('髙橋', '山﨑', '𠮷田')
  const of = fc.constantFrom(null, 'no12')
  const ahead = fc.integer({ min: -1, max: 3 })
  const command = fc.oneof(
    fc.record({
      type: fc.constant('SeatCommittee' as const),
      seats: fc.constant(seats),
      fromUs: ahead,
    }),
    fc.record({
      ...{
        type: fc.constant('AppointManager' as const),
        person,
        of,
        unit: fc.constantFrom(null, '市民課'),
      },
      inOffice: fc.boolean(),
      fromUs: ahead,
    }),
    fc.record({
      type: fc.constant('NameSection' as const),
      of: fc.constant('no12'),
      unit: fc.constant('市民課'),
    }),
    fc.record({
      ...{
        type: fc.constant('Designate' as const),
        person,
        of,
        unit: fc.constantFrom('市民課', null),
      },
      ...{ employedBy: fc.constant(null), fromUs: ahead, lastDay: fc.constant('2026-11-15') },
      succeeds: fc.constantFrom(null, '髙橋'),
    }),
    fc.record({ type: fc.constant('Transfer' as const), person, fromUs: ahead }),
    fc.record({
      type: fc.constant('DeclareAbsence' as const),
      of,
      reason: fc.constantFrom('', '入院'),
    }),
    fc.record({ type: fc.constant('EndAbsence' as const), of }),
  )
  const steps = fc.array(fc.record({ command, by: person }), { maxLength: 12 })
  fc.assert(
    fc.property(fc.constantFrom(kai, sakai, nishinari, perCamera), steps, (profile, steps) => {
      const day = 86_400_000_000
      let state = appointment.initial
      steps.forEach(({ command, by }, i) => {
        const now = atUs + i * day
        const full = {
          ...command,
          ...('fromUs' in command ? { fromUs: now + command.fromUs * day } : {}),
          ...{ atUs: now, by },
        } as AppointmentCommand
        const outcome = appointment.decide(bySetting(profile), state, full)
        restsOn(profile, outcome)
        if (isRefusal(outcome)) {
          assert.notEqual(outcome.next.trim(), '')
          return
        }
        assert.ok(outcome.length > 0)
        state = outcome.reduce(appointment.evolve, state)
        const own = settingOf(profile, { ...emptyOffice, ...state })
        const of = profile.manager.per === 'camera' ? 'no12' : null
        assert.ok(holdersOf(own.office, 'manager', now, of).length <= 1)
        const acting = ['髙橋', '山﨑', '𠮷田'].filter(
          person => refuseActing(own, person, now, of) === null,
        )
        assert.ok(acting.length <= 1, `${acting}`)
      })
      for (const { fromUs, untilUs } of state.tenures)
        assert.ok(untilUs === null || fromUs < untilUs)
    }),
    { numRuns: 200 },
  )
})

test('a post held for one camera is not held for another', () => {
  const office = { ...emptyOffice, tenures: [tenure('髙橋', 'manager', { of: 'no12' })] }
  assert.ok(refuseActing(settingOf(perCamera, office), '髙橋', atUs, 'no13'))
})
