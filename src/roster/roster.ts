import type { RelyingParty } from '#cosign/client-data.ts'
import type { CredentialKey } from '#cosign/credential-key.ts'
import type { Post } from '#law/vocabulary/people.ts'

/** A key of one person, as the keeper knows it. */
export type RosterCredential = {
  /** base64url. */
  readonly id: string
  readonly key: CredentialKey
  readonly attachment: 'cross-platform' | 'platform'
  /** Who handed it out or recovered it: they cannot sign beside it. */
  readonly notBeside: readonly string[]
  /** From when it signs. */
  readonly fromUs: number
  /** It signs for nothing that was asked before; null: no such bound. */
  readonly sinceUs: number | null
}

export type RosterPerson = {
  readonly person: string
  readonly posts: readonly Post[]
  readonly credentials: readonly RosterCredential[]
}

export type RosterTerminal = { readonly terminal: string; readonly key: CredentialKey }

/** A sealed paper: SHA-256 of what is written on it, hex. */
export type Envelope = { readonly number: number; readonly sha256: string }

/**
 * Whom a keeper takes at their word: its own list, which no office can write. Founded at its console, changed only by
 * two people of it.
 */
export type Roster = {
  /** Of the last change, from 1. */
  readonly number: number
  /** When the last change was made. */
  readonly atUs: number
  /** SHA-256 of the last change, hex. */
  readonly head: string
  /** The key of the ledger that is believed, as it is printed (`<name>+<id>+<key>`). */
  readonly ledger: string
  readonly relyingParty: RelyingParty
  /** Signing by password before an enrolled screen counts. */
  readonly gradeC: boolean
  readonly people: readonly RosterPerson[]
  readonly terminals: readonly RosterTerminal[]
  readonly envelopes: readonly Envelope[]
}

export const personNamed = ({ people }: Roster, name: string): RosterPerson | undefined =>
  people.find(({ person }) => person === name)

/** Whose key it is, and the key; null: nobody's. */
export function credentialNamed(
  { people }: Roster,
  id: string,
): (RosterCredential & { readonly person: string }) | null {
  for (const { person, credentials } of people) {
    const found = credentials.find(credential => credential.id === id)
    if (found) return { ...found, person }
  }
  return null
}

/** People who can sign then. */
export const signersAt = ({ people }: Roster, atUs: number): readonly RosterPerson[] =>
  people.filter(
    ({ posts, credentials }) =>
      posts.length > 0 && credentials.some(({ fromUs }) => fromUs <= atUs),
  )

type Held = Pick<RosterCredential, 'notBeside'> & { readonly person: string }

/** Whether two keys stand for two people: neither was handed out by the other's holder. */
export const mayStandBeside = (one: Held, other: Held): boolean =>
  one.person !== other.person &&
  !one.notBeside.includes(other.person) &&
  !other.notBeside.includes(one.person)
