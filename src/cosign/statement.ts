import { canonicalJson } from '#canonical/json.ts'
import type { Given, Hmac, Said } from '#leaf/body.ts'
import { fromBase64url, isHash, toBase64url } from '#leaf/bytes.ts'
import { isRecord } from '#leaf/leaf.ts'
import type { Sha256 } from '#tlog/tree.ts'

/** As what somebody signs. A signature for one is none for another. */
export type Verb = 'approve' | 'witness' | 'presence' | 'confirm' | 'enrol'

/** What one person says with one signature (design/cosigning.md). */
export type Statement = {
  readonly v: 2
  readonly verb: Verb
  /** Which answer of this session, from 1; null: the verb is another than `presence`. */
  readonly n: number | null
  /** 16 random bytes, base64url: no two acts have the same. */
  readonly actId: string
  readonly session: string | null
  /** The commitment to the act, or the keeper's nonce, base64url of 32 bytes. */
  readonly act: string
  readonly person: string
  /** On the strength of which post. */
  readonly post: string
  /** The screen before which it is signed; null: a device of one's own. */
  readonly terminal: string | null
  /** Whose pictures it is about; null: nobody's in particular. */
  readonly keeper: string | null
  readonly notAfterUs: number
}

const verbs: readonly string[] = [
  'approve',
  'witness',
  'presence',
  'confirm',
  'enrol',
] satisfies readonly Verb[]
const members = 'act,actId,keeper,n,notAfterUs,person,post,session,terminal,v,verb'

/** null: not exactly of this form. */
export function statementIn(value: unknown): Statement | null {
  if (!isRecord(value) || Object.keys(value).toSorted().join() !== members) return null
  const { v, verb, n, actId, session, act, person, post, terminal, keeper, notAfterUs } = value
  const isText = (one: unknown) => typeof one === 'string' && one.isWellFormed() && one !== ''
  const texts = [person, post].every(isText)
  const places = [session, terminal, keeper].every(one => one === null || isText(one))
  const presence = verb === 'presence' ? Number.isSafeInteger(n) && Number(n) > 0 : n === null
  return v === 2 &&
    typeof verb === 'string' &&
    verbs.includes(verb) &&
    isActId(actId) &&
    isHash(act) &&
    texts &&
    places &&
    presence &&
    Number.isSafeInteger(notAfterUs)
    ? (value as Statement)
    : null
}

const isActId = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9_-]{21}[AQgw]$/.test(value)

const label = new TextEncoder().encode('tachiai/cosign/v2')
const utf8 = (text: string) => new TextEncoder().encode(text)

/** What the key signs: SHA-256(label ‖ SHA-256(the statement's canonical JSON) ‖ SHA-256(the checkpoint's note)). */
export const challengeOf = (sha256: Sha256, statement: Statement, checkpoint: string): Uint8Array =>
  sha256(label, sha256(utf8(canonicalJson(statement))), sha256(utf8(checkpoint)))

/** An act before it is recorded: of which stream, in which words, with what is known beyond the log. */
export type Intended = { readonly stream: string; readonly said: Said; readonly given?: Given }

/**
 * HMAC-SHA256 under the act's id of the canonical JSON of `{ given?, said, stream }`, `said` without `atUs`, which is
 * known only when everybody has signed. Who knows the leaf alone cannot try out what was signed.
 */
export function actCommitment(
  hmac: Hmac,
  actId: string,
  { stream, said, given }: Intended,
): string {
  const { atUs: _, ...words } = said
  const text = canonicalJson({ stream, said: words, ...(given ? { given } : {}) })
  return toBase64url(hmac(fromBase64url(actId), utf8(text)))
}
