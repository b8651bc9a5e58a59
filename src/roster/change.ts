import { canonicalJson } from '#canonical/json.ts'
import type { CoSignature } from '#cosign/cosignature.ts'
import type { Post } from '#law/vocabulary/people.ts'
import type { Sha256 } from '#tlog/tree.ts'
import {
  credentialNamed,
  type Envelope,
  type Roster,
  type RosterCredential,
  type RosterPerson,
  type RosterTerminal,
} from './roster.ts'

type NewKey = Pick<RosterCredential, 'id' | 'key' | 'attachment'>

/** What is changed. */
export type Alteration =
  | ({
      readonly kind: 'found'
      readonly people: readonly {
        readonly person: string
        readonly posts: readonly Post[]
        readonly credentials: readonly NewKey[]
      }[]
    } & Pick<Roster, 'ledger' | 'relyingParty' | 'gradeC' | 'terminals' | 'envelopes'>)
  /** A new person or new posts; an empty list: out of every post. */
  | { readonly kind: 'posts'; readonly person: string; readonly posts: readonly Post[] }
  /** A further key, or the first; `by`: who handed it out, one of the two. */
  | { readonly kind: 'enrol'; readonly person: string; readonly key: NewKey; readonly by: string }
  /** Instead of all the keys of somebody who lost theirs. */
  | { readonly kind: 'recover'; readonly person: string; readonly key: NewKey }
  /** The same at once, with two sealed papers instead of two signatures. */
  | {
      readonly kind: 'recoverOnPaper'
      readonly person: string
      readonly key: NewKey
      readonly papers: readonly { readonly number: number; readonly secret: string }[]
    }
  | { readonly kind: 'strike'; readonly credential: string; readonly reason: string }
  | { readonly kind: 'terminal'; readonly terminal: RosterTerminal }
  | { readonly kind: 'strikeTerminal'; readonly terminal: string; readonly reason: string }
  | { readonly kind: 'envelopes'; readonly envelopes: readonly Envelope[] }
  | { readonly kind: 'ledger'; readonly key: string }

/** One link of the chain. */
export type Change = {
  readonly v: 1
  readonly number: number
  /** SHA-256 of the change before, hex; 64 zeros before the first. */
  readonly previous: string
  readonly atUs: number
  readonly alteration: Alteration
}
export type SignedChange = { readonly change: Change; readonly signed: readonly CoSignature[] }

export const beforeFirst = '0'.repeat(64)

export const hashOf = (sha256: Sha256, signed: SignedChange): string =>
  sha256(new TextEncoder().encode(canonicalJson(signed))).toHex()

/** What people sign: the change as an act in a stream of its own. */
export const intended = ({ atUs, ...change }: Change, keeper: string) => ({
  stream: `roster/${keeper}`,
  said: { type: 'ChangeRoster', atUs, by: keeper, change },
})

/** The roster after it, taken as true. */
export function after(roster: Roster | null, signed: SignedChange, head: string): Roster {
  const { number, alteration, atUs } = signed.change
  if (alteration.kind === 'found') {
    const { kind: _, people, ...rest } = alteration
    const founders = people.map(({ credentials, ...one }) => ({
      ...one,
      credentials: credentials.map(key => usable(key, [], atUs)),
    }))
    return { number, atUs, head, people: founders, ...rest }
  }
  if (!roster) throw new RangeError('a roster begins with its founding')
  return { ...altered(roster, signed), number, atUs, head }
}

const usable = (
  key: NewKey,
  notBeside: readonly string[],
  fromUs: number,
  sinceUs: number | null = null,
): RosterCredential => ({ ...key, notBeside, fromUs, sinceUs })

/** How long a recovered key waits, µs. */
export const recoveryUs = 48 * 60 * 60 * 1_000_000

function altered(roster: Roster, { change, signed }: SignedChange): Roster {
  const { alteration, atUs } = change
  switch (alteration.kind) {
    case 'found':
      return roster
    case 'posts':
      return withPerson(roster, alteration.person, one => ({ ...one, posts: alteration.posts }))
    case 'enrol': {
      const key = usable(alteration.key, handsBehind(roster, signed, [alteration.by]), atUs)
      return withPerson(roster, alteration.person, one => ({
        ...one,
        credentials: [...one.credentials, key],
      }))
    }
    case 'recover': {
      const helpers = signed.map(({ statement }) => statement.person)
      const behind = handsBehind(roster, signed, helpers)
      const key = usable(alteration.key, behind, atUs + recoveryUs, atUs)
      return withPerson(roster, alteration.person, one => ({ ...one, credentials: [key] }))
    }
    case 'recoverOnPaper': {
      const spent = new Set(alteration.papers.map(({ number }) => number))
      const key = usable(alteration.key, [], atUs)
      const left = roster.envelopes.filter(({ number }) => !spent.has(number))
      const changed = withPerson(roster, alteration.person, one => ({ ...one, credentials: [key] }))
      return { ...changed, envelopes: left }
    }
    case 'strike':
      return {
        ...roster,
        people: roster.people.map(one => ({
          ...one,
          credentials: one.credentials.filter(({ id }) => id !== alteration.credential),
        })),
      }
    case 'terminal': {
      const others = roster.terminals.filter(
        ({ terminal }) => terminal !== alteration.terminal.terminal,
      )
      return { ...roster, terminals: [...others, alteration.terminal] }
    }
    case 'strikeTerminal':
      return {
        ...roster,
        terminals: roster.terminals.filter(({ terminal }) => terminal !== alteration.terminal),
      }
    case 'envelopes':
      return { ...roster, envelopes: alteration.envelopes }
    case 'ledger':
      return { ...roster, ledger: alteration.key }
  }
}

/** Who hands out a key, and who handed out theirs: a key passed on is still in the first one's reach. */
function handsBehind(
  roster: Roster,
  signed: readonly CoSignature[],
  people: readonly string[],
): readonly string[] {
  const before = signed.flatMap(({ statement, proof }) =>
    proof.grade === 'A' && people.includes(statement.person)
      ? (credentialNamed(roster, proof.credential)?.notBeside ?? [])
      : [],
  )
  return [...new Set([...people, ...before])]
}

function withPerson(
  roster: Roster,
  name: string,
  change: (person: RosterPerson) => RosterPerson,
): Roster {
  const known = roster.people.find(({ person }) => person === name)
  const others = roster.people.filter(({ person }) => person !== name)
  const person = change(known ?? { person: name, posts: [], credentials: [] })
  return { ...roster, people: [...others, person] }
}
