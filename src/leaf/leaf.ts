import { canonicalJson, isCanonical } from '#canonical/json.ts'
import { isLeafBasis, type LeafBasis } from './leaf-basis.ts'

/**
 * What stays for ever about one event (design/ledger.md): its kind, its place, its time, the rule behind it and
 * a commitment to the rest. Nothing in it can be guessed back into a name, a camera or a text.
 */
export type Leaf = {
  readonly v: 1
  readonly type: string
  /** The stream's number, from 1. */
  readonly stream: number
  /** Which of the stream's events, from 1. */
  readonly n: number
  readonly atUs: number
  /** Its place in the act it belongs to, and how many events that act has. */
  readonly part: readonly [number, number]
  /** null: no rule document stands behind it. */
  readonly rule: { readonly profile: string; readonly version: string } | null
  readonly basis: LeafBasis | null
  /** HMAC of the person for this stream alone, base64url; null: a machine. */
  readonly actor: string | null
  /** The commitment, base64url. */
  readonly body: string
}

/** A longer leaf is never written. */
export const longestLeaf = 4096

/** The bytes that are hashed and kept. Throws RangeError above 4,096 bytes. */
export function encodeLeaf(leaf: Leaf): Uint8Array {
  const bytes = new TextEncoder().encode(canonicalJson(leaf))
  if (bytes.length > longestLeaf) throw new RangeError(`a leaf of ${bytes.length} bytes`)
  return bytes
}

const hash = '[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]'
const count = '[1-9][0-9]{0,15}'
const name = '[A-Za-z][A-Za-z0-9]{0,63}'
/**
 * The one form of a leaf, but for what stands in `basis` and `rule`: names in order, no white space, one way to write
 * a number. A quotation mark inside a string is escaped, so no string can be taken for the next member.
 */
const form = new RegExp(
  `^{"actor":(?:null|"(?<actor>${hash})"),"atUs":(?<atUs>0|-?${count}),"basis":(?<basis>null|{.*?}),` +
    `"body":"(?<body>${hash})","n":(?<n>${count}),"part":\\[(?<is>0|${count}),(?<of>${count})\\],` +
    `"rule":(?<rule>null|{.*?}),"stream":(?<stream>${count}),"type":"(?<type>${name})","v":1}$`,
  's',
)
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The leaf these bytes are; null where they are not exactly what `encodeLeaf` writes. */
export function decodeLeaf(bytes: Uint8Array): Leaf | null {
  if (bytes.length > longestLeaf) return null
  try {
    const found = form.exec(utf8.decode(bytes))?.groups
    return found ? leafOf(found) : null
  } catch {
    return null
  }
}

function leafOf(found: Record<string, string | undefined>): Leaf | null {
  const [atUs, n, stream] = [Number(found.atUs), Number(found.n), Number(found.stream)]
  const [is, of] = [Number(found.is), Number(found.of)]
  if (![atUs, n, stream, of].every(Number.isSafeInteger) || is >= of) return null
  const [basis, rule] = [basisIn(found.basis!), ruleIn(found.rule!)]
  if (basis === undefined || rule === undefined) return null
  const { type, actor = null, body } = found
  return { v: 1, type: type!, stream, n, atUs, part: [is, of], rule, basis, actor, body: body! }
}

const basisIn = remembering(isLeafBasis)
const ruleIn = remembering(
  (value): value is NonNullable<Leaf['rule']> =>
    isRecord(value) &&
    Object.keys(value).toSorted().join() === 'profile,version' &&
    typeof value.profile === 'string' &&
    typeof value.version === 'string',
)

const most = 1000

/** Reads null or a record of a kind in its one form; undefined: none. A ledger says the same few again and again. */
function remembering<T>(
  is: (value: unknown) => value is T,
): (text: string) => T | null | undefined {
  const known = new Map<string, T | null | undefined>()
  return text => {
    if (known.has(text)) return known.get(text)
    const value: unknown = JSON.parse(text)
    const found = (value === null || is(value)) && isCanonical(text, value) ? value : undefined
    if (known.size === most) known.clear()
    known.set(text, found)
    return found
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
