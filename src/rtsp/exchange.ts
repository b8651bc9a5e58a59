import { authorization, type Credentials } from './authorization.ts'
import {
  type AuthStrength,
  type Challenge,
  challengesOf,
  isWeaker,
  strongest,
} from './challenge.ts'
import { header, type Response } from './message.ts'
import { StreamFault } from './stream-end.ts'

/** What a camera is trusted with. */
export type Trust = {
  /**
   * Asked for each request that needs them; the bytes stay the giver's, who wipes them after the call that asked.
   * Null: none are known.
   */
  readonly credentials: () => Credentials | null
  /** Basic shows the password to everyone on the way: only where the operator allowed it for this camera, or to a pinned key. */
  readonly allowBasic: boolean
  /** The strongest this camera ever asked for. Less is refused: somebody in between may have taken it away. */
  readonly atLeast?: AuthStrength
}

type Question = {
  readonly sequence: number
  readonly method: string
  readonly url: string
  readonly fields: readonly string[]
  readonly answered: (answer: Response) => void
  readonly attempts: number
  /** Its nonce came in answer to this very question. */
  readonly fresh: boolean
}

/**
 * Requests and their answers, one at a time, with authentication (RFC 2326, RFC 7616). An answer that asks for proof is
 * met with the strongest offered; an outdated nonce is renewed. `answered` sees every other answer.
 */
export class Exchange {
  readonly #trust: Trust
  readonly #send: (request: Uint8Array) => void
  readonly #clientNonce: () => string
  #sequence = 0
  #open: Question | null = null
  #challenge: Challenge | null = null
  #uses = 0

  /** `send` takes the bytes over and wipes them once they are sent. */
  constructor(trust: Trust, send: (request: Uint8Array) => void, clientNonce: () => string) {
    this.#trust = trust
    this.#send = send
    this.#clientNonce = clientNonce
  }

  get strength(): AuthStrength {
    return this.#challenge?.strength ?? 'none'
  }

  /** The method whose answer is awaited. */
  get awaited(): string | null {
    return this.#open?.method ?? null
  }

  /** `fields` are whole header lines. A question that is still open is given up: its answer will be passed over. */
  ask(
    method: string,
    url: string,
    fields: readonly string[],
    answered: (answer: Response) => void,
  ): void {
    this.#put({ sequence: 0, method, url, fields, answered, attempts: 0, fresh: false })
  }

  answer(answer: Response): void {
    const question = this.#open
    const sequence = header(answer.headers, 'cseq')
    if (!question || answer.status < 200) return
    if (sequence !== undefined && Number(sequence) !== question.sequence) return
    this.#open = null
    if (answer.status !== 401) {
      question.answered(answer)
      return
    }
    const renewed = this.#choose(answer)
    if (question.attempts >= 3 || (question.fresh && !renewed.stale)) {
      throw new StreamFault('auth', 'user name or password is wrong')
    }
    this.#challenge = renewed
    this.#uses = 0
    this.#put({ ...question, attempts: question.attempts + 1, fresh: true })
  }

  #choose(answer: Response): Challenge {
    const offered = challengesOf(answer.headers.get('www-authenticate') ?? [])
    // Before Basic is said to be forbidden: who took Digest away may be after the password.
    if (offered[0]) this.#refuseWeaker(offered[0].strength)
    const best = offered.find(({ scheme }) => scheme === 'digest' || this.#trust.allowBasic)
    if (!best) {
      const only = offered.length > 0 ? 'only Basic, which is not allowed here' : 'no known method'
      throw new StreamFault('auth', `the camera offers ${only}`)
    }
    return best
  }

  /** To be called where a camera plays without having asked for what it once asked for. */
  refuseLess(): void {
    this.#refuseWeaker(this.strength)
  }

  #refuseWeaker(offered: AuthStrength): void {
    const known = strongest(this.#trust.atLeast ?? 'none', this.strength)
    if (!isWeaker(offered, known)) return
    const less = offered === 'none' ? 'no proof any more' : 'a weaker proof than before'
    const doubt = { about: 'authentication', known, offered } as const
    throw new StreamFault('downgraded', `the camera asks for ${less}`, doubt)
  }

  #put(asked: Question): void {
    const question = { ...asked, sequence: ++this.#sequence }
    this.#open = question
    const { method, url, fields, sequence } = question
    const lines = [
      `${method} ${url} RTSP/1.0`,
      `CSeq: ${sequence}`,
      'User-Agent: tachiai',
      ...fields,
    ]
    const head = Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1')
    const proof = this.#proof(method, url)
    this.#send(Buffer.concat([head, ...proof, Buffer.from('\r\n')]))
    for (const part of proof) part.fill(0)
  }

  #proof(method: string, url: string): readonly Uint8Array[] {
    if (!this.#challenge) return []
    const credentials = this.#trust.credentials()
    if (!credentials)
      throw new StreamFault('auth', 'the camera asks for a password and none is known')
    this.#uses++
    const nonce = this.#clientNonce()
    const value = authorization(this.#challenge, credentials, { method, url }, this.#uses, nonce)
    return [Buffer.from('Authorization: '), value, Buffer.from('\r\n')]
  }
}
