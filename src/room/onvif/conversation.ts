import { randomBytes } from 'node:crypto'
import * as ns from '#onvif/namespaces.ts'
import { OnvifProblem } from '#onvif/problem.ts'
import type { OwnHost, ServiceAddress } from '#onvif/service-address.ts'
import { envelope, usernameToken } from '#onvif/soap-request.ts'
import { authorization, type Credentials } from '#rtsp/authorization.ts'
import { type Challenge, challengesOf } from '#rtsp/challenge.ts'
import { type HttpAnswer, type HttpLimits, httpLimits, post } from './http-post.ts'
import { childOf, type Element, readXml, textAt } from './xml.ts'

export type ServiceName = 'device' | 'media' | 'media2'
const namespaceOf = { device: ns.device, media: ns.media[1], media2: ns.media[2] } as const

/**
 * Requests to one device and their answers, one at a time. The password is never said: it is proved by HTTP Digest
 * where the device offers it, else by WS-UsernameToken, and only once the device has asked. Basic is never used.
 */
export class Conversation {
  readonly #credentials: Credentials | null
  readonly #limits: HttpLimits
  readonly #host: string
  #reached: string | null = null
  #challenge: Challenge | null = null
  #uses = 0
  #token = false
  /** The device's clock ahead of this machine's, so that it takes our tokens; µs. */
  clockAheadUs = 0

  constructor(host: string, credentials: Credentials | null, limits: HttpLimits = httpLimits) {
    if (
      [...(credentials?.user ?? []), ...(credentials?.password ?? [])].some(byte => byte < 0x20)
    ) {
      throw new OnvifProblem('auth', 'user name or password with control characters')
    }
    this.#host = host
    this.#credentials = credentials
    this.#limits = limits
  }

  get host(): OwnHost {
    return { named: this.#host, reached: this.#reached }
  }

  /** The element `<operation>Response` of the answer. `parameters` is the content of the request's element. */
  async call(
    service: ServiceName,
    at: ServiceAddress,
    operation: string,
    parameters = '',
  ): Promise<Element> {
    const namespace = namespaceOf[service]
    const body = `<${operation} xmlns="${namespace}">${parameters}</${operation}>`
    const type = `application/soap+xml; charset=utf-8; action="${namespace}/${operation}"`
    for (;;) {
      const answer = await post(at, { type, ...this.#proved(body, at) }, this.#limits)
      this.#reached ??= answer.reached
      if (answer.status === 401 && this.#meets(answer.challenges)) continue
      const message = messageOf(answer)
      const fault = message.faulty
      if (!fault) return responseIn(message.body, namespace, operation)
      if (!isNotAuthorized(fault)) throw new OnvifProblem('fault', reasonOf(fault))
      if (this.#token) throw new OnvifProblem('auth', 'user name or password is wrong')
      this.#needCredentials()
      this.#token = true
    }
  }

  #proved(body: string, at: ServiceAddress) {
    const credentials = this.#credentials
    if (!credentials) return { body: envelope(body) }
    const nowUs = Date.now() * 1000 + this.clockAheadUs
    const token = this.#token ? usernameToken(credentials, nowUs, randomBytes(16)) : ''
    if (!this.#challenge) return { body: envelope(body, token) }
    const request = { method: 'POST', url: at.path }
    const nonce = randomBytes(8).toString('hex')
    const value = authorization(this.#challenge, credentials, request, ++this.#uses, nonce)
    return { body: envelope(body, token), authorization: Buffer.from(value).toString('latin1') }
  }

  /** Whether a 401 can be met with more than was said before; rejects with 'auth' where all was said. */
  #meets(fields: readonly string[]): boolean {
    const best = challengesOf(fields).find(({ scheme }) => scheme === 'digest')
    if (best && (!this.#challenge || (best.stale && this.#uses > 1))) {
      this.#needCredentials()
      this.#challenge = best
      this.#uses = 0
      return true
    }
    if (this.#challenge || this.#token) {
      throw new OnvifProblem('auth', 'user name or password is wrong')
    }
    this.#needCredentials()
    this.#token = true
    return true
  }

  #needCredentials(): void {
    if (!this.#credentials) throw new OnvifProblem('auth', 'the device asks for a password')
  }
}

function messageOf({ status, body }: HttpAnswer) {
  if (body.length === 0) throw new OnvifProblem('notHttp', `HTTP ${status} without a message`)
  const root = readXml(body.toString('utf8'))
  const inner =
    root.namespace === ns.soap && root.name === 'Envelope' ? childOf(root, 'Body') : null
  if (!inner || inner.namespace !== ns.soap)
    throw new OnvifProblem('notOnvif', 'no SOAP 1.2 envelope')
  return { body: inner, faulty: inner.children.find(child => child.name === 'Fault') }
}

function responseIn(body: Element, namespace: string, operation: string): Element {
  const found = body.children.find(
    child => child.name === `${operation}Response` && child.namespace === namespace,
  )
  if (!found) throw new OnvifProblem('notOnvif', `no answer to ${operation}`)
  return found
}

/** SOAP 1.2 subcodes, outermost first; ONVIF Core 5.8.2. */
function isNotAuthorized(fault: Element): boolean {
  const values: string[] = []
  for (let code = childOf(fault, 'Code'); code; code = childOf(code, 'Subcode')) {
    values.push(textAt(code, 'Value'))
  }
  return values.some(value => /(^|:)(NotAuthorized|FailedAuthentication)$/.test(value))
}

const reasonOf = (fault: Element): string =>
  textAt(fault, 'Reason', 'Text') ||
  textAt(fault, 'Code', 'Subcode', 'Value') ||
  'it does not say why'
