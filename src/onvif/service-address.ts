/** Where a service of a device is asked, by HTTP. The host is always the one the operator named. */
export type ServiceAddress = {
  readonly host: string
  readonly port: number
  readonly path: string
}

/** Where every device answers (ONVIF Core 5.1.1), unless discovery said otherwise. */
export const deviceService = '/onvif/device_service'

/**
 * `onvif://HOST[:PORT][/PATH]`, as an operator types it and discovery prints it.
 *
 * Throws a TypeError that does not repeat the URL: it may hold a password.
 */
export function deviceAddress(url: string): ServiceAddress {
  const address = parsed(url, 'onvif:')
  return address.path === '/' ? { ...address, path: deviceService } : address
}

/** `http://HOST:PORT/PATH`, as the camera's record keeps it. */
export const serviceAddress = (url: string): ServiceAddress => parsed(url, 'http:')

export const serviceUrl = ({ host, port, path }: ServiceAddress): string =>
  `http://${hostInUrl(host)}:${port}${path}`

export const deviceUrl = ({ host, port, path }: ServiceAddress): string =>
  `onvif://${hostInUrl(host)}${port === 80 ? '' : `:${port}`}${path === deviceService ? '' : path}`

export const hostInUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host)

/** As in a URL: lower case, without brackets. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').toLowerCase()

function parsed(url: string, protocol: 'onvif:' | 'http:'): ServiceAddress {
  const rest = url.startsWith(protocol) ? url.slice(protocol.length) : null
  if (rest === null || url.length > 2048 || !URL.canParse(`http:${rest}`)) {
    throw new TypeError(`not an ${protocol}// address`)
  }
  const http = new URL(`http:${rest}`)
  if (http.username !== '' || http.password !== '') throw new TypeError('URL with credentials')
  if (http.port === '0') throw new TypeError('URL with port 0')
  const path = http.pathname + http.search
  if (!isRequestTarget(path)) throw new TypeError('URL with characters that need escaping')
  return { host: hostOf(http), port: http.port === '' ? 80 : Number(http.port), path }
}

/** Can stand in a request line without ending it. */
const isRequestTarget = (path: string): boolean => /^\/[\x21-\x7e]*$/.test(path)

/** The host that an operator named, and the address that the connection to it showed. */
export type OwnHost = { readonly named: string; readonly reached: string | null }

/** Names of one host: as the operator wrote it, or the address that name leads to. */
export const isOwnHost = (host: string, { named, reached }: OwnHost): boolean =>
  host === named || host === reached

/**
 * Where a device says one of its services is. On its own host as it says; on another (devices behind an address
 * translation name their inner address) the path alone is taken and asked at the address that is known. Null where it
 * is no address at all.
 */
export function ownService(
  known: ServiceAddress,
  own: OwnHost,
  told: string,
): ServiceAddress | null {
  const text = told.trim()
  if (text.length > 2048 || !URL.canParse(text)) return null
  const url = new URL(text)
  const path = url.pathname + url.search
  if (!/^https?:$/.test(url.protocol) || !isRequestTarget(path)) return null
  const here = url.protocol === 'http:' && url.port !== '0' && isOwnHost(hostOf(url), own)
  const port = here ? Number(url.port || 80) : known.port
  return { host: known.host, port, path }
}
