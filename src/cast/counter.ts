import type { Profile } from '#law/vocabulary/profile.ts'
import { type Entered, provedAs, receivedAs, type Story } from './case.ts'
import { created, type OfficeUser, type Thing } from './office-user.ts'
import { scanOf } from './paper.ts'

export const request = (id: string): Thing => ['request', id]
export const approval = (id: string): Thing => ['approval', id]
export const viewing = (id: string, session: string): Thing => ['viewing', id, session]
export const takeOut = (id: string, copy: string): Thing => ['take-out', id, copy]

/** The next number of the fiscal year, and the request under it: nothing proved yet. */
export async function receives(clerk: OfficeUser, profile: Profile, story: Story): Promise<string> {
  const { next: id } = (await clerk.get('/api/cases')).json
  await enters(clerk, id, receivedAs(profile, id, story))
  return id
}

/** Everything the document asks for, and a second person reads it. */
export async function proves(
  [clerk, reader]: readonly [OfficeUser, OfficeUser],
  profile: Profile,
  id: string,
  story: Story,
  day: string,
): Promise<void> {
  await enters(clerk, id, provedAs(profile, story, day))
  await reader.does(request(id), 'ReadAgain')
}

async function enters(clerk: OfficeUser, id: string, entered: readonly Entered[]): Promise<void> {
  for (const { type, words, paper } of entered) {
    if (!paper) await clerk.does(request(id), type, words)
    else {
      const path = `/api/papers/request/${encodeURIComponent(id)}`
      const { sha256 } = created(await clerk.hands(path, scanOf(paper.title))).json
      await clerk.does(request(id), type, { ...words, paper: { ...paper, sha256 } })
    }
  }
}
