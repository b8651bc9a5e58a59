import type { FootageRange } from '#domain/footage-range.ts'
import type { Office } from '#domain/office.ts'
import type { Profile } from '#law/profile.ts'
import type { Post } from '#law/vocabulary/people.ts'
import { type Demand, demands } from './demands.ts'
import type { Desk, Logged } from './desk.ts'
import { nightResolution } from './office.ts'

/** What went wrong, in words: what the document does not let happen. Empty where nothing did. */
export function wrongs(profile: Profile, office: Office, { log }: Desk): readonly string[] {
  const demand = demands[profile.id]!
  return log.flatMap((event, place) => {
    const before = log.slice(0, place)
    switch (event.type) {
      case 'ViewingOpened':
        return wrongsOfAct(profile, demand, office, before, event, 'viewing')
      case 'FootageShown':
        return wrongsOfShowing(demand, office, before, event)
      case 'CopyMade':
        return wrongsOfAct(profile, demand, office, before, event, 'takeOut')
      case 'Told':
        return wrongsOfTelling(before)
      case 'CopyHandedOver':
        return wrongsOfHandingOver(demand, office, before)
      case 'CopyEnded':
        return demand.endings.includes(event.kind) ? [] : ['定めのない終わり方で閉じた']
      case 'RequestClosed':
        return happened(before, 'CopyMade') && !happened(before, 'CopyEnded')
          ? ['生きている写しがあるまま終えた']
          : []
      default:
        return []
    }
  })
}

const happened = (before: readonly Logged[], type: Logged['type']): boolean =>
  before.some(event => event.type === type)

/** Inside an open session and its ranges, as long as those who signed still are who they were. */
function wrongsOfShowing(
  demand: Demand,
  office: Office,
  before: readonly Logged[],
  { range, atUs }: Of<'FootageShown'>,
): readonly string[] {
  const session = before.findLast(
    (event): event is Of<'ViewingOpened'> => event.type === 'ViewingOpened',
  )
  if (!session || happened(before, 'ViewingClosed')) return ['開いた閲覧がないのに映した']
  return [
    ...(session.ranges.some(whole => within([whole], range)) ? [] : ['開いた範囲の外を映した']),
    ...(counted(demand, office, before, session, atUs).length >= demand.witnesses
      ? []
      : ['立会いが足りないまま映した']),
  ]
}

/** Who of those who signed counts as a witness at that moment. */
function counted(
  { pool, operatorCounts }: Demand,
  office: Office,
  before: readonly Logged[],
  { witnesses, operator }: Of<'ViewingOpened' | 'CopyMade'>,
  atUs: number,
): readonly string[] {
  const asked = before.find((event): event is Of<'Received'> => event.type === 'Received')
  return [...new Set(witnesses)].filter(
    person =>
      person !== asked?.requester.person &&
      (operatorCounts || person !== operator) &&
      holding(office)(person, pool, atUs),
  )
}

/** Telling what was seen is a provision too: on a ground, approved as such. */
const wrongsOfTelling = (before: readonly Logged[]): readonly string[] =>
  before.some(
    event => event.type === 'Approved' && event.acts.includes('telling') && event.ground !== '',
  )
    ? []
    : ['承認のないまま話した']

/** In this order: confirmed where the document asks it, told, written down; and then handed over. */
function wrongsOfHandingOver(
  { confirmed, told }: Demand,
  office: Office,
  before: readonly Logged[],
): readonly string[] {
  const confirmation = before.find(({ type }) => type === 'CopyConfirmed')
  const byManager =
    confirmation !== undefined && holding(office)(confirmation.by, ['manager'], confirmation.atUs)
  return [
    ...(happened(before, 'CopyMade') ? [] : ['作っていない写しを渡した']),
    ...(happened(before, 'LineWritten') ? [] : ['記録より先に渡した']),
    ...(confirmed && !byManager ? ['管理責任者が確かめる前に渡した'] : []),
    ...(told && !happened(before, 'ConditionsTold') ? ['条件を伝えずに渡した'] : []),
    ...(happened(before, 'CopyHandedOver') ? ['二度渡した'] : []),
  ]
}

type Of<Type extends Logged['type']> = Extract<Logged, { type: Type }>
type Has = (person: string, posts: readonly Post[], atUs: number) => boolean

const holding =
  (office: Office): Has =>
  (person, posts, atUs) =>
    office.tenures.some(
      tenure =>
        tenure.person === person &&
        posts.includes(tenure.post) &&
        tenure.fromUs <= atUs &&
        (tenure.untilUs === null || atUs < tenure.untilUs),
    )

