import { officeTime } from './camera-papers.ts'
import { approval } from './case.ts'
import type { Person, Thing, Words } from './person.ts'

const meetings: Thing = ['meeting', 'main']

/** A meeting that the chair calls, with one motion that everybody there is for. */
export async function resolves(
  chair: Person,
  others: readonly Person[],
  meeting: string,
  motion: { readonly id: string; readonly matter: Words },
): Promise<void> {
  const everybody = [chair, ...others].map(({ name }) => name)
  await chair.does(meetings, 'HoldMeeting', {
    id: meeting,
    heldAtUs: await officeTime(chair),
    convenedBy: chair.name,
    attending: everybody,
    motions: [{ ...motion, inFavour: everybody }],
    reports: [],
  })
}

type Case = Parameters<typeof approval>[0]

/** Each says yes at a screen, with a key of their own. */
export async function voteFor(whole: Case, members: readonly Person[]): Promise<void> {
  for (const member of members) {
    await member.does(approval(whole), 'Vote', { inFavour: true, reasons: '' })
  }
}
