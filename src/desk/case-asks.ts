import { withinPurpose } from '#domain/request/inspection/ground.ts'
import { application, entered, papersFor } from '#domain/request/inspection/papers.ts'
import { othersInFrame } from '#domain/request/inspection/person.ts'
import type { OpenRequest } from '#domain/request/state.ts'
import { groundOf } from '#law/called.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { CaseAsks } from './case-now.ts'

/** What the document asks of this request beyond who asks and for what: the fields of its form, in the order of the counter. */
export function asksOf(profile: Profile, request: OpenRequest): CaseAsks {
  const { acts, papers: handedIn } = request
  const ground = groundOf(profile, request.ground)
  const { application: written } = profile.grounds
  const isWritten = written.for.some(act => acts.includes(act))
  const word = profile.words.request[0]?.word ?? '求め'
  const isThere = (id: string) => handedIn.some(({ paper }) => paper === id)
  const outside = profile.copies.viewOnlyOutsidePurpose
  return {
    tests: [
      ...(ground?.tests ?? []).map(({ id, asks, facts, by }) => ({
        ...{ id, asks, by },
        needsFacts: facts !== null,
        answer: request.answers[id] ?? null,
      })),
      ...((outside && acts.includes('takeOut')) || request.internal
        ? [
            {
              id: withinPurpose,
              asks: '設置目的を達成するために必要ですか',
              by: outside ?? profile.internalViewing.by,
              needsFacts: true,
              answer: request.answers[withinPurpose] ?? null,
            },
          ]
        : []),
    ],
    entries: [...(isWritten ? written.entries : []), ...(ground?.entries ?? [])].map(
      ({ id, name, by }) => ({ id, name, by, says: entered(request, id) ?? '' }),
    ),
    papers: [
      ...(isWritten
        ? [
            {
              ...{ id: application, name: `書面による${word}`, by: written.by, contents: [] },
              otherwise: written.counterMayWrite
                ? '本人に書いてもらうか、受付で聞き取って書きます'
                : '書面を出してもらいます。その場で書いたものでもかまいません',
              isThere: isThere(application),
            },
          ]
        : []),
      ...(ground ? papersFor(ground, request, acts) : []).map(
        ({ id, name, by, contents, otherwise }) => ({
          ...{ id, name, by, otherwise },
          contents: contents.map(({ id, name }) => ({ id, name })),
          isThere: isThere(id),
        }),
      ),
    ],
    identity: ground?.identity
      ? { facts: ground.identity.facts, photo: ground.identity.photo, by: ground.identity.by }
      : null,
    checks: [
      ...(ground?.checks ?? []).map(({ id, asks, automatic, by }) => ({
        ...{ id, asks, automatic, by },
        answer: request.checks[id] ?? null,
      })),
      ...(ground?.othersInFrame && acts.includes('takeOut')
        ? [
            {
              id: othersInFrame,
              asks: 'ほかの人が写り込んでいないこと、又は取り除いたことを確かめましたか',
              automatic: false,
              by: ground.othersInFrame,
              answer: request.checks[othersInFrame] ?? null,
            },
          ]
        : []),
    ],
    secondReader: ground?.secondReader ?? null,
  }
}
