import { type Order, order } from '#acts/decided.ts'
import type { AppointmentCommand } from '#domain/appointment/words.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { minuteUs, startUs } from './scenario/hours.ts'

/** The orders by which an office of the scenarios' people and its one screen come about, an hour before they begin. */
export function officeOrders(profile: Profile, terminal: { id: string; room: string }): Order[] {
  const atUs = startUs - 60 * minuteUs
  const manager = profile.committee ? '会長' : '課長'
  const commands = profile.committee ? committee(atUs) : section(profile, atUs)
  const screen = { atUs, by: manager } as const
  return [
    ...commands.map(command => order('appointment', ['main'], command)),
    order('terminal', [terminal.id], {
      ...screen,
      type: 'EnrolTerminal',
      terminal: terminal.id,
      room: terminal.room,
      deviceKey: '鍵',
      keptBy: null,
    }),
    order('terminal', [terminal.id], { ...screen, type: 'CheckOut', holder: '操作' }),
  ]
}

const designated = { employedBy: null, lastDay: '2027-03-31', succeeds: null } as const

const committee = (atUs: number): readonly AppointmentCommand[] => [
  {
    ...{ type: 'SeatCommittee', atUs, by: '前の会長', fromUs: atUs },
    seats: [
      { person: '会長', posts: ['president', 'chair'] },
      { person: '副会長', posts: ['vicePresident', 'viceChair'] },
      { person: '髙橋', posts: ['member'] },
      { person: '山﨑', posts: ['member'] },
      { person: '操作', posts: ['member'] },
    ],
  },
  {
    ...{ type: 'Designate', atUs, by: '会長', person: '操作', of: null, unit: null },
    ...designated,
    fromUs: atUs,
  },
]

function section({ manager, operators }: Profile, atUs: number): readonly AppointmentCommand[] {
  const unit = operators.from?.unit ?? '総務課'
  const of = { document: null, camera: 'no12', use: '庁舎の防犯' }[manager.per]
  const from = { atUs, fromUs: atUs, of, unit } as const
  const staff = { ...from, type: 'EnterPost', by: '人事', post: 'staff', lastDay: null } as const
  return [
    ...(of === null ? [] : [{ type: 'NameSection', atUs, by: '人事', of, unit } as const]),
    { ...from, type: 'AppointManager', by: '人事', person: '課長', inOffice: true },
    { ...staff, person: '課長' },
    { ...staff, person: '担当' },
    { ...staff, person: '職員' },
    { ...from, ...designated, type: 'Designate', by: '課長', person: '担当' },
  ]
}
