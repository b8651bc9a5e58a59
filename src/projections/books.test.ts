import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { wrongRows } from '#acts/book.ts'
import { order } from '#acts/decided.ts'
import { Replay } from '#acts/replay.ts'
import { canonicalJson } from '#canonical/json.ts'
import { ed25519Verify } from '#hash/ed25519.ts'
import { hmacSha256 } from '#hash/hmac.ts'
import { sha256 } from '#hash/sha256.ts'
import { isRefusal } from '#law/basis.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import type { Body } from '#leaf/body.ts'
import { verifyRegisterPage } from '#verification/register-page.ts'
import { association, bookedOffice, request, wholeCase } from '../../test/booked-office.ts'
import { at } from '../../test/given.ts'
import { Books } from './books.ts'
import { closedFiles, keptLines } from './kept.ts'
import { registerPage } from './page.ts'
import { compareLines, rebuildLines } from './rebuild.ts'
import { shownLines, withCameraNames, withWords } from './show.ts'

const file = `request/${request}`
const primitives = { sha256, hmac: hmacSha256, verify: ed25519Verify }

describe('the books of an office', () => {
  for (const profile of [association, sakai, nishinari]) {
    test(`${profile.called}: a case leaves its lines in every register, and its file is closed`, async t => {
      const here = await bookedOffice(t, profile)
      await wholeCase(here, profile)
      const { database, ledger, parts, books } = here
      const rows = await keptLines(database.app)
      assert.ok(rows.length >= 2)
      for (const { sealed } of rows) assert.ok(!sealed.includes('髙橋'))
      const [closed, ...others] = await closedFiles(database.app)
      assert.deepEqual(others, [])
      assert.equal(closed?.keptUntilUs, at(`${2027 + profile.registers.years.count}-04-01 00:00`))
      for (const register of profile.registers.list) {
        const { lines, closedToUs } = await shownLines(database.app, ledger, register, 2026)
        assert.equal(closedToUs, 0)
        assert.equal(lines.length, rows.filter(row => row.register === register.id).length)
        assert.deepEqual((await shownLines(database.app, ledger, register, 2025)).lines, [])
        assert.equal(withWords(lines, '令和８年度').length, lines.length)
        assert.deepEqual(withWords(lines, '令和8年度 どこにもない'), [])
      }
      assert.deepEqual((await compareLines(parts)).differing, [])
      const world = await books.world()
      const reopened = await Books.open({ ...parts, ledger: await here.again() })
      assert.equal(
        canonicalJson(Object.fromEntries((await reopened.world()).files.entries())),
        canonicalJson(Object.fromEntries(world.files.entries())),
      )
    })
  }

  test('a refusal is recorded, and what comes after is decided on what came before', async t => {
    const { books, ledger } = await bookedOffice(t, association)
    const words = { atUs: at('2026-11-14 17:00'), by: '会長' } as const
    const deposit = order('fund', ['main'], { ...words, type: 'Deposit', yen: 1000, note: '' })
    const open = order('fund', ['main'], { ...words, type: 'OpenFund', id: '積立金', yearlyYen: 1 })
    const [refused, opened, paid] = await Promise.all([
      books.act(deposit),
      books.act(open),
      books.act(deposit),
    ])
    assert.ok(isRefusal(refused!.outcome))
    assert.ok(!isRefusal(opened!.outcome))
    assert.ok(!isRefusal(paid!.outcome))
    const types = []
    for await (const { leaf } of ledger.read('fund/main')) types.push(leaf.type)
    assert.deepEqual(types, ['Refused', 'FundOpened', 'Deposited'])
    await assert.rejects(books.act({ ...deposit, stream: 'nothing/1' }), RangeError)
  })

  test('another writer is noticed, and the books go on from what is there', async t => {
    const { books, parts, again } = await bookedOffice(t, association)
    const words = { atUs: at('2026-11-14 17:00'), by: '会長' } as const
    const open = order('fund', ['main'], { ...words, type: 'OpenFund', id: '積立金', yearlyYen: 1 })
    const other = await Books.open({ ...parts, ledger: await again() })
    await other.act(open)
    await assert.rejects(books.act(open), { kind: 'Conflict' })
    // The stream had gone on, and then the head: each is noticed once.
    const { outcome } = await books.act(open).catch(() => books.act(open))
    assert.ok(isRefusal(outcome), 'it is open already')
  })

  test('whatever is changed in the kept lines is found and put right', async t => {
    const here = await bookedOffice(t, association)
    await wholeCase(here, association)
    const { database, parts } = here
    const { app } = database
    const before = await keptLines(app)
    const numbers = async (sql: string) => {
      await app.query(sql)
      const { differing } = await compareLines(parts)
      const mended = await rebuildLines(parts)
      assert.deepEqual(mended.differing, differing, sql)
      assert.deepEqual((await compareLines(parts)).differing, [], sql)
      assert.equal((await keptLines(app)).length, before.length)
      return differing.map(({ number }) => number)
    }
    const [number] = await numbers(
      'delete from projection.line where place = 0 and register = (select min(register) from projection.line)',
    )
    assert.ok(number?.startsWith(request), String(number))
    const harms = [
      `update projection.line set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1)`,
      'update projection.line set kept_until_us = kept_until_us + 1',
      'update projection.line set held_at_us = held_at_us - 1',
      'update projection.line set closed_at_us = null',
    ]
    for (const sql of harms) assert.equal((await numbers(sql)).length, before.length, sql)
    const more = await numbers(
      `insert into projection.line select file, register, place + 50, held_at_us, closed_at_us, kept_until_us, sealed from projection.line`,
    )
    assert.ok(
      more.length > 0 && more.every(number => number === null),
      'a line on another place does not open',
    )
    await app.query('update projection.closed_file set kept_until_us = 0')
    await rebuildLines(parts)
    assert.notEqual((await closedFiles(app))[0]?.keptUntilUs, 0)
  })

  test('a correction is a line of its own, and a closed case keeps its closing', async t => {
    const here = await bookedOffice(t, association)
    await wholeCase(here, association)
    const { database, books, ledger, parts } = here
    const closing = await closedFiles(database.app)
    const register = association.registers.list.find(
      ({ of }) => of === 'viewing' || of === 'viewingAndTakeOut',
    )!
    const { lines } = await shownLines(database.app, ledger, register, 2026)
    const [first] = lines
    const note = register.cells.find(({ fact }) => fact === 'note')!
    const { outcome } = await books.act(
      order('correction', [register.id, file, first!.number], {
        ...{ type: 'CorrectLine', atUs: at('2027-05-01 10:00'), by: '会長' },
        cells: { [note.id]: '雨のため画像が暗い' },
        reason: '書き落とし',
      }),
    )
    assert.ok(!isRefusal(outcome), canonicalJson(outcome))
    const after = await shownLines(database.app, ledger, register, 2026)
    const corrected = after.lines.filter(({ corrects }) => corrects !== null)
    assert.deepEqual(
      corrected.map(({ number }) => number),
      [`${first!.number}の訂正1`],
    )
    assert.equal(withWords(after.lines, '暗い').length, 1)
    const called = withCameraNames(
      after.lines,
      new Map([
        ['雨', '門$&'],
        ['', ''],
      ]),
    )
    assert.equal(withWords(called, '門$&のため画像が暗い').length, 1)
    assert.deepEqual((await shownLines(database.app, ledger, register, 2027)).lines, [])
    assert.deepEqual(await closedFiles(database.app), closing)
    assert.deepEqual((await compareLines(parts)).differing, [])
  })

  test('when the shelf has died no line opens, and nothing is said to differ', async t => {
    const here = await bookedOffice(t, association)
    await wholeCase(here, association)
    const { database, ledger, shelves, parts } = here
    shelves.kill('open/2026')
    ledger.forgetFileKeys()
    const rows = await keptLines(database.app)
    for (const register of association.registers.list) {
      const { lines, closedToUs } = await shownLines(database.app, ledger, register, null)
      assert.deepEqual(lines, [])
      assert.equal(closedToUs, rows.filter(row => row.register === register.id).length)
    }
    assert.deepEqual(await compareLines(parts), { lines: 0, differing: [] })
  })
})

