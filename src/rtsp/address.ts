import { StreamFault } from './stream-end.ts'

/** Where a camera is: what to connect to, and the URL without credentials that requests name. */
export type Address = {
  readonly host: string
  readonly port: number
  readonly url: string
  /** `rtsps://`: RTSP and all media inside TLS. */
  readonly encrypted: boolean
}

/**
 * An `rtsp://` or `rtsps://` URL as an operator gives it → the camera's address. Without a port 554 and 322 (RFC 7826 19).
 *
 * Throws a TypeError that does not repeat the URL: it may hold a password, which belongs into the keyring, so a
 * URL with credentials is refused too.
 */
export function cameraAddress(url: string): Address {
  if (url.length > 2048 || !URL.canParse(url)) throw new TypeError('not a URL')
  const parsed = new URL(url)
  const encrypted = parsed.protocol === 'rtsps:'
  if (!encrypted && parsed.protocol !== 'rtsp:') throw new TypeError('not an rtsp:// URL')
  if (parsed.username !== '' || parsed.password !== '') throw new TypeError('URL with credentials')
  if (parsed.hostname === '') throw new TypeError('URL without a host')
  if (parsed.port === '0') throw new TypeError('URL with port 0')
  parsed.hash = ''
  if (!isRequestTarget(parsed.href)) throw new TypeError('URL with characters that need escaping')
  return {
    host: parsed.hostname.replace(/^\[|\]$/g, '').toLowerCase(),
    port: Number(parsed.port || (encrypted ? 322 : 554)),
    url: parsed.href,
    encrypted,
  }
}

/**
 * A redirect stays on the camera's host (its name, or `reached`, the address it was reached at), and neither takes
 * encryption away nor brings it: whoever may write in the clear must not choose to whom we show a password under TLS.
 */
export function redirected(from: Address, location: string | undefined, reached?: string): Address {
  let to: Address
  try {
    to = cameraAddress(location ?? '')
  } catch {
    throw new StreamFault('refused', 'redirected to something that is not a plain rtsp address')
  }
  if (to.host !== from.host && to.host !== reached)
    throw new StreamFault('refused', 'redirected to another host')
  if (to.encrypted !== from.encrypted) {
    const where = to.encrypted ? 'to rtsps: change the address' : 'out of the encryption'
    throw new StreamFault('refused', `redirected ${where}`)
  }
  return to
}

/**
 * The URL of a media or of the whole session (RFC 2326 C.1.1). `base` is Content-Base, else Content-Location, else
 * the URL asked for. A relative control is appended behind a slash, as cameras and the common clients have it, and
 * not resolved as RFC 3986 would, which takes away the last part of `rtsp://camera/stream`.
 *
 * An absolute control is used as sent, even where a camera behind an address translation names its inner address:
 * it is only ever said on the connection that is open.
 */
export function controlUrl(base: string, control: string | undefined): string {
  const url = join(base, control?.trim() ?? '*')
  if (!isRequestTarget(url))
    throw new StreamFault('malformed', 'control URL that cannot be asked for')
  return url
}

function join(base: string, control: string): string {
  if (control === '' || control === '*') return base
  if (/^rtsp[su]?:\/\//i.test(control)) return control
  if (control.startsWith('/')) return base.replace(/^([a-z]+:\/\/[^/]*).*$/i, '$1') + control
  return base + (base.endsWith('/') ? '' : '/') + control
}

/** Can stand in a request line without ending it. */
function isRequestTarget(url: string): boolean {
  return url.length <= 2048 && /^[\x21-\x7e]+$/.test(url)
}
