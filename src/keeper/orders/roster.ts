import type { Order, Outcome } from '#door/door.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { sha256 } from '#hash/sha256.ts'
import { isRefusal, type Refusal } from '#law/basis.ts'
import type { Post } from '#law/vocabulary/people.ts'
import { beforeFirst, type SignedChange } from '#roster/change.ts'
import type { Roster } from '#roster/roster.ts'
import { alterationIn, signedChangeIn } from '#roster/shape.ts'
import { readKey } from '#tlog/note.ts'
import type { Releases } from '../release/releases.ts'

/** The roster as people see it: whom the keeper believes, each key by its fingerprint. */
export type RosterReport = {
  readonly number: number
  /** Since when it stands, keeper time. */
  readonly atUs: number
  readonly head: string
  readonly ledger: string
  readonly origin: string
  readonly gradeC: boolean
  readonly people: readonly {
    readonly person: string
    readonly posts: readonly string[]
    readonly keys: readonly { readonly id: string; readonly fingerprint: string }[]
  }[]
  readonly terminals: readonly string[]
  readonly envelopes: number
}

type Orders = Readonly<Record<string, (order: Order) => Promise<Outcome>>>

export type RosterOrdersParts = {
  /** What stands in its place: roster or burnt receipts are not as they were left. Then nothing opens, and recording goes on. */
  readonly releases: Releases | Error
  readonly nowUs: () => number
  /** As the rule document calls a post. */
  readonly wordOf: (post: Post) => string
}

/** Orders at the keeper's own door: looking, founding at the console, and changes that two people signed. */
export function rosterOrders({ releases, nowUs, wordOf }: RosterOrdersParts): Orders {
  const there = () => {
    if (releases instanceof Error) throw releases
    return releases
  }
  const answer = (found: Roster | Refusal): Outcome =>
    isRefusal(found) ? { refusal: found } : { result: reportOf(found, wordOf) }
  return {
    'roster.show': async () => {
      const { roster } = there()
      return { result: roster && reportOf(roster, wordOf) }
    },
    'roster.preview': async ({ founding }) =>
      answer(there().previewRoster(foundingIn(founding, nowUs()))),
    'roster.found': async ({ founding }) =>
      answer(await there().changeRoster(foundingIn(founding, nowUs()))),
    'roster.change': async ({ signed }) => {
      const change = signedChangeIn(signed)
      if (!change || change.change.alteration.kind === 'found') throw odd()
      return answer(await there().changeRoster(change))
    },
  }
}

/** Throws Fault on what is no founding. */
function foundingIn(founding: unknown, atUs: number): SignedChange {
  const alteration = alterationIn(founding)
  if (alteration?.kind !== 'found' || !readKey(sha256, alteration.ledger)) throw odd()
  return { change: { v: 1, number: 1, previous: beforeFirst, atUs, alteration }, signed: [] }
}

function reportOf(roster: Roster, wordOf: (post: Post) => string): RosterReport {
  const { number, atUs, head, ledger, relyingParty, gradeC, people, terminals, envelopes } = roster
  return {
    ...{ number, atUs, head, ledger, origin: relyingParty.origin, gradeC },
    people: people.map(({ person, posts, credentials }) => ({
      person,
      posts: posts.map(wordOf),
      keys: credentials.map(({ id, key }) => ({ id, fingerprint: fingerprintOf(key) })),
    })),
    terminals: terminals.map(({ terminal }) => terminal),
    envelopes: envelopes.length,
  }
}

/** Eight groups of four: enough to compare with a sheet of paper. */
const fingerprintOf = (key: object): string =>
  Buffer.from(sha256(Buffer.from(JSON.stringify(key))))
    .toString('hex')
    .slice(0, 32)
    .replace(/(.{4})(?=.)/g, '$1 ')

const odd = () =>
  new Fault(
    'Misconfigured',
    sentence('名簿の書き方が違います。', 'This is not a roster, or not a change of one.'),
    sentence(
      '事務室が作ったファイルを、そのまま使ってください。',
      'Use the file that the office wrote, as it is.',
    ),
  )
