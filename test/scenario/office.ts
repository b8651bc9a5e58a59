import type { Office } from '#domain/office.ts'
import type { Profile } from '#law/profile.ts'
import { at, officeOf, tenure } from '../given.ts'

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
export const everybody = [...Object.keys(association), ...Object.keys(section), '元の人', '部外者']

export function officeFor({ committee }: Profile): Office {
  const office = officeOf(committee ? association : section)
  const gone = { fromUs: at('2020-04-01 00:00'), untilUs: at('2026-03-31 00:00') }
  const posts = committee ? (['member', 'operator'] as const) : (['staff', 'operator'] as const)
  return {
    ...office,
    tenures: [...office.tenures, ...posts.map(post => tenure('元の人', post, gone))],
  }
}
