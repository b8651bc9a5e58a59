import type { RelyingParty } from '#cosign/client-data.ts'
import { type Answered, Browser } from './browser.ts'
import type { Screen } from './screen.ts'
import { type KeptKey, type SecurityKey, securityKey } from './security-key.ts'

/** What an act is about: its kind and the ids that name it. */
export type Thing = readonly [kind: string, ...ids: readonly string[]]
export type Words = Readonly<Record<string, unknown>>

/** How somebody comes in. `key` absent: a new one. */
export type Own = {
  readonly name: string
  readonly loginId: string
  readonly password: string
  readonly key?: KeptKey
}

/**
 * One of the office's people: an ID, a password, a security key, and a browser, before the enrolled screen or elsewhere.
 * What they do goes over HTTP as the pages would send it. An answer other than the expected one is thrown.
 */
export class OfficeUser {
  readonly name: string
  readonly origin: string
  readonly key: SecurityKey
  readonly #own: Own
  readonly #others: Map<string, OfficeUser>
  /** With ID and password before the enrolled screen, where the founding allowed it, instead of the key. */
  signsByPassword = false
  #browser: Browser
  #screen: Screen | null = null

  /** `others`: who signs beside them, by name; they are put there themselves. */
  constructor(own: Own, origin: string, others: Map<string, OfficeUser>) {
    const party: RelyingParty = { origin, rpId: new URL(origin).hostname }
    this.name = own.name
    this.origin = origin
    this.key = own.key ? securityKey(party, 'ES256', false, own.key) : securityKey(party)
    this.#own = own
    this.#others = others
    this.#browser = new Browser(origin)
    others.set(own.name, this)
  }

  /** With the number from the machine's console, and the first appointments on their word. */
  async comesInFirst(code: string, appointments: readonly Words[]): Promise<void> {
    const { name: person, loginId, password } = this.#own
    const words = { code, appointments, person, loginId, password }
    created(await this.#browser.post('/api/first', words))
  }

  /** The manager hands out an ID and a number; the holder sets a password and enrols a key. */
  async comesInBy(manager: OfficeUser): Promise<void> {
    const words = { person: this.name, loginId: this.#own.loginId }
    await this.choosesPassword(created(await manager.post('/api/credentials', words)).json.code)
    await this.sitsDown()
    await this.enrolsKey()
  }

  /** The number that the manager handed over becomes a password of one's own. */
  async choosesPassword(code: string): Promise<void> {
    const { loginId, password } = this.#own
    const words = { loginId, code, password, terminal: null }
    created(await this.#browser.post('/api/credentials/complete', words))
  }

  /** Signs in; `screen` null: anywhere. */
  async sitsDown(screen: Screen | null = this.#screen): Promise<void> {
    this.#screen = screen
    this.#browser = new Browser(this.origin)
    const shown = screen ? await screen.shows(this.#browser) : null
    const { loginId, password } = this.#own
    created(await this.#browser.post('/api/session', { loginId, password, terminal: shown }))
  }

  async enrolsKey(): Promise<void> {
    const { challenge } = (await this.#browser.post('/api/keys/challenge')).json
    const made = this.key.attestation(Buffer.from(challenge, 'base64url'))
    const own = { password: this.#own.password, attachment: 'cross-platform' }
    created(await this.#browser.post('/api/keys', { ...own, ...made }))
  }

  get = (path: string, headers: Record<string, string> = {}): Promise<Answered> =>
    this.#sent(() => this.#browser.get(path, headers))
  post = (path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
    this.#sent(() => this.#browser.post(path, body, headers))
  /** A file as it is. */
  hands = (path: string, bytes: Uint8Array<ArrayBuffer>) =>
    this.#sent(() =>
      this.#browser.send('POST', path, bytes, { 'content-type': 'application/octet-stream' }),
    )

  /** Who was away too long sits down again. */
  async #sent(send: () => Promise<Answered>): Promise<Answered> {
    const answer = await send()
    if (answer.status !== 401) return answer
    await this.sitsDown()
    return send()
  }

  /** Says it, and everybody signs whom it names. */
  async says(thing: Thing, type: string, words: Words = {}): Promise<Answered> {
    const [kind, ...ids] = thing
    const path = `/api/acts/${kind}/${ids.map(encodeURIComponent).join('/')}/${type}`
    const answer = await this.post(path, words)
    return answer.status === 202 ? this.#signed(answer) : answer
  }

  async #signed(pending: Answered): Promise<Answered> {
    let answer = pending
    const { actId, checkpoint, people } = pending.json
    for (const { person, statement, challenge } of people) {
      const signer = this.#others.get(person)
      if (!signer) continue
      const proof =
        signer.signsByPassword && this.#screen
          ? {
              ...{ grade: 'C', password: signer.#own.password },
              terminalSignature: this.#screen.over(challenge),
            }
          : signer.key.cosign(statement, checkpoint).proof
      answer = await this.post(`/api/signing/${actId}`, { person, proof })
    }
    return answer
  }

  /** It happened. */
  async does(thing: Thing, type: string, words: Words = {}): Promise<readonly Words[]> {
    const { json } = created(await this.says(thing, type, words))
    return json.happened
  }
}

/** Throws where the office answered anything but that it was done. */
export function created(answer: Answered): Answered {
  if (answer.status === 201) return answer
  throw new Error(`${answer.status} ${JSON.stringify(answer.json)}`)
}
