import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonicalJson } from '#canonical/json.ts'
import { hmacSha256 } from '#hash/hmac.ts'
import { sha256 } from '#hash/sha256.ts'
import { toBase64url } from '#leaf/bytes.ts'
import { actCommitment, challengeOf, type Statement } from './statement.ts'

/** design/cosigning.md; the same bytes came out of Python's hashlib and hmac. */
test('the test vector of the design', () => {
  const actId = 'AAECAwQFBgcICQoLDA0ODw'
  const said = { type: 'Open', atUs: 1, by: '操作', session: '閲覧1', witnesses: ['髙橋', '山﨑'] }
  const stream = 'viewing/令和8年度 第0042号/1'
  const act = actCommitment(hmacSha256, actId, { stream, said })
  assert.equal(act, 'mQ4Il7oLZw44uTzq0Qn_xkpD9fFClF2R2aQAoxT5Lr8')
  const statement: Statement = {
    ...{ v: 2, verb: 'witness', n: null, actId, session: '閲覧1', act, person: '髙橋' },
    ...{ post: 'member', terminal: '端末1', keeper: 'a1'.repeat(16) },
    notAfterUs: 1_795_400_060_000_000,
  }
  assert.equal(
    canonicalJson(statement),
    `{"act":"${act}","actId":"${actId}","keeper":"${'a1'.repeat(16)}","n":null,"notAfterUs":1795400060000000,"person":"髙橋","post":"member","session":"閲覧1","terminal":"端末1","v":2,"verb":"witness"}`,
  )
  const note = 'office.example/ledger\n20\nAAAA\n\n— x\n'
  const challenge = toBase64url(challengeOf(sha256, statement, note))
  assert.equal(challenge, 'AViIBKvbUU_ahKGwsqoPLbhI6A4z5YcDVXwXZ-VC4Xs')
})
