import { authenticatorDataIn } from '#cosign/authenticator-data.ts'
import {
  type CosignPrimitives,
  type SigningFault,
  type SigningGround,
  signingFault,
} from '#cosign/check.ts'
import type { RelyingParty } from '#cosign/client-data.ts'
import type { CoSignature } from '#cosign/cosignature.ts'
import type { CredentialKey } from '#cosign/credential-key.ts'
import { challengeOf, type Statement } from '#cosign/statement.ts'
import { counted, keyNamed } from '#entrance/keys.ts'
import { credentialVerify } from '#hash/credential-verify.ts'
import { ed25519Verify } from '#hash/ed25519.ts'
import { hmacSha256 } from '#hash/hmac.ts'
import { sha256 } from '#hash/sha256.ts'
import { fromBase64url, toBase64url } from '#leaf/bytes.ts'
import { readKey } from '#tlog/note.ts'
import type { Accounts, NotIn, Place } from './accounts.ts'
import type { Desk } from './desk.ts'
import { keyIn } from './terminals.ts'

/** What a person brings: a signature of their own key, or (where that is allowed) password and screen. */
export type Proof =
  | CoSignature['proof']
  | { readonly grade: 'C'; readonly terminalSignature: string; readonly password: string }

export type SignatureParts = {
  readonly desk: Desk
  readonly accounts: Accounts
  /** Where our pages live. */
  readonly party: () => RelyingParty
  /** Signing by password before an enrolled screen, where the founding allowed it. */
  readonly gradeC: () => Promise<boolean>
}

const primitives: CosignPrimitives = {
  sha256,
  hmac: hmacSha256,
  verify: ed25519Verify,
  verifySignature: credentialVerify,
}

/** What a person's key is asked to sign, base64url. */
export const challengeFor = (statement: Statement, checkpoint: string): string =>
  toBase64url(challengeOf(sha256, statement, checkpoint))

/** Whether a signature is that person's, over that statement, by a key that this office knows. */
export class Signatures {
  readonly #parts: SignatureParts

  constructor(parts: SignatureParts) {
    this.#parts = parts
  }

  /** The signature as it is kept; its key's count goes on. */
  async taken(
    statement: Statement,
    checkpoint: string,
    proof: Proof,
    place: Place,
  ): Promise<{ readonly signature: CoSignature } | { readonly fault: SigningFault } | NotIn> {
    const { accounts, desk } = this.#parts
    if (proof.grade === 'C') {
      if (!('password' in proof)) return { fault: 'grade' }
      const own = await accounts.isOwn(statement.person, proof.password, place)
      if ('no' in own) return own
    }
    const signature: CoSignature = { statement, checkpoint, proof: withoutPassword(proof) }
    const fault = await this.#fault(signature)
    if (fault) return { fault }
    if (proof.grade === 'A') {
      const said = authenticatorDataIn(fromBase64url(proof.authenticatorData))
      const { database } = desk.parts
      if (!(await counted(database, proof.credential, said?.signCount ?? 0))) {
        return { fault: 'counter' }
      }
    }
    return { signature }
  }

  async #fault(signature: CoSignature): Promise<SigningFault | null> {
    const { desk, party, gradeC } = this.#parts
    const { ledger, database } = desk.parts
    const { statement, proof } = signature
    const known = proof.grade === 'A' ? await keyNamed(database, proof.credential) : null
    const sight = await desk.sight()
    const ground: SigningGround = {
      relyingParty: party(),
      ledger: readKey(sha256, ledger.origin.key)!,
      credential: () =>
        known && {
          person: known.person,
          key: JSON.parse(known.key) as CredentialKey,
          attachment: known.attachment,
          signCount: known.signCount,
        },
      terminalKey(name) {
        const screen = sight.state('terminal', name)
        return screen.status === 'enrolled' ? keyIn(screen.deviceKey) : null
      },
      gradeC: await gradeC(),
    }
    const { v: _, actId: __, post: ___, notAfterUs: ____, ...expected } = statement
    const atUs = desk.nowUs()
    const leaves = (await ledger.head()).size
    return signingFault(primitives, signature, { ...expected, atUs, leaves }, ground)
  }
}

const withoutPassword = (proof: Proof): CoSignature['proof'] =>
  proof.grade === 'A' ? proof : { grade: 'C', terminalSignature: proof.terminalSignature }
