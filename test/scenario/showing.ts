import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import type { Answered } from '../web-office.ts'
import { created, type Person, refusedOn, type Thing } from './person.ts'

/** The page on the screen: it asks every second, for otherwise the pictures stop. */
export class Showing {
  readonly #operator: Person
  readonly #path: string
  readonly #reader: { readonly 'tachiai-reader': string }
  #on = true

  private constructor(operator: Person, showing: string, reader: string) {
    this.#operator = operator
    this.#path = `/api/showings/${showing}`
    this.#reader = { 'tachiai-reader': reader }
    void this.#ask()
  }

  static async begins(operator: Person, thing: Thing): Promise<Showing> {
    const { showing, reader } = created(await asked(operator, thing)).json
    return new Showing(operator, showing, reader)
  }

  /** The keeper lets nothing be shown. */
  static async isRefused(basis: string, operator: Person, thing: Thing): Promise<string> {
    return refusedOn(basis, await asked(operator, thing))
  }

  /** Capture times of what there is of a minute. */
  async minute(camera: string, minute: number): Promise<Answered> {
    return this.#operator.get(`${this.#path}/minutes/${camera}/${minute}`, this.#reader)
  }

  picture = (camera: string, minute: number, picture: number): Promise<Answered> =>
    this.#operator.post(`${this.#path}/picture`, { camera, minute, picture }, this.#reader)

  /** Whoever has not the word that this page was given. */
  fromAnotherPage = (camera: string, minute: number): Promise<Answered> =>
    this.#operator.post(`${this.#path}/picture`, { camera, minute, picture: 0 })

  /** A witness leaves their seat. */
  leaves = (witness: Person): Promise<Answered> =>
    this.#operator.post(`${this.#path}/leave`, { person: witness.name }, this.#reader)

  async ends(): Promise<string> {
    await this.#operator.post(`${this.#path}/end`, {}, this.#reader)
    return this.hasEnded()
  }

  /** How, once the record says so. */
  async hasEnded(): Promise<string> {
    for (let asking = 0; asking < 300; asking++) {
      const { state, how } = (await this.#operator.get(this.#path, this.#reader)).json
      if (state === 'closed' && how !== null) {
        this.#on = false
        return how
      }
      await pause(100)
    }
    assert.fail('it never ended')
  }

  async #ask(): Promise<void> {
    while (this.#on) {
      const answer = await this.#operator.get(this.#path, this.#reader).catch(() => null)
      if (answer?.json?.state !== 'open') return
      await pause(1000)
    }
  }
}

/** A picture, with border and line drawn in: a JPEG that no browser keeps. */
export function isPicture({ status, headers, bytes, json }: Answered): void {
  assert.equal(status, 200, JSON.stringify(json))
  assert.equal(headers.get('content-type'), 'image/jpeg')
  assert.match(headers.get('cache-control') ?? '', /no-store/)
  assert.deepEqual([...bytes.subarray(0, 3)], [0xff, 0xd8, 0xff])
}

const asked = (operator: Person, [kind, ...ids]: Thing): Promise<Answered> =>
  operator.post('/api/showings', { stream: [kind, ...ids].join('/') })
