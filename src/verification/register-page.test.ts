import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { profiles } from '#law/profiles/held.ts'
import { signCheckpoint } from '#tlog/checkpoint.ts'
import { withDatabase } from '../../test/database.ts'
import { primitives } from '../../test/exported.ts'
import { freshLedger, noted } from '../../test/ledger.ts'
import { proofOf, registerPageOf } from '../../test/proofs.ts'
import { verifyFile } from './brought-file.ts'
import { profileAmong } from './profile-among.ts'

const found = (bytes: Uint8Array, brought: readonly string[] = []) =>
  verifyFile(primitives, bytes, brought, profileAmong(profiles)).findings
const edited = (bytes: Uint8Array, at: number, change: number) => {
  const other = Uint8Array.from(bytes)
  other[at % other.length]! ^= change
  return other
}

async function someLedger(t: TestContext) {
  const { app } = await withDatabase(t)
  const { ledger } = await freshLedger(app)
  await ledger.append(
    Array.from({ length: 40 }, (_, at) => noted(`ledger/${at % 3}`, Math.floor(at / 3), 'x', 'p')),
  )
  return ledger
}

test('a proof: every changed byte is found', async t => {
  const ledger = await someLedger(t)
  for (const bytes of [await proofOf(ledger, 17), await proofOf(ledger, 0, false)]) {
    assert.deepEqual(found(bytes), [])
    for (let at = 0; at < bytes.length; at++) {
      assert.ok(found(edited(bytes, at, 1 << (at % 7))).length > 0, `byte ${at}`)
    }
  }
})

test('a proof of one entry is none of another, nor under another root', async t => {
  const [ledger, other] = [await someLedger(t), await someLedger(t)]
  const proof = (await proofOf(ledger, 17)).toString()
  const place = { index: 18 }
  const moved = found(Buffer.from(proof.replace('\nindex 17\n', '\nindex 18\n')))
  assert.deepEqual(moved, [{ kind: 'proof', place }])
  const { note } = await other.sign()
  const [head] = proof.split('\n\n')
  assert.deepEqual(found(Buffer.from(`${head}\n\n${note}`)), [
    { kind: 'signature', place: { size: 40 } },
  ])
})

test('a page: each kind of damage with its place', async t => {
  const ledger = await someLedger(t)
  const page = JSON.parse((await registerPageOf(ledger, ['ledger/1'])).toString())
  const findings = (changes: object) =>
    found(Buffer.from(JSON.stringify({ ...page, ...changes }))).map(({ kind, place }) => [
      kind,
      ...Object.values(place),
    ])
  const { leaves, streams, book } = page
  const [first, second, third] = leaves
  const stream = streams[0].stream
  assert.deepEqual(findings({}), [])
  assert.deepEqual(findings({ leaves: leaves.with(1, { ...second, path: first.path }) }), [
    ['proof', second.index],
  ])
  assert.deepEqual(findings({ leaves: leaves.with(1, { ...second, body: '{}' }) }), [
    ['body', second.index],
  ])
  assert.deepEqual(findings({ leaves: leaves.toSpliced(1, 1) })[0], ['order', third.index])
  assert.deepEqual(findings({ leaves: leaves.toSpliced(0, 1) })[0], ['order', second.index])
  assert.deepEqual(findings({ streams: [{ stream, name: 'request/2' }] })[0], ['stream', stream])
  assert.deepEqual(findings({ streams: [...streams, { stream: 99, name: 'x' }] }), [['stream', 99]])
  assert.deepEqual(findings({ leaves: leaves.toReversed() }), [['unreadable', 'page']])
  assert.deepEqual(findings({ page: 'x' }), [['unreadable', 'page']])
  assert.deepEqual(findings({ checkpoint: 'x' }), [['signature', null]])
  const row = { cells: ['令和8年11月23日'], margin: '閲-1' }
  assert.deepEqual(findings({ book: { ...book, rows: [row] } }), [['line', page.register, '閲-1']])
  assert.deepEqual(findings({ book: { ...book, title: 'x' } }), [['line', page.register, '']])
  assert.deepEqual(findings({ version: 'x' }), [['line', page.register, '']])
})

test('a checkpoint that somebody kept: of the same size with another root, two histories', async t => {
  const { app } = await withDatabase(t)
  const { ledger, signer } = await freshLedger(app)
  await ledger.append([noted('ledger/0', 0, 'x')])
  const proof = await proofOf(ledger, 0)
  const { note, origin, size } = await ledger.sign()
  assert.deepEqual(found(proof, [note]), [])
  const other = signCheckpoint({ origin, size, root: Buffer.alloc(32) }, signer.key, signer.sign)
  assert.deepEqual(found(proof, [other]), [{ kind: 'fork', place: { size } }])
  const edited = note.replace('\n1\n', '\n2\n')
  assert.deepEqual(found(proof, [edited]), [{ kind: 'signature', place: { size: 2 } }])
})

test('whatever is brought, it says something and ends', async t => {
  const page = await registerPageOf(await someLedger(t), ['ledger/1'])
  const value = JSON.parse(page.toString())
  const junk = fc.oneof(fc.jsonValue(), fc.constant(undefined))
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(value)), junk, (name, other) => {
      found(Buffer.from(JSON.stringify({ ...value, [name]: other })))
    }),
    { numRuns: 300 },
  )
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (at, change) => {
      found(edited(page, at, change))
    }),
    { numRuns: 300 },
  )
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), bytes => void found(bytes)))
  const deep = Buffer.from(`${'['.repeat(1e6)}`)
  assert.deepEqual(found(deep), [{ kind: 'unreadable', place: { file: 'page' } }])
})