describe('a page of a register', () => {
  for (const profile of [association, sakai, nishinari]) {
    test(`${profile.called}: stands by itself: every decision on it can be asked again`, async t => {
      const here = await bookedOffice(t, profile)
      await wholeCase(here, profile)
      const { parts, ledger, books } = here
      const words = { atUs: at('2026-11-14 19:00'), by: '会長' } as const
      const { index: elsewhere } = await books.act(
        order('incident', ['I-1'], {
          ...{ ...words, type: 'FindIncident', id: 'I-1', foundAtUs: words.atUs },
          ...{ what: '別の件', cameras: [] },
        }),
      )
      let pages = 0
      for (const register of profile.registers.list) {
        const page = await registerPage(parts, ledger, { profile, register }, 2026)
        const { findings, events } = verifyRegisterPage(primitives, JSON.stringify(page))
        assert.deepEqual(findings, [])
        if (page.book.rows.length === 0) {
          assert.deepEqual(page.leaves, [])
          continue
        }
        pages++
        const replay = new Replay(({ profile: id }) => (id === profile.id ? profile : null))
        const names = new Map(page.streams.map(({ stream, name }) => [stream, name]))
        const wrong = events.flatMap(({ index, leaf, body }) =>
          replay.add({ index, leaf, stream: names.get(leaf.stream)!, body: body as Body | null }),
        )
        assert.deepEqual(wrong, [])
        assert.equal(replay.notAsked, 0)
        const { world } = replay
        const { book } = page
        assert.deepEqual(wrongRows(world, profile, register, parts.nameOf, book), [])
        const [row] = book.rows
        const other = { ...row!, cells: row!.cells.with(0, 'だれかが書いた') }
        const told = wrongRows(world, profile, register, parts.nameOf, { rows: [other] })
        assert.deepEqual(told, [row!.margin.split(' 保存期限')[0]])
        assert.ok(!page.leaves.some(({ index }) => index === elsewhere), 'another case stays out')
      }
      assert.ok(pages > 0)
    })
  }
})
