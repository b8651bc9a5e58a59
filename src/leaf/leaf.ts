import { canonicalJson } from '#canonical/json.ts'
import { isHash } from './bytes.ts'
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

/** The leaf these bytes are; null where they are not exactly what `encodeLeaf` writes. */
export function decodeLeaf(bytes: Uint8Array): Leaf | null {
  if (bytes.length > longestLeaf) return null
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const value: unknown = JSON.parse(text)
    return isLeaf(value) && canonicalJson(value) === text ? value : null
  } catch {
    return null
  }
}

const members = ['actor', 'atUs', 'basis', 'body', 'n', 'part', 'rule', 'stream', 'type', 'v']

function isLeaf(value: unknown): value is Leaf {
  if (!isRecord(value) || Object.keys(value).toSorted().join() !== members.join()) return false
  const { v, type, stream, n, atUs, part, rule, basis, actor, body } = value
  return (
    v === 1 &&
    typeof type === 'string' &&
    /^[A-Za-z][A-Za-z0-9]{0,63}$/.test(type) &&
    isCount(stream) &&
    isCount(n) &&
    Number.isSafeInteger(atUs) &&
    isPart(part) &&
    (rule === null || isRule(rule)) &&
    (basis === null || isLeafBasis(basis)) &&
    (actor === null || isHash(actor)) &&
    isHash(body)
  )
}

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 1

function isPart(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false
  const [is, of] = value
  return isCount(of) && Number.isSafeInteger(is) && is >= 0 && is < of
}

const isRule = (value: unknown): boolean =>
  isRecord(value) &&
  Object.keys(value).toSorted().join() === 'profile,version' &&
  typeof value.profile === 'string' &&
  typeof value.version === 'string'

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
