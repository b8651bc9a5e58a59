import { createHash } from 'node:crypto'
import type { Credentials } from '#rtsp/authorization.ts'
import * as ns from './namespaces.ts'

/** A SOAP 1.2 envelope around one request; `header` is the content of its header. */
export const envelope = (body: string, header = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n` +
  `<s:Envelope xmlns:s="${ns.soap}"><s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`

/**
 * WS-UsernameToken with a digest (OASIS Username Token Profile 1.0, ONVIF Core 5.12.2): SHA-1 over nonce, time and
 * password. `createdUs` is in the device's own time, for it refuses tokens from another one; `nonce` 16 random bytes.
 *
 * Throws a RangeError for a user that XML cannot carry.
 */
export function usernameToken(
  { user, password }: Credentials,
  createdUs: number,
  nonce: Uint8Array,
): string {
  const created = Temporal.Instant.fromEpochMilliseconds(Math.round(createdUs / 1000)).toString({
    smallestUnit: 'millisecond',
  })
  const digest = createHash('sha1').update(nonce).update(created).update(password).digest('base64')
  const profile = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss'
  return (
    `<w:Security s:mustUnderstand="1" xmlns:w="${ns.security}" xmlns:u="${ns.utility}"><w:UsernameToken>` +
    `<w:Username>${escaped(Buffer.from(user).toString('utf8'))}</w:Username>` +
    `<w:Password Type="${profile}-username-token-profile-1.0#PasswordDigest">${digest}</w:Password>` +
    `<w:Nonce EncodingType="${profile}-soap-message-security-1.0#Base64Binary">${Buffer.from(nonce).toString('base64')}</w:Nonce>` +
    `<u:Created>${created}</u:Created></w:UsernameToken></w:Security>`
  )
}

/** Text as it may stand in an element or a quoted attribute. Throws a RangeError where XML 1.0 has no way to write it. */
export function escaped(text: string): string {
  if (!text.isWellFormed() || /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/u.test(text)) {
    throw new RangeError('characters that XML cannot carry')
  }
  return text.replace(/[&<>"'\r]/g, one => `&#${one.codePointAt(0)};`)
}
