import { readCbor } from './cbor.ts'
import { coseKey } from './cose-key.ts'
import type { CredentialKey } from './credential-key.ts'

/** Authenticator data (WebAuthn §6.1): what the key says about itself beside each signature. */
export type AuthenticatorData = {
  readonly rpIdHash: Uint8Array
  /** Somebody touched it. */
  readonly userPresent: boolean
  /** It asked for its PIN or a finger. */
  readonly userVerified: boolean
  /** The private key may leave it, and has. */
  readonly backupEligible: boolean
  readonly backedUp: boolean
  /** 0: it does not count. */
  readonly signCount: number
  /** A new credential, where one was just made. */
  readonly credential: NewCredential | null
}

export type NewCredential = {
  /** Hex; all zero: not said. */
  readonly aaguid: string
  readonly id: Uint8Array
  readonly key: CredentialKey
}

const flags = { present: 1, verified: 4, eligible: 8, backedUp: 16, attested: 64, extensions: 128 }
const fixedBytes = 37
const longestId = 1023

/** null: not authenticator data to its last byte, or with a key that we do not take. */
export function authenticatorDataIn(bytes: Uint8Array): AuthenticatorData | null {
  if (bytes.length < fixedBytes) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const said = view.getUint8(32)
  const has = (flag: number) => (said & flag) !== 0
  try {
    let end = fixedBytes
    let credential: NewCredential | null = null
    if (has(flags.attested)) {
      const length = view.getUint16(fixedBytes + 16)
      const from = fixedBytes + 18
      if (length === 0 || length > longestId || from + length > bytes.length) return null
      const read = readCbor(bytes, from + length)
      const key = coseKey(read.item)
      if (!key) return null
      const aaguid = bytes.slice(fixedBytes, fixedBytes + 16).toHex()
      credential = { aaguid, id: bytes.slice(from, from + length), key }
      end = read.end
    }
    if (has(flags.extensions)) ({ end } = readCbor(bytes, end))
    if (end !== bytes.length || (has(flags.backedUp) && !has(flags.eligible))) return null
    return {
      rpIdHash: bytes.slice(0, 32),
      userPresent: has(flags.present),
      userVerified: has(flags.verified),
      backupEligible: has(flags.eligible),
      backedUp: has(flags.backedUp),
      signCount: view.getUint32(33),
      credential,
    }
  } catch {
    return null
  }
}
