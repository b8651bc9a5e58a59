/**
 * A security key in software. FOR MADE-UP PEOPLE ALONE (the demo, tests): it has no hardware, attests nothing, and
 * touches and PINs are arguments.
 * It writes what authenticators write (CTAP2, WebAuthn §6), and misbehaves where it is told to.
 */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import type { RelyingParty } from '#cosign/client-data.ts'
import type { CoSignature, GradeA } from '#cosign/cosignature.ts'
import type { CredentialKey } from '#cosign/credential-key.ts'
import { challengeOf, type Statement } from '#cosign/statement.ts'
import { sha256 } from '#hash/sha256.ts'

export type Misbehaviour = {
  readonly origin?: string
  readonly rpId?: string
  readonly type?: string
  readonly crossOrigin?: boolean
  readonly userPresent?: boolean
  readonly userVerified?: boolean
  readonly signCount?: number
  /** A passkey that may be copied to other devices, as phones and accounts keep them. */
  readonly backupEligible?: boolean
  readonly challenge?: Uint8Array
}

/** A key that outlives its process. Who reads this can sign in its holder's name. */
export type KeptKey = {
  /** base64url. */
  readonly id: string
  /** PKCS #8, base64. */
  readonly privateKey: string
}

export type SecurityKey = {
  /** base64url. */
  readonly id: string
  readonly key: CredentialKey
  /** navigator.credentials.get over a challenge. */
  assertion(challenge: Uint8Array, wrong?: Misbehaviour): GradeA
  cosign(statement: Statement, checkpoint: string, wrong?: Misbehaviour): CoSignature
  /** navigator.credentials.create over a challenge, attestation none. */
  attestation(
    challenge: Uint8Array,
    wrong?: Misbehaviour,
  ): { readonly clientDataJSON: string; readonly attestationObject: string }
  kept(): KeptKey
  /** The same key for a browser's virtual authenticator, its count where it stands now. */
  forBrowser(): {
    readonly credentialId: string
    readonly privateKey: string
    readonly signCount: number
  }
}

type Algorithm = 'ES256' | 'EdDSA' | 'RS256'

export function securityKey(
  party: RelyingParty,
  algorithm: Algorithm = 'ES256',
  counts = true,
  known?: KeptKey,
): SecurityKey {
  const { publicKey, privateKey } = known ? pairIn(known) : pairOf(algorithm)
  const id = known ? Buffer.from(known.id, 'base64url') : randomBytes(32)
  const pkcs8 = () => privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
  let count = 0
  const clientData = (type: string, challenge: Uint8Array, wrong: Misbehaviour) =>
    Buffer.from(
      JSON.stringify({
        type: wrong.type ?? type,
        challenge: Buffer.from(wrong.challenge ?? challenge).toString('base64url'),
        origin: wrong.origin ?? party.origin,
        crossOrigin: wrong.crossOrigin ?? false,
      }),
    )
  const authData = (wrong: Misbehaviour, attested: Buffer = Buffer.alloc(0)) => {
    count += counts ? 1 : 0
    const { userPresent = true, userVerified = true, signCount = count } = wrong
    const eligible = wrong.backupEligible ? 8 : 0
    const flags =
      Number(userPresent) | (Number(userVerified) << 2) | eligible | (attested.length > 0 ? 64 : 0)
    const fixed = Buffer.alloc(37)
    Buffer.from(sha256(Buffer.from(wrong.rpId ?? party.rpId))).copy(fixed)
    fixed[32] = flags
    fixed.writeUInt32BE(signCount, 33)
    return Buffer.concat([fixed, attested])
  }
  const assertion = (challenge: Uint8Array, wrong: Misbehaviour = {}): GradeA => {
    const data = authData(wrong)
    const client = clientData('webauthn.get', challenge, wrong)
    const message = Buffer.concat([data, sha256(client)])
    const signature = sign(algorithm === 'EdDSA' ? null : 'sha256', message, privateKey)
    return {
      grade: 'A',
      credential: id.toString('base64url'),
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: signature.toString('base64url'),
    }
  }
  return {
    id: id.toString('base64url'),
    key: jwkOf(publicKey),
    assertion,
    cosign: (statement, checkpoint, wrong) => ({
      statement,
      checkpoint,
      proof: assertion(challengeOf(sha256, statement, checkpoint), wrong),
    }),
    kept: () => ({ id: id.toString('base64url'), privateKey: pkcs8() }),
    forBrowser() {
      // What the browser counts on with is ahead of whatever is signed here meanwhile.
      count += 1000
      return {
        credentialId: id.toString('base64'),
        privateKey: pkcs8(),
        signCount: count,
      }
    },
    attestation(challenge, wrong = {}) {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const attested = Buffer.concat([Buffer.alloc(16), length, id, cose(publicKey)])
      const object = map([
        [text('fmt'), text('none')],
        [text('attStmt'), map([])],
        [text('authData'), bytes(authData(wrong, attested))],
      ])
      return {
        clientDataJSON: clientData('webauthn.create', challenge, wrong).toString('base64url'),
        attestationObject: object.toString('base64url'),
      }
    },
  }
}

