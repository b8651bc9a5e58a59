import { createPublicKey, verify } from 'node:crypto'

/**
 * Whether a signature is good under a JSON Web Key: ECDSA over SHA-256 in DER, Ed25519, or RSASSA-PKCS1-v1_5 over
 * SHA-256. False, never an error. Each key is read anew, for people sign seldom.
 */
export function credentialVerify(key: object, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    const jwk: { readonly kty?: string } = { ...key }
    const algorithm = jwk.kty === 'OKP' ? null : 'sha256'
    return verify(algorithm, message, createPublicKey({ key: jwk, format: 'jwk' }), signature)
  } catch {
    return false
  }
}
