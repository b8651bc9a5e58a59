import type { Profile } from '#law/vocabulary/profile.ts'
import type { Words } from './office-user.ts'

/** Somebody made up, and what a visitor can do in their place. */
export type Member = {
  readonly name: string
  /** As the ID begins; Latin letters. */
  readonly called: string
  readonly post: string
  readonly does: string
}

/** Five people and what they are in this office; the first comes in by the machine's own number. */
export type Company = {
  readonly head: Member
  /** Beside the head: takes requests in, is there as a witness. */
  readonly second: Member
  readonly operator: Member
  readonly witnesses: readonly [Member, Member]
  /** Who is there when pictures are shown; empty: the document asks for nobody. */
  readonly attending: readonly Member[]
  /** Words of the first page: who they are. */
  readonly appointments: readonly Words[]
  /** What is entered once the head is in; `of` a camera each, a use, or everything. */
  readonly designations: readonly Words[]
  /** Where its screens may stand. */
  readonly room: string
  /** The screen lies under lock and is taken out for each use. */
  readonly takesScreenOut: boolean
  /** For which use of the pictures something is decided, where managers are appointed by use. */
  readonly use: string | null
}

const use = '庁舎の防犯'
const always = { fromUs: 'now', lastDay: '2099-03-31' }

export const everybody = ({ head, second, operator, witnesses }: Company): readonly Member[] => [
  head,
  second,
  ...witnesses,
  operator,
]

/** Who there is under this document: a committee with its chair, or a section with its head. */
export const companyOf = (profile: Profile, cameras: readonly string[]): Company => ({
  ...(profile.committee ? committee : section(profile, cameras)),
  room: profile.terminals.rooms[0] ?? (profile.committee ? '集会所（架空）' : '相談室（架空）'),
  takesScreenOut: profile.terminals.checkOut !== null,
})

type People = Omit<Company, 'room' | 'takesScreenOut'>

const committee: People = (() => {
  const head: Member = {
    ...{ name: '佐藤 博', called: 'sato', post: '会長（委員長）' },
    does: '採決にかける、賛否を述べる、人と職を届ける',
  }
  const second: Member = {
    ...{ name: '髙橋 節子', called: 'takahashi', post: '副会長（副委員長）' },
    does: '申請を受け付ける、採決で賛否を述べる、閲覧に立ち会う',
  }
  const witnesses: readonly [Member, Member] = [
    {
      ...{ name: '山﨑 清', called: 'yamazaki', post: '委員' },
      does: '採決で賛否を述べる、閲覧に立ち会う',
    },
    {
      ...{ name: '𠮷田 幸子', called: 'yoshida', post: '委員' },
      does: '採決で賛否を述べる、閲覧に立ち会う',
    },
  ]
  const operator: Member = {
    ...{ name: '葛󠄀城 健', called: 'katsuragi', post: '操作担当者（委員）' },
    does: '閲覧を準備して映す、記録の行を確かめる',
  }
  const seats = [
    { person: head.name, posts: ['president', 'chair'] },
    { person: second.name, posts: ['vicePresident', 'viceChair'] },
    ...[...witnesses, operator].map(({ name }) => ({ person: name, posts: ['member'] })),
  ]
  return {
    ...{ head, second, operator, witnesses, attending: witnesses, use: null },
    appointments: [
      { type: 'WriteSeatCount', words: { count: seats.length, resolution: null } },
      { type: 'SeatCommittee', words: { seats, fromUs: 'now' } },
    ],
    designations: [designated(operator, null, null)],
  }
})()

function section(profile: Profile, cameras: readonly string[]): People {
  const { per } = profile.manager
  // Where the document has one section for everything, it may name it.
  const named = per === 'document' ? profile.operators.from?.unit : undefined
  const unit = named ?? '地域安全課（架空）'
  const word = (post: string) => profile.posts.find(one => one.post === post)?.word
  const head: Member = {
    ...{ name: '佐藤 博', called: 'sato', post: `課長（${word('manager') ?? '管理責任者'}）` },
    does: '承認する、担当者に指示する、人と職を届ける',
  }
  const operator: Member = {
    ...{ name: '葛󠄀城 健', called: 'katsuragi', post: word('operator') ?? '操作担当者' },
    does: '閲覧を準備して映す、記録の行を確かめる',
  }
  const staff = (name: string, called: string): Member => ({
    ...{ name, called, post: '職員' },
    does: '求めを受け付ける',
  })
  const second = staff('髙橋 節子', 'takahashi')
  const witnesses = [staff('山﨑 清', 'yamazaki'), staff('𠮷田 幸子', 'yoshida')] as const
  const places = per === 'camera' ? cameras : [per === 'use' ? use : null]
  const entered = [head, second, ...witnesses, operator].map(({ name: person }) => ({
    type: 'EnterPost',
    words: { person, post: 'staff', of: null, unit, fromUs: 'now', lastDay: null },
  }))
  return {
    ...{ head, second, operator, witnesses, use: per === 'use' ? use : null },
    attending: profile.witnesses.rules.length > 0 ? [head, operator] : [],
    appointments: [
      ...places.flatMap(of => (of === null ? [] : [{ type: 'NameSection', words: { of, unit } }])),
      ...places.map(of => ({
        type: 'AppointManager',
        words: { person: head.name, of, unit, inOffice: true, fromUs: 'now' },
      })),
      ...entered,
    ],
    designations: places.map(of => designated(operator, of, unit)),
  }
}

function designated({ name }: Member, of: string | null, own: string | null): Words {
  return { person: name, of, unit: own, employedBy: null, succeeds: null, ...always }
}
