import assert from 'node:assert/strict'
import { type SecurityKey, securityKey } from '../security-key.ts'
import { type Answered, Browser } from '../web-office.ts'
import type { Screen } from './screen.ts'

/** What an act is about: its kind and the ids that name it. */
export type Thing = readonly [kind: string, ...ids: readonly string[]]
export type Words = Readonly<Record<string, unknown>>

/** Everybody of one office, for whoever must sign beside somebody else. */
export type People = Map<string, Person>

/**
 * One of the office's people: an ID, a password, a security key, and a browser, before the enrolled screen or elsewhere.
 * What they do goes over HTTP as the pages would send it.
 */
export class Person {
  readonly name: string
  readonly origin: string
  readonly key: SecurityKey
  readonly #loginId: string
  readonly #password: string
  readonly #people: People
  /** With ID and password before the enrolled screen, where the founding allowed it, instead of the key. */
  signsByPassword = false
  #browser: Browser
  #screen: Screen | null = null

  constructor(name: string, origin: string, people: People) {
    this.name = name
    this.origin = origin
    this.key = securityKey({ origin, rpId: new URL(origin).hostname })
    this.#loginId = loginIdOf(name)
    this.#password = passwordOf(name)
    this.#people = people
    this.#browser = new Browser(origin)
    people.set(name, this)
  }

  /** The number that the manager handed over becomes a password of one's own. */
  async choosesPassword(code: string): Promise<void> {
    const words = { loginId: this.#loginId, code, password: this.#password, terminal: null }
    created(await this.#browser.post('/api/credentials/complete', words))
  }

  /** Signs in; `screen` null: anywhere. */
  async sitsDown(screen: Screen | null = this.#screen): Promise<void> {
    this.#screen = screen
    this.#browser = new Browser(this.origin)
    const shown = screen ? await screen.shows(this.#browser) : null
    const words = { loginId: this.#loginId, password: this.#password, terminal: shown }
    created(await this.#browser.post('/api/session', words))
  }

  async enrolsKey(): Promise<void> {
    const { challenge } = (await this.#browser.post('/api/keys/challenge')).json
    const made = this.key.attestation(Buffer.from(challenge, 'base64url'))
    const own = { password: this.#password, attachment: 'cross-platform' }
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
      const signer = this.#people.get(person)
      if (!signer) continue
      const proof =
        signer.signsByPassword && this.#screen
          ? {
              ...{ grade: 'C', password: signer.#password },
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

  /** It was refused on this basis, as it is printed, and the refusal stands in the record. */
  async isRefused(basis: string, thing: Thing, type: string, words: Words = {}): Promise<string> {
    const answer = await this.says(thing, type, words)
    const detail = refusedOn(basis, answer)
    assert.ok(answer.json.index > 0, 'a refusal is recorded')
    return detail
  }
}

/** Turned away before anything was looked at, all the same on a rule. */
export function turnedAway(basis: string, { status, json }: Answered): void {
  assert.equal(status, 403, JSON.stringify(json))
  assert.equal(json.basis?.printed, basis, json.detail)
}

export const loginIdOf = (name: string): string => `id-${name}`
export const passwordOf = (name: string): string => `${name}が決めた長い合言葉`

export function created(answer: Answered): Answered {
  assert.equal(answer.status, 201, JSON.stringify(answer.json))
  return answer
}

/**
 * `basis` as it is printed; behind a house rule also some of the words of the refusal, for there are many: 「内規: 署名が…」.
 * Answers why, in its own words.
 */
export function refusedOn(basis: string, { status, json }: Answered): string {
  assert.equal(status, 409, `not refused: ${status} ${JSON.stringify(json)}`)
  const [printed, words = ''] = basis.split(': ')
  assert.equal(json.basis?.printed, printed, json.detail)
  assert.ok(printed !== '内規' || words !== '', `which house rule: ${json.detail}`)
  assert.ok(json.detail.includes(words), json.detail)
  assert.notEqual(json.next.trim(), '')
  return json.detail
}