/** An act before the camera's pictures: asked, decided by who must, before whom it must, and no wider. */
function wrongsOfAct(
  profile: Profile,
  demand: Demand,
  office: Office,
  before: readonly Logged[],
  opened: Of<'ViewingOpened' | 'CopyMade'>,
  act: 'viewing' | 'takeOut',
): readonly string[] {
  const asked = before.find((event): event is Of<'Received'> => event.type === 'Received')
  const requester = asked?.requester.person
  const approved = before.findLast(
    (event): event is Of<'Approved'> => event.type === 'Approved' && event.acts.includes(act),
  )
  if (!asked || !approved) return ['求めか承認のないまま始めた']
  const has = holding(office)
  const witnesses = counted(demand, office, before, opened, opened.atUs)
  const answers = new Map(
    before
      .filter((event): event is Of<'TestAnswered'> => event.type === 'TestAnswered')
      .map(({ test, answer }) => [test, answer.holds]),
  )
  const ground = profile.grounds.list.find(({ code }) => code === approved.ground)
  return [
    ...(isDecided(demand, office, before, approved, requester ?? null, has)
      ? []
      : ['決めるべき人が決めていない']),
    ...(approved.way === 'warrant' ||
    ground?.tests.every(({ id }) => answers.get(id)) ||
    (approved.ground === '' && act === 'viewing' && mayLookInside(office, asked, answers))
      ? []
      : ['根拠の問いに当たらない']),
    ...(witnesses.length >= demand.witnesses ? [] : ['立会いが足りない']),
    ...(demand.among.every(post => witnesses.some(person => has(person, [post], opened.atUs)))
      ? []
      : ['立会いにいるべき人がいない']),
    ...(has(opened.operator, ['manager', 'chair', 'operator'], opened.atUs)
      ? []
      : ['操作してよい人ではない']),
    ...(opened.ranges.every(range => within(approved.ranges, range)) ? [] : ['承認より広い']),
    ...(approved.ranges.every(range => within(asked.ranges, range)) ? [] : ['求めより広い']),
  ]
}

/** Without a ground only the office itself looks: by a resolution of its committee, or within the purpose. */
const mayLookInside = (
  { resolutions, tenures }: Office,
  { internal }: Of<'Received'>,
  answers: ReadonlyMap<string, boolean>,
): boolean =>
  internal &&
  (tenures.some(({ post }) => post === 'chair')
    ? resolutions.some(({ matter }) => matter.kind === 'exception')
    : answers.get('withinPurpose') === true)

/** Who decided, counted from the people themselves; nobody on their own request. */
function isDecided(
  { decides }: Demand,
  office: Office,
  before: readonly Logged[],
  { approvers, way, atUs }: Of<'Approved'>,
  requester: string | null,
  has: Has,
): boolean {
  const deciders = [...new Set(approvers)].filter(person => person !== requester)
  if (way === 'warrant') {
    const posts = ['manager', 'chair', 'viceChair', 'member', 'operator', 'staff'] as const
    return (
      before.some(({ type }) => type === 'WarrantPresented') &&
      deciders.filter(person => has(person, posts, atUs)).length >= 2
    )
  }
  if (decides === 'manager') return deciders.some(person => has(person, ['manager'], atUs))
  const seats = ['member', 'chair', 'viceChair'] as const
  const voting = deciders.filter(person => has(person, seats, atUs))
  if (way === 'telephone') {
    const heard = before.findLast(
      (event): event is Of<'TelephoneEntered'> => event.type === 'TelephoneEntered',
    )
    const signed = new Set(heard?.heardBy.filter(person => has(person, seats, atUs)))
    signed.delete(requester ?? '')
    const { members, howMany } = nightResolution.matter
    const named: readonly string[] = members
    return (
      before.some(({ type }) => type === 'UrgencyClaimed') &&
      signed.size >= 2 &&
      voting.filter(person => named.includes(person)).length >= howMany
    )
  }
  const all = new Set(office.tenures.map(({ person }) => person))
  const members = [...all].filter(person => has(person, seats, atUs))
  return voting.length * 2 > members.length && voting.some(person => has(person, ['chair'], atUs))
}

const within = (whole: readonly FootageRange[], part: FootageRange): boolean =>
  whole.some(
    ({ camera, fromMinute, toMinute }) =>
      camera === part.camera && fromMinute <= part.fromMinute && part.toMinute <= toMinute,
  )
