import { randomBytes } from 'node:crypto'
import { actCommitment, type Statement } from '#cosign/statement.ts'
import { hmacSha256 } from '#hash/hmac.ts'
import { type Alteration, type Change, intended, type SignedChange } from '#roster/change.ts'
import type { OfficeUser } from './office-user.ts'

/** The keeper's list as it stands. */
export type Standing = {
  readonly number: number
  readonly head: string
  readonly terminals: readonly string[]
}

type Signer = { readonly user: OfficeUser; readonly post: string }

const signingUs = 60_000_000

/** A change of the keeper's list, signed by two people of the made-up office, each with their own key. */
export function signedChange(
  { number, head: previous }: Standing,
  alteration: Alteration,
  signers: readonly [Signer, Signer],
  at: { readonly atUs: number; readonly checkpoint: string; readonly keeper: string },
): SignedChange {
  const { atUs, checkpoint, keeper } = at
  const change: Change = { v: 1, number: number + 1, previous, atUs, alteration }
  const actId = randomBytes(16).toString('base64url')
  const act = actCommitment(hmacSha256, actId, intended(change, keeper))
  const statementOf = ({ user, post }: Signer): Statement => ({
    ...{ v: 2, verb: 'enrol', n: null, session: null, terminal: null },
    ...{ actId, act, keeper, person: user.name, post, notAfterUs: atUs + signingUs },
  })
  return {
    change,
    signed: signers.map(signer => signer.user.key.cosign(statementOf(signer), checkpoint)),
  }
}
