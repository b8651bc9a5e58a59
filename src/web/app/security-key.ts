import type { KeysAnswer } from '#web/answers.ts'
import { fromBase64url, toBase64url } from './bytes.ts'
import { call, Refused, read } from './client.ts'

/** ES256, EdDSA, RS256: what the office and the keeper check. */
const algorithms = [-7, -8, -257].map(alg => ({ type: 'public-key' as const, alg }))

const broken = (detail: string, next: string) =>
  new Refused({
    type: 'urn:tachiai:problem:key',
    title: '鍵を使えませんでした',
    status: 0,
    detail,
    next,
  })

/** What the browser says when nobody touched the key, or it is not the right one. */
async function atKey<T>(asked: Promise<Credential | null>): Promise<T> {
  const found = await asked.catch(error => {
    if (error instanceof DOMException && error.name === 'InvalidStateError') {
      throw broken('この鍵は、もう登録されています', '別の鍵を差してください')
    }
    throw broken(
      '鍵に触れる前に時間が過ぎたか、取りやめました',
      '鍵を差し、暗証番号を入れ、光ったら触れてください',
    )
  })
  if (!found) throw broken('鍵が見つかりません', '登録した鍵を差してください')
  return found as T
}

const keysOf = (ids: readonly string[]) =>
  ids.map(id => ({ type: 'public-key' as const, id: fromBase64url(id) }))

/** Makes a key of one's own known. The password once more: a session left open adds none. */
export async function addKey(
  person: string,
  password: string,
  attachment: 'cross-platform' | 'platform',
): Promise<void> {
  const known = await read<KeysAnswer>('/api/keys')
  const asked = await call<{ challenge: string; rpId: string }>('POST', '/api/keys/challenge', {})
  const { challenge, rpId } = asked.json
  const user = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(person))
  const made = await atKey<PublicKeyCredential>(
    navigator.credentials.create({
      publicKey: {
        challenge: fromBase64url(challenge),
        rp: { id: rpId, name: 'たちあい' },
        user: { id: user, name: person, displayName: person },
        pubKeyCredParams: algorithms,
        excludeCredentials: keysOf(known.keys.map(({ id }) => id)),
        authenticatorSelection: {
          authenticatorAttachment: attachment,
          residentKey: 'preferred',
          userVerification: 'required',
        },
        attestation: 'none',
      },
    }),
  )
  const { clientDataJSON, attestationObject } = made.response as AuthenticatorAttestationResponse
  await call('POST', '/api/keys', {
    password,
    attachment,
    clientDataJSON: toBase64url(clientDataJSON),
    attestationObject: toBase64url(attestationObject),
  })
}

/** One person's signature over one challenge. `keys`: theirs, where this browser knows them. */
export async function signWithKey(challenge: string, keys: readonly string[]) {
  const given = await atKey<PublicKeyCredential>(
    navigator.credentials.get({
      publicKey: {
        challenge: fromBase64url(challenge),
        allowCredentials: keysOf(keys),
        userVerification: 'required',
      },
    }),
  )
  const { clientDataJSON, authenticatorData, signature } =
    given.response as AuthenticatorAssertionResponse
  return {
    grade: 'A',
    credential: given.id,
    clientDataJSON: toBase64url(clientDataJSON),
    authenticatorData: toBase64url(authenticatorData),
    signature: toBase64url(signature),
  } as const
}
