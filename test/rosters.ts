import { randomBytes } from 'node:crypto'
import type { Order } from '#acts/decided.ts'
import { signersOf } from '#acts/signers.ts'
import { type SecurityKey, securityKey } from '#cast/security-key.ts'
import type { CosignPrimitives } from '#cosign/check.ts'
import type { CoSignature } from '#cosign/cosignature.ts'
import { actCommitment, type Statement, type Verb } from '#cosign/statement.ts'
import { credentialVerify } from '#hash/credential-verify.ts'
import { ed25519Verify } from '#hash/ed25519.ts'
import { hmacSha256 } from '#hash/hmac.ts'
import { sha256 } from '#hash/sha256.ts'
import type { Post } from '#law/vocabulary/people.ts'
import {
  type Alteration,
  beforeFirst,
  type Change,
  intended,
  type SignedChange,
} from '#roster/change.ts'
import { type Asked, confirming } from '#roster/confirmation.ts'
import type { Roster } from '#roster/roster.ts'

export const cosignPrimitives: CosignPrimitives = {
  sha256,
  hmac: hmacSha256,
  verify: ed25519Verify,
  verifySignature: credentialVerify,
}
export const party = { origin: 'http://localhost:8443', rpId: 'localhost' }

type Signing = {
  readonly atUs: number
  readonly by: readonly string[]
  readonly checkpoint: string
}

/** People with a key each, who sign what they are asked to. */
export type Crew = ReturnType<typeof crewOf>

export function crewOf(
  posts: Readonly<Record<string, readonly Post[]>>,
  { ledger, keeper }: { readonly ledger: string; readonly keeper: string },
) {
  const keys = new Map(Object.keys(posts).map(person => [person, securityKey(party)]))
  const keyOf = (person: string): SecurityKey => keys.get(person)!
  const postOf = (person: string): string => posts[person]?.[0] ?? 'staff'
  const newKey = (key: SecurityKey) =>
    ({ id: key.id, key: key.key, attachment: 'cross-platform' }) as const

  const statementOf = (
    verb: Verb,
    person: string,
    words: Pick<Statement, 'actId' | 'act' | 'notAfterUs'> & Partial<Statement>,
  ): Statement => ({
    ...{ v: 2, verb, n: null, session: null, person, post: postOf(person) },
    ...{ terminal: null, keeper: null },
    ...words,
  })

  /** The signatures that an act needs, made shortly before it. */
  function signed(order: Order, checkpoint: string, by?: readonly string[]): CoSignature[] {
    const signers = signersOf(order.stream, order.said)
    if (!signers) return []
    const actId = randomBytes(16).toString('base64url')
    const act = actCommitment(hmacSha256, actId, order)
    const notAfterUs = Number(order.said.atUs) + 60_000_000
    const opens = signers.verb === 'witness'
    const here = opens
      ? {
          session: String(order.said.session),
          terminal: String(order.given?.terminal),
          keeper,
        }
      : {}
    return (by ?? signers.people)
      .filter(person => keys.has(person))
      .map(person =>
        keyOf(person).cosign(
          statementOf(signers.verb, person, { actId, act, notAfterUs, ...here }),
          checkpoint,
        ),
      )
  }

  /** `later`: people who are not there yet. */
  const founding = (atUs: number, later: readonly string[] = []): SignedChange => ({
    change: {
      v: 1,
      number: 1,
      previous: beforeFirst,
      atUs,
      alteration: {
        kind: 'found',
        people: Object.entries(posts)
          .filter(([person]) => !later.includes(person))
          .map(([person, held]) => ({
            person,
            posts: held,
            credentials: [newKey(keyOf(person))],
          })),
        ledger,
        relyingParty: party,
        gradeC: false,
        terminals: [],
        envelopes: [],
      },
    },
    signed: [],
  })

  /** A change of the roster, signed by these. */
  function change(
    roster: Pick<Roster, 'number' | 'head'>,
    alteration: Alteration,
    { atUs, by, checkpoint }: Signing,
  ): SignedChange {
    const change: Change = {
      ...{ v: 1, number: roster.number + 1, previous: roster.head, atUs },
      alteration,
    }
    const actId = randomBytes(16).toString('base64url')
    const act = actCommitment(hmacSha256, actId, intended(change, keeper))
    const signed = by.map(person =>
      keyOf(person).cosign(
        statementOf('enrol', person, { actId, act, keeper, notAfterUs: atUs + 60_000_000 }),
        checkpoint,
      ),
    )
    return { change, signed }
  }

  /** What the keeper asked at its console, signed by these. */
  function confirmed(
    asked: Asked,
    { atUs, by, checkpoint, ...words }: Signing & Partial<Statement>,
  ): CoSignature[] {
    const actId = randomBytes(16).toString('base64url')
    const act = actCommitment(hmacSha256, actId, confirming(asked, keeper))
    return by.map(person =>
      keyOf(person).cosign(
        statementOf('confirm', person, {
          ...{ actId, act, keeper, notAfterUs: atUs + 60_000_000 },
          ...words,
        }),
        checkpoint,
      ),
    )
  }

  return { keyOf, newKey, confirmed, signed, statementOf, founding, change, posts, keys }
}
