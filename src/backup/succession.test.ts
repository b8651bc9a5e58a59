import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { faultyDisk } from '#disk/faulty-disk.ts'
import { Fault } from '#fault/fault.ts'
import { decodeLeaf } from '#leaf/leaf.ts'
import { openLedger } from '#ledger/ledger.ts'
import { seenOnDisk } from '#ledger/seen.ts'
import { withDatabase } from '../../test/database.ts'
import { noted, seenInMemory, shelvesInMemory } from '../../test/ledger.ts'
import {
  keyPath,
  opened,
  random,
  restoredOffice,
  restoreInto,
  signerOn,
  succeeded,
} from '../../test/restored-office.ts'

describe('succession', () => {
  test('a database older than what was shown is not continued; its successor says what is lost', async t => {
    const { is, disk, shelves, last, origin, key } = await restoredOffice(t)
    await assert.rejects(opened(is.app, disk, shelves), /7 leaves.*\(10\)/)
    const { signed, origin: next } = await succeeded(is.app, disk, shelves)
    assert.equal(signed.size, 8)
    assert.notEqual(next.origin, origin)
    assert.deepEqual(next.before, { origin, key, checkpoint: last.note, size: 7, before: null })
    const ledger = await opened(is.app, disk, shelves)
    const [leaf] = await Array.fromAsync(ledger.leaves(7))
    assert.equal(decodeLeaf(leaf!.bytes)!.type, 'LedgerRestored')
    const [opening] = await Array.fromAsync(ledger.openings(7))
    assert.ok(opening && 'body' in opening)
    const { event } = JSON.parse(opening.body)
    assert.deepEqual([event.lost, event.cause, event.by], [3, 'ディスクの故障', ['佐藤', '鈴木']])
    await ledger.append([{ ...noted('keeper/k', 5, 'x'), n: 6 }, noted('request/1', 1, '再')])
    assert.equal((await ledger.sign()).size, 10)
    await assert.rejects(succeeded(is.app, disk, shelves), { kind: 'Conflict' })
  })

  test('what people kept of the old ledger is held to the tree, admitted, or refused', async t => {
    const { was, is, disk, shelves, last } = await restoredOffice(t)
    const old = await opened(was.app, disk, shelves)
    const [first] = await old.checkpoints()
    await old.append([noted('request/3', 0, 'に')])
    const signer = await signerOn(disk, was.app)
    const seen = seenInMemory()
    const twin = await openLedger({ database: was.app, shelves, random, signer, seen })
    const { note: beyond } = await twin.sign()
    await succeeded(is.app, disk, shelves)
    const parts = {
      database: is.app,
      shelves,
      random,
      signer: await signerOn(disk, is.app),
      seen: seenOnDisk(disk, '/office/seen'),
    }
    await openLedger(parts, [first!, last.note])
    await assert.rejects(openLedger(parts, [beyond]), { kind: 'Conflict' })
  })

  test('a lost key is succeeded without a gap; a ledger that lacks nothing is not', async t => {
    const { was, disk, shelves } = await restoredOffice(t)
    await assert.rejects(succeeded(was.app, disk, shelves), { kind: 'Conflict' })
    await disk.remove(keyPath)
    const { origin, signed } = await succeeded(was.app, disk, shelves)
    assert.deepEqual([origin.before?.size, signed.size], [10, 11])
  })

  test('a checkpoint that somebody brings is the newest known', async t => {
    const { is, disk, shelves, last } = await restoredOffice(t)
    await disk.remove('/office/seen')
    await disk.remove(keyPath)
    const { origin } = await succeeded(is.app, disk, shelves, { brought: [last.note] })
    assert.equal(origin.before?.checkpoint, last.note)
  })

  test('without the keyring the leaves stand, their contents are gone, and the ledger goes on', async t => {
    const { is, disk } = await restoredOffice(t, false)
    const fresh = shelvesInMemory()
    await succeeded(is.app, disk, fresh)
    const ledger = await opened(is.app, disk, fresh)
    await ledger.append([{ ...noted('keeper/k', 5, 'x'), n: 6 }])
    await ledger.append([noted('request/2', 0, 'ろ', 'p1')])
    const indexes = (await Array.fromAsync(ledger.openings())).map(({ index }) => index)
    assert.deepEqual(indexes, [7, 8, 9])
  })

  test('contents that no key opens are not left lying beside new ones', async t => {
    const { is, disk } = await restoredOffice(t)
    await assert.rejects(succeeded(is.app, disk, shelvesInMemory()), /keyring of the office/)
  })

  test('broken at every step, failed or failed but persisted, then done again: one successor', async t => {
    const { disk, shelves } = await restoredOffice(t)
    const broken = (kind: 'failed' | 'failedButPersisted' | 'crash', step: number) =>
      t.test(`${kind} at ${step}`, async t => {
        const { app, owner } = await withDatabase(t)
        const found = disk.after({ steps: disk.history.length })
        await restoreInto(owner, found, true)
        const faulty = faultyDisk(found, { step, kind })
        await succeeded(app, faulty, shelves).catch(() => {})
        const again = await succeeded(app, found, shelves).catch(error => error)
        assert.match(again instanceof Fault ? again.message : 'done', /needs no successor|^done$/)
        const ledger = await opened(app, found, shelves)
        assert.equal((await ledger.head()).size, 8)
        assert.equal((await app.query('select 1 from ledger.origin')).length, 2)
        assert.deepEqual(
          found.files().filter(path => path.endsWith('.next')),
          [],
        )
      })
    const counting = faultyDisk(disk.after({ steps: disk.history.length }))
    const { app, owner } = await withDatabase(t)
    await restoreInto(owner, disk, true)
    await succeeded(app, counting, shelves)
    assert.ok(counting.steps >= 8)
    for (let step = 1; step <= counting.steps; step++) {
      for (const kind of ['failed', 'failedButPersisted', 'crash'] as const) {
        await broken(kind, step)
      }
    }
  })
})
