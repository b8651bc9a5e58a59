/** The names under which this office answers: what a browser writes into `Host` and, for our own pages, `Origin`. */
export type Names = {
  readonly hosts: readonly string[]
  readonly origins: readonly string[]
  /** The one that was given to this office; null: none but this machine's own. */
  readonly given: string | null
  /** The host under which a proxy brings callers and says who they are; null: there is none that is believed. */
  readonly proxied: string | null
}

/** On the machine itself, and under the name it was given, if it was. */
export function namesOf(port: number, origin: string | null, isProxyTrusted = false): Names {
  const loopback = ['localhost', '127.0.0.1', '[::1]'].map(host => `${host}:${port}`)
  const own = origin === null ? [] : [new URL(origin)]
  return {
    hosts: [...loopback, ...own.map(({ host }) => host)],
    origins: [...loopback.map(host => `http://${host}`), ...own.map(({ origin }) => origin)],
    given: own[0]?.host ?? null,
    proxied: (isProxyTrusted && own[0]?.host) || null,
  }
}

type Headers = (name: string) => string | undefined

/** Another name that was made to lead here (DNS rebinding) is not ours; who comes from elsewhere calls us by the given one. */
export const isOurHost = (names: Names, header: Headers, isFromHere = true): boolean =>
  (isFromHere ? names.hosts : [names.given]).includes(header('host')?.toLowerCase() ?? '')

/** Whether one of our own pages sent it: the browser says so, and a page cannot say otherwise. Silence is a no. */
export function isOurPage({ origins }: Names, header: Headers): boolean {
  const origin = header('origin')
  const site = header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin') return false
  return origin === undefined ? site === 'same-origin' : origins.includes(origin)
}

/** What is read is read by our own pages, or by whoever types it; another page learns not even how long it takes. */
export const isOurReading = (header: Headers): boolean =>
  ['same-origin', 'none', undefined].includes(header('sec-fetch-site'))
