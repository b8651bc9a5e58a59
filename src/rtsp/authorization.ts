import { createHash } from 'node:crypto'
import type { Challenge, DigestChallenge } from './challenge.ts'
import { StreamFault } from './stream-end.ts'

/** UTF-8 bytes; they stay the caller's, who wipes them. Nothing made from them outlives the request. */
export type Credentials = { readonly user: Uint8Array; readonly password: Uint8Array }

/**
 * The value of an Authorization field, as bytes that the caller wipes once they are sent.
 *
 * `count` is how often the nonce was used, this time included; `clientNonce` is fresh text without quotes.
 */
export function authorization(
  challenge: Challenge,
  { user, password }: Credentials,
  request: { readonly method: string; readonly url: string },
  count: number,
  clientNonce: string,
): Uint8Array {
  if ([...user, ...password].some(byte => byte < 0x20)) {
    throw new StreamFault('auth', 'user name or password with control characters')
  }
  if (challenge.scheme === 'digest') {
    return digest(challenge, { user, password }, request, count, clientNonce)
  }
  const pair = Buffer.concat([user, colon, password])
  const value = Buffer.concat([Buffer.from('Basic '), base64(pair)])
  pair.fill(0)
  return value
}

/** RFC 7616 3.4; without qop as RFC 2069 had it. */
function digest(
  challenge: DigestChallenge,
  { user, password }: Credentials,
  { method, url }: { readonly method: string; readonly url: string },
  count: number,
  clientNonce: string,
): Uint8Array {
  const { realm, nonce, opaque, algorithm, qop, session } = challenge
  const hash = (...parts: readonly (string | Uint8Array)[]) => {
    const running = createHash(challenge.strength === 'md5' ? 'md5' : 'sha256')
    for (const part of parts) running.update(part)
    return hex(running.digest())
  }
  let secret = hash(user, ':', realm, ':', password)
  if (session) {
    const first = secret
    secret = hash(first, `:${nonce}:${clientNonce}`)
    first.fill(0)
  }
  const counted = count.toString(16).padStart(8, '0')
  const middle = qop ? `:${nonce}:${counted}:${clientNonce}:auth:` : `:${nonce}:`
  const response = hash(secret, middle, hash(`${method}:${url}`))
  secret.fill(0)

  const fields = [`realm="${quoted(realm)}"`, `nonce="${quoted(nonce)}"`, `uri="${url}"`]
  if (algorithm !== undefined) fields.push(`algorithm=${algorithm}`)
  if (opaque !== undefined) fields.push(`opaque="${quoted(opaque)}"`)
  if (qop) fields.push(`qop=auth, nc=${counted}`)
  if (qop || session) fields.push(`cnonce="${clientNonce}"`)
  const name = Buffer.from(Buffer.from(user).toString('latin1').replace(/["\\]/g, '\\$&'), 'latin1')
  return Buffer.concat([
    Buffer.from('Digest username="'),
    name,
    Buffer.from(`", ${fields.join(', ')}, response="`, 'latin1'),
    response,
    Buffer.from('"'),
  ])
}

const quoted = (text: string) => text.replace(/["\\]/g, '\\$&')
const colon = Uint8Array.of(0x3a)

const hexDigits = Buffer.from('0123456789abcdef')
const base64Digits = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')

/** Bytes to bytes: a string could not be wiped. Wipes its argument. */
function hex(bytes: Uint8Array): Uint8Array {
  const text = new Uint8Array(bytes.length * 2)
  bytes.forEach((byte, i) => {
    text[2 * i] = hexDigits[byte >> 4]!
    text[2 * i + 1] = hexDigits[byte & 15]!
  })
  bytes.fill(0)
  return text
}

/** RFC 4648 4, bytes to bytes for the same reason. */
function base64(bytes: Uint8Array): Uint8Array {
  const text = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill(0x3d)
  for (let i = 0, at = 0; i < bytes.length; i += 3, at += 4) {
    const group = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const digits = Math.min(4, bytes.length - i + 1)
    for (let n = 0; n < digits; n++) text[at + n] = base64Digits[(group >> (18 - 6 * n)) & 63]!
  }
  return text
}
