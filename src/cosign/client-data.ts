import { fromBase64url } from '#leaf/bytes.ts'
import { isRecord } from '#leaf/leaf.ts'

/** Where pages that sign live: the exact origin, port included, and the name that keys are bound to. */
export type RelyingParty = { readonly origin: string; readonly rpId: string }

/** What a browser says of where and for what it asked the key (WebAuthn §5.8.1). */
export type ClientDataFault = 'clientData' | 'ceremony' | 'challenge' | 'origin'

/** null: of this ceremony, over this challenge, on a page of our own that nobody has framed. */
export function clientDataFault(
  bytes: Uint8Array,
  expected: {
    readonly type: 'webauthn.get' | 'webauthn.create'
    readonly challenge: Uint8Array
    readonly origin: string
  },
): ClientDataFault | null {
  let said: unknown
  try {
    said = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return 'clientData'
  }
  if (!isRecord(said)) return 'clientData'
  if (said.type !== expected.type) return 'ceremony'
  if (!isChallenge(said.challenge, expected.challenge)) return 'challenge'
  const framed = said.crossOrigin === true || said.topOrigin !== undefined
  return said.origin !== expected.origin || framed ? 'origin' : null
}

function isChallenge(said: unknown, expected: Uint8Array): boolean {
  try {
    const bytes = fromBase64url(String(said))
    return bytes.length === expected.length && bytes.every((byte, at) => byte === expected[at])
  } catch {
    return false
  }
}
