import assert from 'node:assert/strict'
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { securityKey } from '#cast/security-key.ts'
import { hmacSha256 } from '#hash/hmac.ts'
import { sha256 } from '#hash/sha256.ts'
import { signCheckpoint } from '#tlog/checkpoint.ts'
import { freshSigner } from '../../test/ledger.ts'
import { cosignPrimitives, party } from '../../test/rosters.ts'
import { type ExpectedStatement, type SigningGround, signingFault } from './check.ts'
import { type CoSignature, coSignatureIn } from './cosignature.ts'
import type { CredentialKey } from './credential-key.ts'
import { enrolled } from './enrolment.ts'
import { actCommitment, challengeOf, type Statement } from './statement.ts'

const signer = freshSigner()
const checkpoint = signCheckpoint(
  { origin: signer.key.name, size: 20, root: sha256() },
  signer.key,
  signer.sign,
)
const atUs = 1_795_400_000_000_000
const actId = randomBytes(16).toString('base64url')
const intended = {
  stream: 'viewing/第0042号/1',
  said: { type: 'Open', atUs, by: '操作', witnesses: ['髙橋', '山﨑'] },
}
const statement: Statement = {
  v: 2,
  verb: 'witness',
  n: null,
  actId,
  session: '作業1',
  act: actCommitment(hmacSha256, actId, intended),
  person: '髙橋',
  post: 'member',
  terminal: '端末1',
  keeper: 'a1'.repeat(16),
  notAfterUs: atUs + 60_000_000,
}
const { v: _, actId: __, post: ___, notAfterUs: ____, ...said } = statement
const expected: ExpectedStatement = { ...said, atUs, leaves: 25 }
const key = securityKey(party)
const ground: SigningGround = {
  relyingParty: party,
  ledger: signer.key,
  credential: id =>
    id === key.id
      ? { person: '髙橋', key: key.key, attachment: 'cross-platform', signCount: 0 }
      : null,
  terminalKey: () => null,
  gradeC: false,
}
const fault = (
  signature: CoSignature,
  changes: Partial<ExpectedStatement> = {},
  known: Partial<SigningGround> = {},
) => signingFault(cosignPrimitives, signature, { ...expected, ...changes }, { ...ground, ...known })

