import type { Office } from '#domain/office.ts'
import type { Profile } from '#law/profile.ts'
import { at, officeOf, tenure } from '../given.ts'
import { minuteUs, startUs } from './hours.ts'

/** People of an association: the chair, the vice chair, members, one of whom operates, and one who was a member. */
const association = {
  会長: ['president', 'chair'],
  副会長: ['vicePresident', 'viceChair'],
  髙橋: ['member'],
  山﨑: ['member'],
  操作: ['member', 'operator'],
} as const

/** People of a section: its head, two operators, another of the staff, a guard. */
const section = {
  課長: ['manager', 'staff'],
  担当: ['operator', 'staff'],
  副担当: ['operator', 'staff'],
  職員: ['staff'],
  守衛: ['guard'],
} as const

/** Everybody who might turn up, whether they may do anything or not. */
export const everybodyOf = ({ committee }: Profile): readonly string[] => [
  ...Object.keys(committee ? association : section),
  '元の人',
  '部外者',
]

/** 『緊急時の承認方法』, passed beforehand: three of these by telephone. */
export const nightResolution = {
  id: '議決5',
  matter: { kind: 'urgentApproval', members: ['会長', '副会長', '髙橋', '山﨑'], howMany: 3 },
  passedAtUs: at('2026-05-10 19:00'),
  repealedAtUs: null,
} as const

/** An exception to 「原則として」: the committee lets its own people look for themselves. */
export const exception = {
  id: '議決6',
  matter: { kind: 'exception', says: '故障の跡を確かめるために見る' },
  passedAtUs: at('2026-11-01 19:00'),
  repealedAtUs: null,
} as const

export function officeFor({ committee }: Profile): Office {
  const office = officeOf(committee ? association : section)
  const gone = { fromUs: at('2020-04-01 00:00'), untilUs: at('2026-03-31 00:00') }
  const posts = committee ? (['member', 'operator'] as const) : (['staff', 'operator'] as const)
  return {
    ...office,
    resolutions: committee
      ? [nightResolution, exception].map(passed => ({ ...passed, basis: committee.by }))
      : [],
    tenures: [...office.tenures, ...posts.map(post => tenure('元の人', post, gone))],
  }
}

/** Somebody's tenure ends in the middle of a scenario: which (round and round), and so many minutes in. */
export type Lapse = { readonly place: number; readonly minutes: number }

export const lapsed = (office: Office, { place, minutes }: Lapse): Office => ({
  ...office,
  tenures: office.tenures.map((held, at) =>
    at === place % office.tenures.length
      ? { ...held, untilUs: Math.min(held.untilUs ?? Infinity, startUs + minutes * minuteUs) }
      : held,
  ),
})
