import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export type Credentials = { readonly user: string; readonly password: string }

const algorithms = { 'SHA-256': 'sha256', MD5: 'md5' } as const
type Algorithm = keyof typeof algorithms

const realm = 'tachiai demo'

/** Digest access authentication (RFC 7616) of one connection: a fresh nonce, both algorithms offered. */
export class DigestGuard {
  readonly #credentials: Credentials
  readonly #nonce = randomBytes(16).toString('hex')

  constructor(credentials: Credentials) {
    this.#credentials = credentials
  }

  /** Values of the WWW-Authenticate headers, the stronger one first. */
  get challenges(): readonly string[] {
    return ['SHA-256', 'MD5'].map(
      algorithm => `Digest realm="${realm}", nonce="${this.#nonce}", algorithm=${algorithm}`,
    )
  }

  /** Whether an Authorization header proves the password for this request. */
  admits(method: string, header: string | undefined): boolean {
    if (!header || !/^digest /i.test(header)) return false
    const said = directives(header)
    const algorithm = (said.get('algorithm') ?? 'MD5').toUpperCase()
    if (!isAlgorithm(algorithm)) return false
    const { user, password } = this.#credentials
    if (said.get('username') !== user || said.get('realm') !== realm) return false
    const hash = (text: string) => createHash(algorithms[algorithm]).update(text).digest('hex')
    const secret = hash(`${user}:${realm}:${password}`)
    const request = hash(`${method}:${said.get('uri') ?? ''}`)
    return same(said.get('response') ?? '', hash(`${secret}:${this.#nonce}:${request}`))
  }
}

const isAlgorithm = (name: string): name is Algorithm => Object.hasOwn(algorithms, name)

function directives(header: string): Map<string, string> {
  const found = header.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g)
  return new Map([...found].map(([, name, quoted, bare]) => [name!.toLowerCase(), quoted ?? bare!]))
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a.toLowerCase()), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
