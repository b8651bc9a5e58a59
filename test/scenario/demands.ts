import type { FootageRange } from '#domain/footage-range.ts'
import type { Office } from '#domain/office.ts'
import type { Profile } from '#law/profile.ts'
import type { Post } from '#law/vocabulary/people.ts'
import type { Desk, Logged } from './desk.ts'
import { nightResolution } from './office.ts'

type Demand = {
  readonly decides: 'majorityWithChair' | 'manager'
  readonly witnesses: number
  readonly pool: readonly Post[]
  /** Whether who operates may be one of the witnesses. */
  readonly operatorCounts: boolean
  readonly among: readonly Post[]
}

/**
 * What must be so before a picture is shown, read from the five documents once more and written down without
 * their profiles: what the deciders let happen is held against it.
 */
const demands: Readonly<Record<string, Demand>> = {
  /** 10（1） 管理運用委員会 … 承認; 10（2） ２名以上の委員; the operator only by resolution (内規 A8). */
  kai: {
    decides: 'majorityWithChair',
    witnesses: 2,
    pool: ['member', 'chair', 'viceChair'],
    operatorCounts: false,
    among: [],
  },
  /** 第6条第2項 管理責任者、運用取扱者等複数の関係職員 (both of them: 内規 A9); the manager decides (読み A18). */
  hokuto: {
    decides: 'manager',
    witnesses: 2,
    pool: ['manager', 'operator', 'staff'],
    operatorCounts: true,
    among: ['manager', 'operator'],
  },
  nishinari: { decides: 'manager', witnesses: 0, pool: [], operatorCounts: true, among: [] },
  sakai: { decides: 'manager', witnesses: 0, pool: [], operatorCounts: true, among: [] },
  kawasaki: { decides: 'manager', witnesses: 0, pool: [], operatorCounts: true, among: [] },
}

/** What went wrong, in words: a picture shown that the document does not let be shown. Empty where nothing did. */
export function wrongs(profile: Profile, office: Office, { log }: Desk): readonly string[] {
  return log.flatMap((event, place) => {
    const before = log.slice(0, place)
    if (event.type === 'ViewingOpened') return wrongsOfOpening(profile, office, before, event)
    if (event.type !== 'FootageShown') return []
    const session = before.findLast(({ type }) => type === 'ViewingOpened')
    const over = before.some(({ type }) => type === 'ViewingClosed')
    return session?.type === 'ViewingOpened' && !over && within(session.ranges, event.range)
      ? []
      : ['映した範囲が、開いた閲覧の中にない']
  })
}

type Of<Type extends Logged['type']> = Extract<Logged, { type: Type }>

function wrongsOfOpening(
  profile: Profile,
  office: Office,
  before: readonly Logged[],
  opened: Of<'ViewingOpened'>,
): readonly string[] {
  const demand = demands[profile.id]!
  const asked = before.find((event): event is Of<'Received'> => event.type === 'Received')
  const requester = asked?.requester.person
  const approved = before.findLast((event): event is Of<'Approved'> => event.type === 'Approved')
  if (!asked || !approved) return ['求めか承認のないまま開いた']
  const has = (person: string, posts: readonly Post[], atUs: number) =>
    office.tenures.some(
      tenure =>
        tenure.person === person &&
        posts.includes(tenure.post) &&
        tenure.fromUs <= atUs &&
        (tenure.untilUs === null || atUs < tenure.untilUs),
    )
  const witnesses = [...new Set(opened.witnesses)].filter(
    person =>
      person !== requester &&
      (demand.operatorCounts || person !== opened.operator) &&
      has(person, demand.pool, opened.atUs),
  )
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
    ...(approved.acts.includes('viewing') ? [] : ['承認は閲覧ではない']),
    ...(approved.way === 'warrant' || ground?.tests.every(({ id }) => answers.get(id))
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

type Has = (person: string, posts: readonly Post[], atUs: number) => boolean

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
