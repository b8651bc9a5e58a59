import { fromBase64url, toBase64url } from '#leaf/bytes.ts'
import type { Sha256 } from '#tlog/tree.ts'
import { authenticatorDataIn } from './authenticator-data.ts'
import { readCbor } from './cbor.ts'
import { clientDataFault, type RelyingParty } from './client-data.ts'
import type { CredentialKey } from './credential-key.ts'

/** What a browser hands over when a key was made for somebody (WebAuthn §5.2.1); base64url. */
export type Attestation = { readonly clientDataJSON: string; readonly attestationObject: string }

/** A credential as it is entered for a person. */
export type Enrolled = {
  /** base64url. */
  readonly id: string
  readonly key: CredentialKey
  readonly signCount: number
  /** Which model, as the key says it; nobody vouches for it. Hex, all zero: not said. */
  readonly aaguid: string
  /** What the key proved about itself: `none`, or another format that is kept and not judged. */
  readonly format: string
  readonly backupEligible: boolean
}

/**
 * WebAuthn §7.1, with user verification required and attestation kept but not judged; null: not a credential made for
 * this challenge, here.
 */
export function enrolled(
  sha256: Sha256,
  { clientDataJSON, attestationObject }: Attestation,
  challenge: Uint8Array,
  { origin, rpId }: RelyingParty,
): Enrolled | null {
  try {
    const clientData = fromBase64url(clientDataJSON)
    if (clientDataFault(clientData, { type: 'webauthn.create', challenge, origin })) return null
    const bytes = fromBase64url(attestationObject)
    const { item, end } = readCbor(bytes)
    if (!(item instanceof Map) || end !== bytes.length) return null
    const [format, authData] = [item.get('fmt'), item.get('authData')]
    if (typeof format !== 'string' || !(authData instanceof Uint8Array)) return null
    const said = authenticatorDataIn(authData)
    const ours = sha256(new TextEncoder().encode(rpId))
    if (!said?.credential || !said.userPresent || !said.userVerified) return null
    if (!said.rpIdHash.every((byte, at) => byte === ours[at])) return null
    const { id, key, aaguid } = said.credential
    const { signCount, backupEligible } = said
    return { id: toBase64url(id), key, signCount, aaguid, format, backupEligible }
  } catch {
    return null
  }
}
