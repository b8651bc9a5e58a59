import { toBase64url } from '#leaf/bytes.ts'
import type { Cbor } from './cbor.ts'
import type { CredentialKey } from './credential-key.ts'

/** COSE labels and values (RFC 9053, IANA): kty 1, alg 3; EC2 and OKP: crv -1, x -2, y -3; RSA: n -1, e -2. */
const labels = { kty: 1, alg: 3, first: -1, second: -2, third: -3 } as const

/** A COSE_Key of ES256 on P-256, EdDSA on Ed25519 or RS256; null: another, or none. */
export function coseKey(item: Cbor): CredentialKey | null {
  if (!(item instanceof Map)) return null
  const kty = item.get(labels.kty)
  const alg = item.get(labels.alg)
  const [first, second, third] = [labels.first, labels.second, labels.third].map(one =>
    item.get(one),
  )
  if (kty === 2 && alg === -7 && first === 1 && isBytes(second, 32) && isBytes(third, 32)) {
    return { kty: 'EC', crv: 'P-256', x: toBase64url(second), y: toBase64url(third) }
  }
  if (kty === 1 && alg === -8 && first === 6 && isBytes(second, 32)) {
    return { kty: 'OKP', crv: 'Ed25519', x: toBase64url(second) }
  }
  if (kty === 3 && alg === -257 && isBytes(first, 256, 512) && isBytes(second, 1, 8)) {
    return { kty: 'RSA', n: toBase64url(first), e: toBase64url(second) }
  }
  return null
}

const isBytes = (value: unknown, least: number, most = least): value is Uint8Array =>
  value instanceof Uint8Array && value.length >= least && value.length <= most
