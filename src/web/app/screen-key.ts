import type { ActedAnswer } from '#web/answers.ts'
import { fromBase64url, toBase64url } from './bytes.ts'
import { call } from './client.ts'

/** This screen's own key. The browser keeps it and gives it to nobody, us included. */
type ScreenKey = { readonly terminal: string; readonly room: string; readonly pair: CryptoKeyPair }

const label = new TextEncoder().encode('tachiai/terminal/v1')
const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const

function store(): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const opening = indexedDB.open('tachiai', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('screen')
    opening.onsuccess = () => done(opening.result)
    opening.onerror = () => failed(opening.error)
  })
}

async function inStore<T>(
  mode: IDBTransactionMode,
  ask: (screens: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await store()
  try {
    return await new Promise<T>((done, failed) => {
      const transaction = database.transaction('screen', mode)
      const asked = ask(transaction.objectStore('screen'))
      transaction.oncomplete = () => done(asked.result)
      transaction.onerror = () => failed(transaction.error)
    })
  } finally {
    database.close()
  }
}

/** null: this browser is no enrolled screen. */
export const ownScreen = async (): Promise<ScreenKey | null> =>
  (await inStore<ScreenKey | undefined>('readonly', all => all.get('own'))) ?? null

export const forgetScreen = (): Promise<undefined> =>
  inStore('readwrite', all => all.delete('own') as IDBRequest<undefined>)

/** Makes a key here and enrols it with the manager's code. A crash between leaves an enrolled screen without a key: the manager revokes it. */
export async function enrolScreen(code: string): Promise<{ terminal: string; room: string }> {
  const pair = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  const signed = await signedChallenge(pair)
  const body = { code, key: { kty, crv, x, y }, ...signed }
  const { json } = await call<ActedAnswer>('POST', '/api/terminals/enrol', body)
  const enrolled = json.happened[0] as unknown as { terminal: string; room: string }
  const { terminal, room } = enrolled
  await inStore('readwrite', all => all.put({ terminal, room, pair }, 'own'))
  return { terminal, room }
}

/** What a sign-in before this screen shows; null: it is none. */
export async function shownScreen() {
  const own = await ownScreen()
  return own && { terminal: own.terminal, ...(await signedChallenge(own.pair)) }
}

/** This screen's signature beside a password, over exactly what the person is asked to sign; null: it is none. */
export async function screenSigned(challenge: string): Promise<string | null> {
  const own = await ownScreen()
  return own && signed(own.pair, fromBase64url(challenge))
}

async function signedChallenge(pair: CryptoKeyPair) {
  const { json } = await call<{ challenge: string }>('POST', '/api/terminals/challenge', {})
  const { challenge } = json
  const words = new Uint8Array([...label, ...fromBase64url(challenge)])
  return { challenge, signature: await signed(pair, words) }
}

async function signed({ privateKey }: CryptoKeyPair, words: Uint8Array<ArrayBuffer>) {
  const raw = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, words)
  return toBase64url(derOf(new Uint8Array(raw)).buffer)
}

/** The browser writes r and s side by side; everything else here is DER. */
export function derOf(raw: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = (part: Uint8Array) => {
    let at = 0
    while (at < part.length - 1 && part[at] === 0) at++
    const bytes = [...part.slice(at)]
    return [
      2,
      bytes.length + (bytes[0]! & 0x80 ? 1 : 0),
      ...(bytes[0]! & 0x80 ? [0] : []),
      ...bytes,
    ]
  }
  const body = [...whole(raw.slice(0, 32)), ...whole(raw.slice(32))]
  return new Uint8Array([0x30, body.length, ...body])
}
