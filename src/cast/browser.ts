/** What came back. */
export type Answered = {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: whoever asked knows what they asked for
  readonly json: any
  readonly bytes: Uint8Array
}

const device = '__Host-tachiai-device='

/** Somebody's browser, as far as the office sees one: cookies, and where a request comes from. */
export class Browser {
  cookie: string | null = null
  /** Kept through sessions, as browsers do. */
  device: string | null = null
  readonly origin: string
  constructor(origin: string) {
    this.origin = origin
  }

  get = (path: string, headers: Record<string, string> = {}): Promise<Answered> =>
    this.send('GET', path, undefined, headers)
  post = (path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
    this.send('POST', path, JSON.stringify(body), {
      'content-type': 'application/json',
      ...headers,
    })
  delete = (path: string): Promise<Answered> => this.send('DELETE', path)

  async send(
    method: string,
    path: string,
    body?: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
  ): Promise<Answered> {
    const answer = await fetch(this.origin + path, {
      method,
      headers: {
        ...(method === 'GET' ? {} : { origin: this.origin }),
        ...(this.cookie || this.device
          ? { cookie: [this.cookie, this.device].filter(Boolean).join('; ') }
          : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    })
    const set = answer.headers.getSetCookie()
    this.device = set.find(one => one.startsWith(device))?.split(';')[0] ?? this.device
    const given = set.find(one => !one.startsWith(device))
    if (given) this.cookie = given.includes('Max-Age=0') ? null : given.split(';')[0]!
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const text = new TextDecoder().decode(bytes)
    const isJson = answer.headers.get('content-type')?.includes('json')
    return {
      status: answer.status,
      headers: answer.headers,
      json: isJson ? JSON.parse(text) : text,
      bytes,
    }
  }
}
