import { othersInFrame } from '#domain/request/inspection/person.ts'
import type { OpenRequest } from '#domain/request/state.ts'
import { groundOf } from '#law/called.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { completeRequest } from '../complete-request.ts'
import { asked } from './asked.ts'
import { created, type Person, type Thing } from './person.ts'

/** A case at the counter: everything its ground asks for, and what this script says of it. */
export function caseOf(
  profile: Profile,
  code: string,
  acts: readonly Act[],
  says: Pick<OpenRequest, 'id' | 'requester' | 'purpose' | 'ranges'> & Partial<OpenRequest>,
): OpenRequest {
  const whole = completeRequest(profile, code, acts, Date.now() * 1000)
  const ground = groundOf(profile, code)
  const checks = Object.entries(whole.checks).filter(
    ([check]) => check !== othersInFrame || ground?.othersInFrame,
  )
  return { ...whole, checks: Object.fromEntries(checks), ...says }
}

/** The same without one of its papers. */
export const withoutPaper = (whole: OpenRequest, paper: string): OpenRequest => ({
  ...whole,
  papers: whole.papers.filter(one => one.paper !== paper),
})

export const request = ({ id }: OpenRequest): Thing => ['request', id]
export const approval = ({ id }: OpenRequest): Thing => ['approval', id]
export const viewing = ({ id }: OpenRequest, session: string): Thing => ['viewing', id, session]
export const takeOut = ({ id }: OpenRequest, copy: string): Thing => ['take-out', id, copy]

/** Taken in at the counter, word for word, its papers scanned; a second person reads it. */
export async function takesIn(clerk: Person, reader: Person, whole: OpenRequest): Promise<void> {
  for (const { command } of asked(whole)) {
    const {
      type,
      atUs: _,
      by: __,
      ...words
    } = command as { type: string } & Record<string, unknown>
    if (type === 'HandIn') await handsIn(clerk, whole, words.paper as object)
    else await (type === 'ReadAgain' ? reader : clerk).does(request(whole), type, words)
  }
}

/** The paper itself first; what is entered names it by its hash. */
export async function handsIn(clerk: Person, whole: OpenRequest, paper: object): Promise<void> {
  const scan = Buffer.from(JSON.stringify(paper))
  const path = `/api/papers/request/${encodeURIComponent(whole.id)}`
  const { sha256 } = created(await clerk.hands(path, scan)).json
  await clerk.does(request(whole), 'HandIn', { paper: { ...paper, sha256 } })
}
