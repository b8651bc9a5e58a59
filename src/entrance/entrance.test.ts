import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { withDatabase } from '../../test/database.ts'
import { codeHash, codeIn, newCode } from './code.ts'
import { Delays, waitMs } from './delays.ts'
import { Hasher, hardness } from './secret.ts'
import { idleUs, isAlive, longestUs, Sessions } from './sessions.ts'

describe('一度きりの番号', () => {
  test('打ち間違えやすい字を使わず、全角でも小文字でも区切りなしでも同じ番号になる', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), bytes => {
        const code = newCode(() => bytes)
        assert.match(code, /^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
        const plain = codeIn(code)!
        const wide = [...code].map(one => String.fromCharCode(one.charCodeAt(0) + 0xfee0)).join('')
        const forms = [code.toLowerCase(), code.replaceAll('-', ' '), ` ${plain} `, wide]
        forms.push(code.replaceAll('0', 'O').replaceAll('1', 'l'))
        for (const form of forms) assert.equal(codeIn(form), plain, form)
        assert.equal(codeIn(code.slice(1)), null)
        assert.equal(codeIn(`${code}0`), null)
        assert.equal(codeHash(plain).length, 32)
      }),
    )
  })
})

describe('待ち時間', () => {
  test('ある人がある所で間違えても、ほかの人もほかの所も待たない', () => {
    const name = fc.constantFrom('a', 'b', 'a"', '')
    const place = fc.constantFrom('x', 'y', '"x')
    const step = fc.record({ name, place, right: fc.boolean(), passedMs: fc.nat(20_000) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), steps => {
        let nowMs = 0
        const delays = new Delays(() => nowMs)
        const wrong = new Map<string, { count: number; atMs: number }>()
        for (const { name, place, right, passedMs } of steps) {
          nowMs += passedMs
          const key = JSON.stringify([name, place])
          const known = wrong.get(key)
          const left = known ? Math.max(0, known.atMs + waitMs(known.count) - nowMs) : 0
          assert.equal(delays.leftMs(name, place), left)
          delays.begin(name, place)
          wrong.set(key, { count: (known?.count ?? 0) + 1, atMs: nowMs })
          if (right) {
            delays.right(name, place)
            wrong.delete(key)
          }
        }
      }),
    )
  })

  test('三度まではすぐ、それから倍々に、長くて五分', () => {
    assert.deepEqual([0, 1, 2, 3, 4, 5, 40].map(waitMs), [0, 0, 0, 1000, 2000, 4000, 300_000])
  })

  test('同時に送られたものは、ひとつに数えない', () => {
    const delays = new Delays(() => 0)
    for (let time = 0; time < 5; time++) delays.begin('a', 'x')
    assert.equal(delays.leftMs('a', 'x'), 4000)
  })
})

describe('入っている間', () => {
  test('使ったときから15分、始めから10時間。時計が戻っても延びない', () => {
    const us = fc.integer({ min: 0, max: 2 * longestUs })
    fc.assert(
      fc.property(us, us, us, (started, seen, now) => {
        const alive = isAlive({ started_at_us: started, seen_at_us: seen }, now)
        if (!alive) return
        assert.ok(now - seen < idleUs)
        assert.ok(now - started < longestUs)
        assert.ok(seen - now <= 30_000_000)
      }),
    )
  })

  test('鍵は覚えておらず、そのハッシュだけがある', async t => {
    const { app } = await withDatabase(t)
    let nowUs = 1_000_000_000
    const sessions = new Sessions({ database: app, nowUs: () => nowUs, random: randomBytes })
    const of = { person: '髙橋', posts: ['member'], terminal: null, terminalKey: null }
    const { token, session } = await sessions.begin(of)
    const dump = JSON.stringify(await app.query('select * from entrance.session'))
    assert.ok(!dump.includes(token))
    assert.deepEqual(await sessions.of(token), session)
    const other = await sessions.begin(of)
    assert.notEqual(other.token, token)
    assert.equal(Buffer.from(token, 'base64url').length, 32)
    nowUs -= 60_000_000
    assert.equal(await sessions.of(token), null)
    nowUs += 60_000_000
    assert.equal(await sessions.of(token), null)
    await sessions.end(other.session.id)
    assert.equal(await sessions.of(other.token), null)
  })
})

describe('合言葉', () => {
  test('知らない人の分も、同じだけ計算する', async () => {
    const hasher = new Hasher()
    const salt = randomBytes(16)
    const hash = await hasher.hash('正しい合言葉です', hardness, salt)
    const took = async (words: string, known: { hash: Uint8Array; salt: Uint8Array }) => {
      const from = performance.now()
      const same = await hasher.isSame(words, { ...hardness, ...known })
      return { same, ms: performance.now() - from }
    }
    const right = await took('正しい合言葉です', { hash, salt })
    const wrong = await took('ちがう', { hash, salt })
    const nobody = await took('ちがう', { hash: randomBytes(32), salt: randomBytes(16) })
    assert.deepEqual([right.same, wrong.same, nobody.same], [true, false, false])
    // Memory-hard on any machine: none of them is a mere comparison.
    for (const { ms } of [right, wrong, nobody]) assert.ok(ms > 5, `${ms} ms`)
  })

  test('一度に来すぎたときは、待つ列に入りきらない分を断る', async () => {
    const hasher = new Hasher()
    const soft = { memoryKib: 8, passes: 1 }
    const all = await Promise.allSettled(
      Array.from({ length: 40 }, () => hasher.hash('x', soft, Buffer.alloc(16))),
    )
    assert.equal(all.filter(({ status }) => status === 'fulfilled').length, 18)
    await hasher.hash('x', soft, Buffer.alloc(16))
  })
})