describe('署名', () => {
  test('内規: 三つの方式のどれでも、本人がその行為にした署名は通る', () => {
    for (const algorithm of ['ES256', 'EdDSA', 'RS256'] as const) {
      const own = securityKey(party, algorithm)
      const credential = () =>
        ({ person: '髙橋', key: own.key, attachment: 'cross-platform', signCount: 0 }) as const
      assert.equal(fault(own.cosign(statement, checkpoint), {}, { credential }), null)
    }
  })

  test('内規: ほかの行為・動詞・人・端末・録画係・閲覧の署名は、数えない', () => {
    const good = key.cosign(statement, checkpoint)
    const other = { stream: intended.stream, said: { ...intended.said, witnesses: ['髙橋'] } }
    assert.equal(fault(good, { verb: 'approve' }), 'verb')
    assert.equal(fault(good, { act: actCommitment(hmacSha256, actId, other) }), 'act')
    assert.equal(fault(good, { person: '山﨑' }), 'person')
    assert.equal(fault(good, { terminal: '端末2' }), 'terminal')
    assert.equal(fault(good, { keeper: null }), 'keeper')
    assert.equal(fault(good, { session: '作業2' }), 'session')
    const swapped = key.cosign({ ...statement, person: '山﨑' }, checkpoint)
    assert.equal(fault(swapped, { person: '山﨑' }), 'credential')
  })

  test('内規: 期限のあと、5分より前、台帳がまだその前のとき、ほかの台帳のときは、数えない', () => {
    const good = key.cosign(statement, checkpoint)
    assert.equal(fault(good, { atUs: statement.notAfterUs + 1 }), 'time')
    assert.equal(fault(good, { atUs: statement.notAfterUs - 300_000_001 }), 'time')
    assert.equal(fault(good, { leaves: 19 }), 'checkpoint')
    assert.equal(fault(good, {}, { ledger: freshSigner().key }), 'checkpoint')
  })

  test('内規: ページ・鍵の持ち主の確かめ・回数のおかしい署名は、数えない', () => {
    const cases = [
      [{ origin: 'http://localhost:8444' }, 'origin'],
      [{ origin: 'https://evil.example' }, 'origin'],
      [{ crossOrigin: true }, 'origin'],
      [{ type: 'webauthn.create' }, 'ceremony'],
      [{ challenge: randomBytes(32) }, 'challenge'],
      [{ rpId: 'example.jp' }, 'rpId'],
      [{ userPresent: false }, 'userPresence'],
      [{ userVerified: false }, 'userVerification'],
    ] as const
    for (const [wrong, found] of cases) {
      assert.equal(fault(key.cosign(statement, checkpoint, wrong)), found, JSON.stringify(wrong))
    }
    const counted = (signCount: number) => () =>
      ({ person: '髙橋', key: key.key, attachment: 'cross-platform', signCount }) as const
    const third = key.cosign(statement, checkpoint, { signCount: 3 })
    assert.equal(fault(third, {}, { credential: counted(2) }), null)
    assert.equal(fault(third, {}, { credential: counted(3) }), 'counter')
    const uncounted = key.cosign(statement, checkpoint, { signCount: 0 })
    assert.equal(fault(uncounted, {}, { credential: counted(0) }), null)
    assert.equal(fault(uncounted, {}, { credential: counted(1) }), 'counter')
  })

  test('内規: 閲覧の端末の前では、機器に備わる鍵は数えない。自分の機器での決定には使える', () => {
    const credential = () =>
      ({ person: '髙橋', key: key.key, attachment: 'platform', signCount: 0 }) as const
    assert.equal(fault(key.cosign(statement, checkpoint), {}, { credential }), 'platform')
    const own = { ...statement, verb: 'approve', terminal: null } as const
    const vote = key.cosign(own, checkpoint)
    assert.equal(fault(vote, { verb: 'approve', terminal: null }, { credential }), null)
  })

  test('内規: 閲覧の端末の前では、電話やアカウントに写しのある鍵は、つなぎ方によらず数えない', () => {
    const copied = { backupEligible: true }
    assert.equal(fault(key.cosign(statement, checkpoint, copied)), 'platform')
    const own = { ...statement, verb: 'approve', terminal: null } as const
    const vote = key.cosign(own, checkpoint, copied)
    assert.equal(fault(vote, { verb: 'approve', terminal: null }), null)
  })

  test('内規: ID番号とパスワードによる署名は、初めに認めた事務所の、登録した端末でだけ数える', () => {
    const screen = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const { kty, crv, x, y } = screen.publicKey.export({ format: 'jwk' })
    const terminalKey = () => ({ kty, crv, x, y }) as CredentialKey
    const signedBy = (bytes: Uint8Array): CoSignature => {
      const terminalSignature = sign('sha256', bytes, screen.privateKey).toString('base64url')
      return { statement, checkpoint, proof: { grade: 'C', terminalSignature } }
    }
    const good = signedBy(challengeOf(sha256, statement, checkpoint))
    assert.equal(fault(good, {}, { gradeC: true, terminalKey }), null)
    assert.equal(fault(good, {}, { terminalKey }), 'grade')
    assert.equal(fault(good, {}, { gradeC: true }), 'grade')
    assert.equal(fault(signedBy(randomBytes(32)), {}, { gradeC: true, terminalKey }), 'signature')
  })

  test('内規: 署名のどの1ビットが変わっても、形にならないか、数えない', () => {
    const good = key.cosign(statement, checkpoint)
    assert.ok(coSignatureIn(good))
    const text = JSON.stringify(good)
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.nat(6), (at, bit) => {
        const code = text.charCodeAt(at)
        const other =
          text.slice(0, at) + String.fromCharCode(code ^ (1 << bit)) + text.slice(at + 1)
        let value: unknown
        try {
          value = JSON.parse(other)
        } catch {
          return
        }
        const read = coSignatureIn(value)
        if (!read) return
        const wanted = read.statement
        const { person, terminal, keeper, session, act, n, verb } = wanted
        const asSaid = { person, terminal, keeper, session, act, n, verb }
        const credential = (id: string) =>
          id === key.id ? { ...ground.credential(id)!, person } : null
        assert.notEqual(fault(read, asSaid, { credential }), null, other)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('鍵の登録', () => {
  const challenge = randomBytes(32)
  test('作った鍵がそのまま読める', () => {
    for (const algorithm of ['ES256', 'EdDSA', 'RS256'] as const) {
      const made = securityKey(party, algorithm)
      const found = enrolled(sha256, made.attestation(challenge), challenge, party)
      assert.deepEqual([found?.id, found?.key, found?.format], [made.id, made.key, 'none'])
    }
  })

  test('ほかの挑戦・ページ・確かめのない鍵は、登録しない', () => {
    const made = securityKey(party)
    for (const wrong of [
      { challenge: randomBytes(32) },
      { origin: 'http://localhost' },
      { rpId: 'other' },
      { userVerified: false },
      { userPresent: false },
      { type: 'webauthn.get' },
    ]) {
      assert.equal(enrolled(sha256, made.attestation(challenge, wrong), challenge, party), null)
    }
  })

  test('どんなバイト列が来ても、登録しないで終わる', () => {
    const { clientDataJSON, attestationObject } = securityKey(party).attestation(challenge)
    const object = Buffer.from(attestationObject, 'base64url')
    fc.assert(
      fc.property(fc.nat(object.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
        const other = cut ? object.subarray(0, at) : Buffer.from(object)
        if (!cut) other[at] = byte
        enrolled(
          sha256,
          { clientDataJSON, attestationObject: other.toString('base64url') },
          challenge,
          party,
        )
      }),
      { numRuns: 1000 },
    )
  })
})
