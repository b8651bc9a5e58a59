import assert from 'node:assert/strict'
import { generateKeyPairSync, sign } from 'node:crypto'
import { test } from 'node:test'
import { canonicalJson } from '#canonical/json.ts'
import { ed25519Verify } from '#hash/ed25519.ts'
import { hmacSha256 } from '#hash/hmac.ts'
import { sha256 } from '#hash/sha256.ts'
import { toBase64url } from '#leaf/bytes.ts'
import { encodeLeaf } from '#leaf/leaf.ts'
import { signCheckpoint } from '#tlog/checkpoint.ts'
import { noteKey, printedKey } from '#tlog/note.ts'
import { leafHash, rootOf } from '#tlog/tree.ts'
import type { FindingKind, Places } from './finding.ts'
import { LedgerCheck } from './ledger-check.ts'
import { predecessorsIn } from './succession.ts'

const primitives = { sha256, hmac: hmacSha256, verify: ed25519Verify }
const dayUs = 86_400_000_000

function signer(name: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const key = noteKey(
    sha256,
    name,
    Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url'),
  )
  const signed = (size: number, root: Uint8Array) =>
    signCheckpoint({ origin: name, size, root }, key, message => sign(null, message, privateKey))
  return { key, signed }
}

const salt = Buffer.alloc(32, 7)
function leafOf(n: number, atUs: number, type: string, event: object) {
  const body = canonicalJson({ event, ...(n === 1 ? { stream: 'ledger/main' } : {}) })
  const commitment = toBase64url(hmacSha256(salt, Buffer.from(body)))
  const bytes = encodeLeaf({
    v: 1,
    type,
    stream: 1,
    n,
    atUs,
    part: [0, 1],
    rule: null,
    basis: null,
    actor: null,
    body: commitment,
  })
  return { bytes, opening: { salt, body } }
}

/** Three heartbeats under one key, a dead disk that had five, and a second key that goes on with two. */
function succeeded() {
  const [older, newer] = [signer('tachiai/1'), signer('tachiai/2')]
  const beat = (n: number, day: number) =>
    leafOf(n, day * dayUs, 'Heartbeat', { type: 'Heartbeat' })
  const lost = [beat(1, 0), beat(2, 1), beat(3, 2), beat(4, 3), beat(5, 4)]
  const rootAt = (leaves: readonly { bytes: Uint8Array }[], size: number) =>
    rootOf(
      sha256,
      leaves.slice(0, size).map(({ bytes }) => leafHash(sha256, bytes)),
    )
  const before = {
    origin: older.key.name,
    key: printedKey(older.key),
    checkpoint: older.signed(5, rootAt(lost, 5)),
    size: 3,
    before: null,
  }
  const restored = leafOf(4, 9 * dayUs, 'LedgerRestored', { type: 'LedgerRestored', before })
  const leaves = [...lost.slice(0, 3), restored, beat(5, 9)]
  return { older, newer, lost, leaves, before, rootAt }
}

type Case = ReturnType<typeof succeeded>
function findings(
  { newer, leaves, before, rootAt }: Case,
  brought: readonly string[],
  heading: unknown = before,
) {
  const check = new LedgerCheck(primitives, {
    key: newer.key,
    before: predecessorsIn(sha256, heading)!,
    checkpoints: [newer.signed(5, rootAt(leaves, 5)), ...brought],
    streamName: () => 'ledger/main',
  })
  for (const { bytes, opening } of leaves) check.leaf(bytes, opening)
  return check.end().findings
}
const says = <Kind extends FindingKind>(kind: Kind, place: Places[Kind]) => [{ kind, place }]

test('a ledger that goes on from a dead disk: its loss is told, and nothing else is missing', () => {
  const one = succeeded()
  const { older, lost, rootAt } = one
  assert.deepEqual(findings(one, []), [], 'the days between are those of the dead disk')
  assert.deepEqual(findings(one, [older.signed(2, rootAt(lost, 2))]), [])
  assert.deepEqual(findings(one, [older.signed(4, rootAt(lost, 4))]), [], 'within the loss told')
})

test('what its predecessor signed beyond the loss that was told is cut; another root is found', () => {
  const one = succeeded()
  const { older } = one
  const other = new Uint8Array(32)
  assert.deepEqual(findings(one, [older.signed(6, other)]), says('cut', { size: 6, leaves: 3 }))
  assert.deepEqual(findings(one, [older.signed(2, other)]), says('root', { size: 2 }))
  assert.deepEqual(findings(one, [older.signed(5, other)]).slice(0, 1), says('fork', { size: 5 }))
  assert.deepEqual(
    findings(one, [signer('tachiai/1').signed(2, other)]),
    says('signature', { size: 2 }),
  )
})

test('a loss that the first event of the successor did not tell of is no loss', () => {
  const one = succeeded()
  const more = one.older.signed(9, new Uint8Array(32))
  assert.deepEqual(
    findings(one, [], { ...one.before, checkpoint: more }),
    says('unreadable', { file: 'ledger.json' }),
  )
  assert.ok(
    findings(one, [], { ...one.before, size: 2 }).some(
      ({ kind, place }) => kind === 'order' && 'index' in place && place.index === 2,
    ),
    'no LedgerRestored there',
  )
})

test('what is no succession is none', () => {
  const { before } = succeeded()
  assert.deepEqual(predecessorsIn(sha256, null), [])
  let deep: unknown = null
  for (let at = 0; at < 200; at++) deep = { ...before, before: deep }
  for (const wrong of [
    deep,
    undefined,
    [],
    'x',
    { ...before, size: -1 },
    { ...before, size: 1.5 },
    { ...before, origin: 'tachiai/9' },
    { ...before, key: 'x' },
    { ...before, before: { ...before, size: 4 } },
    { ...before, before: undefined },
  ]) {
    assert.equal(predecessorsIn(sha256, wrong), null)
  }
})
