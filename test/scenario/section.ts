import type { Person, Words } from './person.ts'
import type { RunningSite } from './running-site.ts'
import { comesIn, firstManager } from './staffing.ts'

/** A section of a city: its head, who answers for `of`; somebody who is to operate; somebody else of the staff. */
export async function sectionOf(
  site: RunningSite,
  { of, unit }: { readonly of: string | null; readonly unit: string },
) {
  const post = { of: null, unit, fromUs: 'now' }
  const head = { person: '課長', of, unit, inOffice: true, fromUs: 'now' }
  const staff = (person: string) => ({
    type: 'EnterPost',
    words: { ...post, person, post: 'staff', lastDay: null },
  })
  const { manager: 課長, people } = await firstManager(site, '設置 花子', '課長', [
    ...(of === null ? [] : [{ type: 'NameSection', words: { of, unit } }]),
    { type: 'AppointManager', words: head },
    ...['課長', '担当', '職員'].map(staff),
  ])
  const 担当 = await comesIn(課長, people, '担当')
  const 職員 = await comesIn(課長, people, '職員')
  return { 課長, 担当, 職員, people }
}

/** Designates somebody until a day far away. */
export const designation = (person: string, of: string | null, unit: string | null): Words => ({
  ...{ person, of, unit, employedBy: null, succeeds: null },
  ...{ fromUs: 'now', lastDay: '2099-03-31' },
})

export const appointments = ['appointment', 'main'] as const

/** The manager's word to somebody, for one case or (null) for any. */
export const instructs = (manager: Person, to: Person, request: string | null) =>
  manager.post('/api/instructions', { to: to.name, request })