function pairOf(algorithm: Algorithm): { publicKey: KeyObject; privateKey: KeyObject } {
  switch (algorithm) {
    case 'ES256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' })
    case 'EdDSA':
      return generateKeyPairSync('ed25519')
    case 'RS256':
      return generateKeyPairSync('rsa', { modulusLength: 2048 })
  }
}

function pairIn({ privateKey: pkcs8 }: KeptKey): { publicKey: KeyObject; privateKey: KeyObject } {
  const der = { key: Buffer.from(pkcs8, 'base64'), format: 'der', type: 'pkcs8' } as const
  const privateKey = createPrivateKey(der)
  return { privateKey, publicKey: createPublicKey(privateKey) }
}

function jwkOf(publicKey: KeyObject): CredentialKey {
  const { kty, crv, x, y, n, e } = publicKey.export({ format: 'jwk' })
  const all = { kty, crv, x, y, n, e }
  return JSON.parse(JSON.stringify(all)) as CredentialKey
}

/** CBOR, as much as a credential needs. */
const head = (major: number, count: number): Buffer => {
  if (count < 24) return Buffer.from([(major << 5) | count])
  if (count < 256) return Buffer.from([(major << 5) | 24, count])
  return Buffer.from([(major << 5) | 25, count >> 8, count & 255])
}
const integer = (value: number) => (value < 0 ? head(1, -1 - value) : head(0, value))
const bytes = (value: Uint8Array) => Buffer.concat([head(2, value.length), value])
const text = (value: string) => Buffer.concat([head(3, value.length), Buffer.from(value)])
const map = (members: readonly (readonly [Buffer, Buffer])[]) =>
  Buffer.concat([head(5, members.length), ...members.flat()])

function cose(publicKey: KeyObject): Buffer {
  const jwk = jwkOf(publicKey)
  const raw = (value: string) => bytes(Buffer.from(value, 'base64url'))
  const labelled = (members: readonly (readonly [number, Buffer])[]) =>
    map(members.map(([label, value]) => [integer(label), value] as const))
  switch (jwk.kty) {
    case 'EC':
      return labelled([
        [1, integer(2)],
        [3, integer(-7)],
        [-1, integer(1)],
        [-2, raw(jwk.x)],
        [-3, raw(jwk.y)],
      ])
    case 'OKP':
      return labelled([
        [1, integer(1)],
        [3, integer(-8)],
        [-1, integer(6)],
        [-2, raw(jwk.x)],
      ])
    case 'RSA':
      return labelled([
        [1, integer(3)],
        [3, integer(-257)],
        [-1, raw(jwk.n)],
        [-2, raw(jwk.e)],
      ])
  }
}
