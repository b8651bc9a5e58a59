/** A public key that people sign with, as a JSON Web Key (RFC 7517): ES256, EdDSA and RS256 of WebAuthn. */
export type CredentialKey =
  | { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string }
  | { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string }
  | { readonly kty: 'RSA'; readonly n: string; readonly e: string }

/**
 * Whether a signature is good: ECDSA over SHA-256 in DER, Ed25519, or RSASSA-PKCS1-v1_5 over SHA-256. False, never an
 * error, for what is no key or signature.
 */
export type VerifySignature = (
  key: CredentialKey,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean
