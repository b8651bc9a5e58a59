import type { Person } from './person.ts'

/** What somebody has to do about a thing, by what it is called in the rule's own software; overdue ones alone. */
export async function overdueAbout(person: Person, about: string): Promise<readonly string[]> {
  const { duties } = (await person.get('/api/duties')).json
  return duties
    .filter((duty: { about: string; isOverdue: boolean }) => duty.about === about && duty.isOverdue)
    .map(({ what }: { what: string }) => what)
    .toSorted()
}
