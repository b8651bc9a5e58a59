import type { Act, Entry, Ground, Paper } from '#law/vocabulary/grounds.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { HandedIn, OpenRequest } from '../state.ts'
import { filled, type Point, point } from './point.ts'
import { urgencyFor } from './urgency.ts'

/** The written request itself (申請書, 依頼書), whoever wrote it down. */
export const application = 'application'

/** The papers a ground demands for these acts of this requester. */
export const papersFor = (
  ground: Ground,
  request: OpenRequest,
  acts: readonly Act[],
): readonly Paper[] =>
  ground.papers.filter(
    paper =>
      paper.for.some(act => acts.includes(act)) &&
      (paper.from?.includes(request.requester.kind) ?? true),
  )

export function applicationPoints(
  { grounds, words }: Profile,
  request: OpenRequest,
  acts: readonly Act[],
): readonly Point[] {
  const { for: needed, forShowing, by, entries, counterMayWrite } = grounds.application
  if (!needed.some(act => acts.includes(act))) return []
  const word = words.request[0]?.word ?? '求め'
  return [
    point(
      `書面による${word}`,
      acts.every(act => act === 'viewing') ? (forShowing ?? by) : by,
      request.papers.some(({ paper }) => paper === application),
      `書面による${word}がありません`,
      counterMayWrite
        ? '本人に書いてもらうか、受付で聞き取って書き、写しを添えてください'
        : '書面を出してもらってください。その場で書いたものでもかまいません',
    ),
    ...entryPoints(entries, request),
  ]
}

/** Fields that must be filled in, each on its own rule. */
export const entryPoints = (entries: readonly Entry[], request: OpenRequest): readonly Point[] =>
  entries.map(({ id, name, by }) =>
    point(
      name,
      by,
      filled(entered(request, id)),
      `${name}が書かれていません`,
      `${name}を確かめて書いてください`,
    ),
  )

/** What was written under a name: of the request's own facts where it is one of them. */
export function entered(request: OpenRequest, id: string): string | undefined {
  const { requester, purpose, ground } = request
  const own: Readonly<Record<string, string | null>> = {
    purpose,
    legalBasis: ground,
    name: requester.name,
    post: requester.post,
    organisation: requester.organisation,
    contact: requester.contact,
    address: requester.address,
  }
  return request.entries[id] ?? own[id] ?? undefined
}

export function paperPoints(
  profile: Profile,
  ground: Ground,
  request: OpenRequest,
  acts: readonly Act[],
): readonly Point[] {
  const urgency = urgencyFor(profile, ground, request)
  return papersFor(ground, request, acts)
    .filter(({ urgencyWaives }) => !(urgency && urgencyWaives))
    .flatMap(paper => {
      const { name, by, otherwise, contents } = paper
      const handedIn = request.papers.find(({ paper: id }) => id === paper.id)
      const there = point(name, by, handedIn !== undefined, `${name}がありません`, otherwise)
      return handedIn
        ? [there, ...contents.map(entry => contentPoint(paper, handedIn, entry))]
        : [there]
    })
}

const contentPoint = (paper: Paper, handedIn: HandedIn, { id, name, by }: Entry): Point =>
  point(
    `${paper.name}の${name}`,
    by,
    filled(handedIn.contents[id]),
    `${paper.name}に${name}がありません`,
    `${name}を書き加えた${paper.name}を出してもらってください`,
  )
