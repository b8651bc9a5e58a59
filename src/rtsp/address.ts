import { StreamFault } from './stream-end.ts'

/** Where a camera is: what to connect to, and the URL without credentials that requests name. */
export type Address = { readonly host: string; readonly port: number; readonly url: string }

/**
 * An `rtsp://` URL as an operator gives it → the camera's address.
 *
 * Throws a TypeError that does not repeat the URL: it may hold a password, which belongs into the keyring, so a
 * URL with credentials is refused too.
 */
export function cameraAddress(url: string): Address {
  if (url.length > 2048 || !URL.canParse(url)) throw new TypeError('not a URL')
  const parsed = new URL(url)
  if (parsed.protocol !== 'rtsp:') throw new TypeError('not an rtsp:// URL')
  if (parsed.username !== '' || parsed.password !== '') throw new TypeError('URL with credentials')
  if (parsed.hostname === '') throw new TypeError('URL without a host')
  if (parsed.port === '0') throw new TypeError('URL with port 0')
  parsed.hash = ''
  if (!isRequestTarget(parsed.href)) throw new TypeError('URL with characters that need escaping')
  return {
    host: parsed.hostname.replace(/^\[|\]$/g, '').toLowerCase(),
    port: parsed.port === '' ? 554 : Number(parsed.port),
    url: parsed.href,
  }
}

/** A redirect stays on the camera's host, whatever the answer says (RFC 2326 11.3). */
export function redirected(from: Address, location: string | undefined): Address {
  let to: Address
  try {
    to = cameraAddress(location ?? '')
  } catch {
    throw new StreamFault('refused', 'redirected to something that is not a plain rtsp address')
  }
  if (to.host !== from.host) throw new StreamFault('refused', 'redirected to another host')
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
  if (/^rtspu?:\/\//i.test(control)) return control
  if (control.startsWith('/')) return base.replace(/^([a-z]+:\/\/[^/]*).*$/i, '$1') + control
  return base + (base.endsWith('/') ? '' : '/') + control
}

/** Can stand in a request line without ending it. */
function isRequestTarget(url: string): boolean {
  return url.length <= 2048 && /^[\x21-\x7e]+$/.test(url)
}
