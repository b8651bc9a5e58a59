import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sha256 } from '#hash/sha256.ts'
import { decodeLeaf } from '#leaf/leaf.ts'
import { verifyCheckpoint } from '#tlog/checkpoint.ts'
import { verifyConsistency } from '#tlog/consistency.ts'
import { leafHash, rootOf, verifyAuditPath } from '#tlog/tree.ts'
import { withDatabase } from '../../test/database.ts'
import { freshLedger, noted } from '../../test/ledger.ts'

const all = async <T>(found: AsyncIterable<T>): Promise<T[]> => Array.fromAsync(found)

describe('ledger', () => {
  test('what was appended is there again, opened, in order, under a root of its leaves', async t => {
    const { app } = await withDatabase(t)
    const { ledger, again, signer } = await freshLedger(app)
    const acts = [noted('request/1', 0, 'いち', 'p1'), noted('request/2', 0, 'に', 'p1')]
    const [one, two] = await ledger.append(acts)
    assert.deepEqual(one, { firstIndex: 0, entries: [{ index: 0, stream: 1, n: 1 }] })
    assert.equal(two!.firstIndex, 1)
    await ledger.append([noted('request/1', 1, 'さん', 'p1')])
    const leaves = await all(ledger.leaves())
    const decoded = leaves.map(({ bytes }) => decodeLeaf(bytes)!)
    assert.deepEqual(
      decoded.map(({ stream, n }) => [stream, n]),
      [
        [1, 1],
        [2, 1],
        [1, 2],
      ],
    )
    assert.equal(decoded[0]!.actor, decoded[2]!.actor, 'one person in one stream')
    assert.notEqual(decoded[0]!.actor, decoded[1]!.actor, 'the same person in another stream')
    const opened = (await all(ledger.openings())).map(found => 'body' in found && found.body)
    assert.deepEqual(
      opened.map(body => body && JSON.parse(body).event.says),
      ['いち', 'に', 'さん'],
    )
    const checkpoint = await ledger.sign()
    const root = rootOf(
      sha256,
      leaves.map(({ bytes }) => leafHash(sha256, bytes)),
    )
    assert.deepEqual(Buffer.from(checkpoint.root), Buffer.from(root))
    assert.equal(verifyCheckpoint(signer.verify, checkpoint.note, signer.key)?.size, 3)
    const reopened = await again()
    assert.deepEqual(await all(reopened.leaves()), leaves)
    await reopened.append([noted('request/1', 2, 'し', 'p2')])
    assert.equal((await reopened.head()).size, 4)
  })

  test('a shelf that dies while an act is written takes nothing away from that act', async t => {
    const { app } = await withDatabase(t)
    const { ledger } = await freshLedger(app)
    await ledger.append([noted('request/1', 0, 'いち')])
    let keys = 0
    await ledger.append([noted('request/1', 1, 'に')], async (_, __, fileNamed) => {
      ledger.forgetFileKeys()
      if (fileNamed('request/1')?.key.some(byte => byte !== 0)) keys++
    })
    assert.equal(keys, 1)
    await ledger.append([noted('request/1', 2, 'さん')])
    const opened = (await all(ledger.openings())).map(found => 'body' in found && found.body)
    assert.deepEqual(
      opened.map(body => body && JSON.parse(body).event.says),
      ['いち', 'に', 'さん'],
    )
  })

  test('every leaf proves itself under a checkpoint, and each checkpoint the ones before it', async t => {
    const { app } = await withDatabase(t)
    const { ledger } = await freshLedger(app)
    const machine = (count: number, from: number) =>
      Array.from({ length: count }, (_, at) => noted('keeper/k', from + at, 'x'))
    const checkpoints = []
    let size = 0
    for (const count of [1, 2, 252, 1, 1, 300, 66_000]) {
      await ledger.append(machine(count, size))
      size += count
      checkpoints.push(await ledger.sign())
    }
    const last = checkpoints.at(-1)!
    const leaves = await all(ledger.leaves())
    for (const index of [0, 1, 254, 255, 256, 511, 65_535, 65_536, size - 1]) {
      const leaf = leafHash(sha256, leaves[index]!.bytes)
      const path = await ledger.inclusionPath(index, size)
      assert.ok(verifyAuditPath(sha256, { leaf, index, size, path, root: last.root }))
    }
    for (const { size: older, root: olderRoot } of checkpoints) {
      const path = await ledger.consistencyPath(older, size)
      assert.ok(verifyConsistency(sha256, { older, olderRoot, size, root: last.root, path }))
    }
  })

  test('a call is taken however soon it comes after the last one was answered', async t => {
    const { app } = await withDatabase(t)
    const { ledger } = await freshLedger(app)
    for (let turns = 0; turns < 12; turns++) {
      await ledger.append([noted('request/1', turns, 'い')])
      for (let turn = 0; turn < turns; turn++) await null
    }
    assert.equal((await ledger.head()).size, 12)
  })

  test('who saw an older state is refused, and nothing of the call is written', async t => {
    const { app } = await withDatabase(t)
    const { ledger } = await freshLedger(app)
    await ledger.append([noted('request/1', 0, 'いち')])
    const late = ledger.append([noted('request/2', 0, 'に'), noted('request/1', 0, 'いち')])
    await assert.rejects(late, { kind: 'Conflict' })
    assert.equal((await ledger.head()).size, 1)
    assert.equal((await ledger.streams()).length, 1)
  })

  test('calls that come together are written together, and one that conflicts spoils no other', async t => {
    const { app } = await withDatabase(t)
    const { ledger } = await freshLedger(app)
    const calls = Array.from({ length: 300 }, (_, at) =>
      ledger.append([noted(`request/${at % 100}`, Math.floor(at / 100), 'x')]),
    )
    const wrong = assert.rejects(ledger.append([noted('request/1', 9, 'x')]), { kind: 'Conflict' })
    const done = await Promise.all(calls)
    await wrong
    const indexes = done.flatMap(acts => acts.map(({ firstIndex }) => firstIndex))
    assert.deepEqual(
      indexes.toSorted((a, b) => a - b),
      Array.from({ length: 300 }, (_, at) => at),
    )
    const [heads] = await app.query<{ count: number }>('select count(*) from ledger.head')
    assert.ok(heads!.count < 100, `${heads!.count} transactions for 300 calls`)
    const leaves = await all(ledger.leaves())
    const root = rootOf(
      sha256,
      leaves.map(({ bytes }) => leafHash(sha256, bytes)),
    )
    assert.deepEqual(Buffer.from((await ledger.head()).root), Buffer.from(root))
  })

  test('what belongs to an act stands in its transaction: if it fails the act did not happen, and others did', async t => {
    const { app, owner } = await withDatabase(t)
    await owner.query('create table companion (says text)')
    await owner.query('grant insert, select on companion to tachiai_app')
    const { ledger } = await freshLedger(app)
    const beside = (says: string) => (tx: { query: (sql: string, values: unknown[]) => unknown }) =>
      Promise.resolve(tx.query('insert into companion (says) values ($1)', [says])).then(() => {})
    const broken = () => Promise.reject(new Error('no'))
    const outcomes = await Promise.allSettled([
      ledger.append([noted('a', 0, '1')], beside('1')),
      ledger.append([noted('b', 0, '2')], broken),
      ledger.append([noted('c', 0, '3')], beside('3')),
    ])
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    )
    const said = await app.query<{ says: string }>('select says from companion order by says')
    assert.deepEqual(
      said.map(({ says }) => says),
      ['1', '3'],
    )
    assert.deepEqual(
      (await ledger.streams()).map(({ name }) => name),
      ['a', 'c'],
    )
  })

  test('of two writers on one database one wins, and the other writes nothing', async t => {
    const { app } = await withDatabase(t)
    const { ledger, again } = await freshLedger(app)
    const other = await again()
    await ledger.append([noted('request/1', 0, 'いち')])
    await assert.rejects(other.append([noted('request/2', 0, 'に')]), {
      message: /another process/,
    })
    assert.equal((await ledger.head()).size, 1)
  })

  test('an older copy of the database is not continued', async t => {
    const { app, superuser } = await withDatabase(t)
    const { ledger, again, seen } = await freshLedger(app)
    await ledger.append([noted('request/1', 0, 'いち')])
    await ledger.append([noted('request/1', 1, 'に')])
    await ledger.sign()
    await superuser.session(async one => {
      await one.query(`set session_replication_role = replica`)
      await one.query('delete from ledger.leaf where index = 1')
      await one.query('delete from ledger.head where size = 2')
      await one.query('delete from ledger.checkpoint where size = 2')
    })
    await assert.rejects(again(), /older \(1 leaves\) than a checkpoint already shown \(2\)/)
    seen.note = null
    await again()
  })

  test('a history made up anew, with a tree of its own, is not continued: the checkpoint that was shown is not in it', async t => {
    const { app, superuser } = await withDatabase(t)
    const { ledger, again } = await freshLedger(app)
    await ledger.append([noted('request/1', 0, 'いち'), noted('request/1', 1, 'に')])
    await ledger.sign()
    await ledger.append([noted('request/1', 2, 'さん')])
    const [one, two, three] = await all(ledger.leaves())
    const edited = Buffer.from(two!.bytes.toString().replace('"atUs":1', '"atUs":2'))
    const hashes = [one!.bytes, edited, three!.bytes].map(bytes => leafHash(sha256, bytes))
    await superuser.session(async session => {
      await session.query(`set session_replication_role = replica`)
      await session.query('update ledger.leaf set bytes = $1 where index = 1', [edited])
      for (const size of [2, 3]) {
        const root = Buffer.from(rootOf(sha256, hashes.slice(0, size)))
        await session.query('update ledger.head set root = $1 where size = $2', [root, size])
      }
    })
    await assert.rejects(again(), { kind: 'Conflict', message: /another history below 2/ })
  })

  test('an edited leaf is not continued', async t => {
    const { app, superuser } = await withDatabase(t)
    const { ledger, again } = await freshLedger(app)
    await ledger.append([noted('request/1', 0, 'いち'), noted('request/2', 0, 'に')])
    await superuser.session(async one => {
      await one.query(`set session_replication_role = replica`)
      await one.query(`update ledger.leaf set bytes = bytes || '\\x20' where index = 0`)
    })
    await assert.rejects(again(), { kind: 'DataLoss' })
  })

  test('the running office cannot change what is written, by no statement', async t => {
    const { app, owner } = await withDatabase(t)
    const { ledger } = await freshLedger(app)
    await ledger.append([noted('request/1', 0, 'いち', 'p1')])
    await ledger.sign()
    const tables = [
      'origin',
      'file',
      'stream',
      'leaf',
      'body',
      'tile',
      'head',
      'checkpoint',
      'file_key',
    ]
    for (const table of [...tables, 'attachment', 'attachment_part']) {
      for (const sql of [
        `delete from ledger.${table}`,
        `truncate ledger.${table} cascade`,
        `alter table ledger.${table} disable trigger all`,
        `drop table ledger.${table} cascade`,
      ]) {
        await assert.rejects(app.query(sql), { code: '42501' }, sql)
      }
    }
    await assert.rejects(app.query(`update ledger.leaf set n = 2`), { code: '42501' })
    for (const table of ['leaf', 'head', 'checkpoint', 'tile', 'origin', 'stream']) {
      if (table === 'tile') continue
      await assert.rejects(owner.query(`delete from ledger.${table}`), { code: '42501' }, table)
    }
    await owner.query('delete from ledger.body')
  })

  test('after a shelf has died its bodies do not open, nothing more is added, and the tree stands', async t => {
    const { app } = await withDatabase(t)
    const { ledger, shelves, again } = await freshLedger(app)
    await ledger.append([noted('request/1', 0, 'いち')])
    shelves.kill('open/2026')
    ledger.forgetFileKeys()
    assert.deepEqual(await all(ledger.openings()), [])
    await assert.rejects(ledger.append([noted('request/1', 1, 'に')]), { kind: 'NotFound' })
    assert.equal((await (await again()).sign()).size, 1)
  })
})
