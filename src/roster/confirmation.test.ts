import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CredentialKey } from '#cosign/credential-key.ts'
import { actCommitment, challengeOf } from '#cosign/statement.ts'
import { hmacSha256 } from '#hash/hmac.ts'
import { sha256 } from '#hash/sha256.ts'
import { isRefusal } from '#law/basis.ts'
import { rosterHouse } from '#law/house/rosters.ts'
import { signCheckpoint } from '#tlog/checkpoint.ts'
import { printedKey } from '#tlog/note.ts'
import { device } from '../../test/device.ts'
import { freshSigner } from '../../test/ledger.ts'
import { cosignPrimitives, crewOf } from '../../test/rosters.ts'
import { confirmedBy, confirming } from './confirmation.ts'
import { decideChange } from './decide.ts'

const keeper = 'a1'.repeat(16)
const signer = freshSigner()
const ledger = printedKey(signer.key)
const screen = device()
const crew = crewOf({ 課長: ['manager'], 担当: ['operator'] }, { ledger, keeper })
const ground = { keeper, nowUs: 1, leaves: 0, signCount: () => 0 }
const founded = decideChange(cosignPrimitives, null, crew.founding(0), ground)
assert.ok(!isRefusal(founded))
const asked = { nonce: 'n', order: { order: 'clock.accept', us: 5 } }
const { key, sign } = signer
const checkpoint = signCheckpoint({ origin: key.name, size: 0, root: sha256() }, key, sign)
const actId = 'AAECAwQFBgcICQoLDA0ODw'
const act = actCommitment(hmacSha256, actId, confirming(asked, keeper))

const byPassword = (person: string) => {
  const words = { actId, act, keeper, terminal: '端末1', notAfterUs: 60_000_000 }
  const statement = crew.statementOf('confirm', person, words)
  const over = challengeOf(sha256, statement, checkpoint)
  const proof = { grade: 'C', terminalSignature: screen.over(over) } as const
  return { statement, checkpoint, proof }
}

test('内規: パスワードによる署名は、そう認めて始めた録画係だけが、登録した端末の前のものを数える', () => {
  const two = [byPassword('課長'), byPassword('担当')]
  const terminals = [{ terminal: '端末1', key: screen.key as CredentialKey }]
  const allowed = { ...founded, gradeC: true, terminals }
  assert.deepEqual(confirmedBy(cosignPrimitives, allowed, asked, two, ground), ['課長', '担当'])
  const once = confirmedBy(cosignPrimitives, allowed, asked, [two[0]!, two[0]!], ground)
  assert.ok(isRefusal(once) && once.basis === rosterHouse.atConsole)
  for (const roster of [founded, { ...allowed, gradeC: false }, { ...allowed, terminals: [] }]) {
    const found = confirmedBy(cosignPrimitives, roster, asked, two, ground)
    assert.ok(isRefusal(found) && found.basis === rosterHouse.atConsole)
  }
})
