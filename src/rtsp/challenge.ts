/** How strongly a camera lets us prove that we know the password, weakest first. */
export type AuthStrength = 'none' | 'basic' | 'md5' | 'sha256'
const order: readonly AuthStrength[] = ['none', 'basic', 'md5', 'sha256']

export const isWeaker = (a: AuthStrength, b: AuthStrength): boolean =>
  order.indexOf(a) < order.indexOf(b)

export const strongest = (a: AuthStrength, b: AuthStrength): AuthStrength =>
  isWeaker(a, b) ? b : a

export type DigestChallenge = {
  readonly scheme: 'digest'
  readonly strength: 'md5' | 'sha256'
  /** As the camera spelled it, to be said back; undefined where it named none. */
  readonly algorithm: string | undefined
  readonly session: boolean
  readonly realm: string
  readonly nonce: string
  readonly opaque: string | undefined
  /** False: RFC 2069, neither counter nor client nonce. */
  readonly qop: boolean
  readonly stale: boolean
}
export type Challenge =
  | DigestChallenge
  | { readonly scheme: 'basic'; readonly strength: 'basic'; readonly stale: false }

/**
 * WWW-Authenticate fields → what we can answer, strongest first (RFC 7616, RFC 7617, RFC 2617, RFC 2069). A
 * challenge with an unknown algorithm, or with `auth-int` alone, is passed over.
 */
export function challengesOf(fields: readonly string[]): readonly Challenge[] {
  const found = fields.flatMap(parseField).flatMap(understand)
  return found.sort((a, b) => order.indexOf(b.strength) - order.indexOf(a.strength))
}

type Offer = { readonly scheme: string; readonly parameters: Map<string, string> }

/** `scheme name=value, name="value", scheme …` : several challenges may stand in one field (RFC 9110 11.6.1). */
function parseField(field: string): readonly Offer[] {
  const offers: Offer[] = []
  const parts = field.matchAll(
    /([!#$%&'*+.^_`|~\w-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*)))?/g,
  )
  for (const [text, token = '', quoted, plain] of parts) {
    if (quoted === undefined && plain === undefined) {
      offers.push({ scheme: text.toLowerCase(), parameters: new Map() })
      continue
    }
    const value = quoted?.replace(/\\(.)/g, '$1') ?? plain ?? ''
    offers.at(-1)?.parameters.set(token.toLowerCase(), value)
  }
  return offers
}

function understand({ scheme, parameters }: Offer): readonly Challenge[] {
  if (scheme === 'basic') return [{ scheme, strength: 'basic', stale: false }]
  if (scheme !== 'digest') return []
  const algorithm = parameters.get('algorithm')
  const known = /^(md5|sha-256)(-sess)?$/i.exec(algorithm ?? 'MD5')
  const qops = parameters
    .get('qop')
    ?.toLowerCase()
    .split(/[\s,]+/)
  const realm = parameters.get('realm')
  const nonce = parameters.get('nonce')
  if (!known || nonce === undefined || realm === undefined) return []
  if (qops && !qops.includes('auth')) return []
  return [
    {
      scheme,
      strength: known[1]!.toLowerCase() === 'md5' ? 'md5' : 'sha256',
      algorithm,
      session: known[2] !== undefined,
      realm,
      nonce,
      opaque: parameters.get('opaque'),
      qop: qops !== undefined,
      stale: parameters.get('stale')?.toLowerCase() === 'true',
    },
  ]
}
