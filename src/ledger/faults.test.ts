import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeLeaf } from '#leaf/leaf.ts'
import { verifyExported } from '#verification/exported.ts'
import { withDatabase } from '../../test/database.ts'
import { exported, primitives } from '../../test/exported.ts'
import { faultyDatabase } from '../../test/faulty-database.ts'
import { freshLedger, noted } from '../../test/ledger.ts'

const beside =
  (says: string) => (tx: { query(sql: string, values: unknown[]): Promise<unknown> }) =>
    tx.query('insert into companion (says) values ($1)', [says]).then(() => {})

test('whichever statement fails, before or after it took effect: what was acknowledged stays, the rest is whole or not there, and the next act goes on', async t => {
  const { app, owner } = await withDatabase(t)
  await owner.query('create table companion (says text)')
  await owner.query('grant insert, select on companion to tachiai_app')
  const { ledger: first, again } = await freshLedger(app)
  await first.append([noted('a', 0, '0')])
  const faulty = faultyDatabase(app)
  const ledger = await again(faulty.database)
  let count = 1
  let states = 0
  for (const persisted of [false, true]) {
    for (let at = 0; ; at++) {
      const [says, stream] = [`${persisted}-${at}`, `new/${persisted}-${at}`]
      faulty.breakAt({ at, persisted })
      // A stream of its own, a person of its own, two parts, a companion: every kind of row.
      const call = ledger.append(
        [{ ...noted(stream, 0, says, `person-${says}`) }, { ...noted('a', count, says) }],
        beside(says),
      )
      const outcome = await call.then(
        () => 'acknowledged',
        () => 'failed',
      )
      const reached = faulty.statements > at
      faulty.breakAt(null)
      states++
      const there = (await app.query('select 1 from ledger.stream where name = $1', [stream]))
        .length
      const companion = (await app.query('select 1 from companion where says = $1', [says])).length
      const a = await first.lastOf('a')
      assert.equal(there, companion, says)
      assert.equal(a, count + there, says)
      if (outcome === 'acknowledged') assert.equal(there, 1, says)
      count = a
      await ledger.append([noted('a', count, 'goes on')])
      count++
      if (!reached) break
    }
  }
  assert.ok(states > 15, `${states} states`)
  t.diagnostic(`${states} crash states`)
  const reopened = await again()
  const leaves = await Array.fromAsync(reopened.leaves())
  const own = leaves.map(({ bytes }) => decodeLeaf(bytes)!).filter(({ stream }) => stream === 1)
  assert.deepEqual(
    own.map(({ n }) => n),
    own.map((_, at) => at + 1),
  )
  const files = await exported(reopened)
  const { findings } = verifyExported(primitives, path => files.get(path) ?? null)
  assert.deepEqual(
    findings.filter(({ kind }) => kind !== 'silence'),
    [],
  )
})

test('a checkpoint is given out only when it is kept, whichever write fails', async t => {
  const { app } = await withDatabase(t)
  const { ledger: first, again, seen, signer } = await freshLedger(app)
  const faulty = faultyDatabase(app)
  for (const persisted of [false, true]) {
    for (const fails of ['seen', 'row'] as const) {
      const size =
        (await first.append([noted('a', await first.lastOf('a'), 'x')]))[0]!.firstIndex + 1
      const put = seen.put
      seen.put = async note => {
        if (fails === 'seen' && !persisted) throw new Error('no space')
        await put.call(seen, note)
        if (fails === 'seen') throw new Error('no answer')
      }
      const ledger = await again(faulty.database)
      await ledger.head()
      faulty.breakAt(fails === 'row' ? { at: 0, persisted } : null)
      await assert.rejects(ledger.sign())
      faulty.breakAt(null)
      seen.put = put
      const signed = await (await again()).sign()
      assert.equal(signed.size, size)
      assert.equal(seen.note, signed.note)
      assert.ok((await first.checkpoints()).includes(signed.note))
      assert.ok(signer.key.name)
    }
  }
})
