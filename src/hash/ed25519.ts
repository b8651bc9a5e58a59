import { createPublicKey, type KeyObject, verify } from 'node:crypto'

/** Whether an Ed25519 signature is good (RFC 8032); false, never an error, for what is no key or signature. */
export function ed25519Verify(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const key = keyFrom(publicKey)
  return key !== null && verify(null, message, key, signature)
}

/** The key read last: a log has one, and reading it costs more than a signature. */
let last: { readonly raw: Uint8Array; readonly key: KeyObject } | null = null

function keyFrom(raw: Uint8Array): KeyObject | null {
  if (last && Buffer.from(last.raw).equals(raw)) return last.key
  if (raw.length !== 32) return null
  const x = Buffer.from(raw).toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  last = { raw: Uint8Array.from(raw), key }
  return key
}
