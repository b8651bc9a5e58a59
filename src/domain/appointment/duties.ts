import { postWord } from '#law/called.ts'
import { peopleHouse } from '#law/house/site.ts'
import type { Setting } from '../decider.ts'
import { type Duty, daysAfterUs } from '../duty.ts'
import { actingManagers, holdersOf, membersAt } from '../office.ts'
import type { AppointmentState } from './words.ts'

/**
 * What the posts of this place ask for now: a body, a manager and operators where the document wants them,
 * a look at a deputy's declaration, successors, designations about to end.
 */
export function dutiesAt(
  state: AppointmentState,
  { profile, office }: Setting,
  nowUs: number,
): readonly Duty[] {
  const { tenures, absences } = state
  const setting = { profile, office: { ...office, tenures, absences } }
  return [
    ...vacancies(state, setting, nowUs),
    ...unconfirmed(state, setting),
    ...successors(state, setting),
    ...endings(state, setting, nowUs),
  ]
}

function vacancies({ sections }: AppointmentState, setting: Setting, nowUs: number): Duty[] {
  const { profile, office } = setting
  const { committee, manager, operators } = profile
  const duties: Duty[] = []
  const now = { dueUs: nowUs, about: 'office' }
  if (committee && membersAt(office, nowUs).length === 0) {
    duties.push({
      ...now,
      what: 'seatCommittee',
      says: `${committee.name}を置く`,
      next: '会長・副会長を含む委員と、委員長・副委員長を届けてください',
      post: 'president',
      basis: committee.by,
    })
  }
  const answeredFor = manager.per === 'document' ? [null] : Object.keys(sections)
  for (const of of answeredFor.filter(of => actingManagers(setting, nowUs, of).length === 0)) {
    duties.push({
      ...now,
      about: of ?? 'office',
      what: 'fillManager',
      says: of === null ? '管理責任者が空席' : `「${of}」の管理責任者が空席`,
      next: `${manager.office}を届けてください。録画は続いています`,
      post: 'manager',
      basis: manager.by,
    })
  }
  if (operators.designation === 'must' && holdersOf(office, 'operator', nowUs).length === 0) {
    duties.push({
      ...now,
      what: 'designate',
      says: '担当者を指定する',
      next: '管理責任者が、担当者と終わりの日を決めてください',
      post: 'manager',
      basis: operators.by,
    })
  }
  return duties
}

function unconfirmed({ absences }: AppointmentState, { profile: { deputy } }: Setting) {
  if (deputy.kind !== 'declared') return []
  const { from, withinDays, by } = deputy.confirmation
  return absences
    .filter(({ confirmedBy }) => confirmedBy === null)
    .map(({ declaredAtUs, deputy: person }) => ({
      what: 'confirmAbsence',
      about: 'office',
      says: `${person}の代行の届けを、委員が確かめる`,
      next: '事情を確かめて、代行の届けに署名してください',
      post: from,
      dueUs: daysAfterUs(declaredAtUs, withinDays),
      basis: by,
    }))
}

const successors = ({ leaving }: AppointmentState, { profile }: Setting) =>
  leaving.map(({ person, post }) => ({
    what: 'findSuccessor',
    about: 'office',
    says: `${person}の後任を決める（${postWord(profile, post)}）`,
    next: '後任が就くまで、いまの人が務めます。新しい顔ぶれを届けてください',
    post,
    dueUs: null,
    basis: profile.succession.by,
  }))

function endings({ tenures }: AppointmentState, { profile }: Setting, nowUs: number) {
  const soonUs = daysAfterUs(nowUs, peopleHouse.designationEndsSoonDays)
  return tenures.flatMap(({ person, post, of, fromUs, untilUs }) => {
    const ends =
      post === 'operator' &&
      fromUs <= nowUs &&
      untilUs !== null &&
      nowUs < untilUs &&
      untilUs <= soonUs
    const renewed = tenures.some(
      later => later.post === post && later.of === of && later.fromUs >= (untilUs ?? 0),
    )
    if (!ends || renewed) return []
    return [
      {
        what: 'designationEnds',
        about: of ?? 'office',
        says: `${person}の指定が間もなく終わる`,
        next: '続けるか、後任を指定してください',
        post: 'manager' as const,
        dueUs: untilUs,
        basis: profile.operators.endDate,
      },
    ]
  })
}
