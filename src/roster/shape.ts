import { coSignatureIn } from '#cosign/cosignature.ts'
import type { CredentialKey } from '#cosign/credential-key.ts'
import type { Post } from '#law/vocabulary/people.ts'
import { fromBase64url } from '#leaf/bytes.ts'
import { isRecord } from '#leaf/leaf.ts'
import type { Alteration, Change, SignedChange } from './change.ts'
import type { Envelope, RosterTerminal } from './roster.ts'

type Fields = Readonly<Record<string, unknown>>
type Is = (value: unknown) => boolean

const isText: Is = value => typeof value === 'string' && value !== '' && value.length <= 1000
/** base64url of so many bytes, in the one way there is: otherwise one key had several names. */
const isBytes =
  (least: number, most = least): Is =>
  value => {
    try {
      const { length } = fromBase64url(String(value))
      return typeof value === 'string' && length >= least && length <= most
    } catch {
      return false
    }
  }
const isHex: Is = value => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
const isCount: Is = value => Number.isSafeInteger(value) && Number(value) > 0
const listOf =
  (is: Is, most = 200): Is =>
  value =>
    Array.isArray(value) && value.length <= most && value.every(is)
const only =
  (members: Readonly<Record<string, Is>>): Is =>
  value =>
    isRecord(value) &&
    Object.keys(value).toSorted().join() === Object.keys(members).toSorted().join() &&
    Object.entries(members).every(([name, is]) => is(value[name]))

const posts: Readonly<Record<Post, true>> = {
  ...{ president: true, vicePresident: true, chair: true, viceChair: true, member: true },
  ...{ manager: true, deputy: true, operator: true, staff: true, mayor: true, guard: true },
  ...{ auditor: true, contractor: true },
}
const isPost: Is = value => typeof value === 'string' && Object.hasOwn(posts, value)
const keys: Readonly<Record<CredentialKey['kty'], Is>> = {
  EC: only({ kty: isText, crv: value => value === 'P-256', x: isBytes(32), y: isBytes(32) }),
  OKP: only({ kty: isText, crv: value => value === 'Ed25519', x: isBytes(32) }),
  RSA: only({ kty: isText, n: isBytes(256, 512), e: isBytes(1, 8) }),
}
const isKey: Is = value =>
  isRecord(value) && Object.hasOwn(keys, String(value.kty)) && keys[value.kty as 'EC'](value)
const isNewKey = only({
  id: isBytes(1, 1023),
  key: isKey,
  attachment: value => value === 'cross-platform' || value === 'platform',
})
const isTerminal = only({ terminal: isText, key: isKey } satisfies Record<keyof RosterTerminal, Is>)
const isEnvelope = only({ number: isCount, sha256: isHex } satisfies Record<keyof Envelope, Is>)
const isKind: Is = isText
const person = { kind: isKind, person: isText }

/** What each kind of change says, member by member: nothing else, and nothing less. */
const alterations: Readonly<Record<Alteration['kind'], Is>> = {
  found: only({
    kind: isKind,
    people: listOf(
      only({ person: isText, posts: listOf(isPost), credentials: listOf(isNewKey, 10) }),
    ),
    ledger: isText,
    relyingParty: only({ origin: isText, rpId: isText }),
    gradeC: value => typeof value === 'boolean',
    terminals: listOf(isTerminal),
    envelopes: listOf(isEnvelope, 10),
  }),
  posts: only({ ...person, posts: listOf(isPost) }),
  enrol: only({ ...person, key: isNewKey, by: isText }),
  recover: only({ ...person, key: isNewKey }),
  recoverOnPaper: only({
    ...person,
    key: isNewKey,
    papers: listOf(only({ number: isCount, secret: isText }), 10),
  }),
  strike: only({ kind: isKind, credential: isText, reason: isText }),
  terminal: only({ kind: isKind, terminal: isTerminal }),
  strikeTerminal: only({ kind: isKind, terminal: isText, reason: isText }),
  envelopes: only({ kind: isKind, envelopes: listOf(isEnvelope, 10) }),
  ledger: only({ kind: isKind, key: isText }),
}

/** null: not exactly of one of these forms. */
export function alterationIn(value: unknown): Alteration | null {
  const kind = isRecord(value) ? String(value.kind) : ''
  const known = Object.hasOwn(alterations, kind) && alterations[kind as Alteration['kind']](value)
  return known ? (value as Alteration) : null
}

const isChange = only({
  v: value => value === 1,
  number: isCount,
  previous: isHex,
  atUs: value => Number.isSafeInteger(value),
  alteration: value => alterationIn(value) !== null,
} satisfies Record<keyof Change, Is>)

/** null: not a change with signatures. */
export function signedChangeIn(value: unknown): SignedChange | null {
  const isSigned = only({
    change: isChange,
    signed: listOf(one => coSignatureIn(one) !== null, 10),
  } satisfies Record<keyof SignedChange, Is>)
  return isSigned(value) ? (value as Fields as SignedChange) : null
}
