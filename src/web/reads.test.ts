import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { canonicalJson } from '#canonical/json.ts'
import { frameHash, hashBeforeFirst } from '#frame/layout.ts'
import { sha256 } from '#hash/sha256.ts'
import { profiles } from '#law/profiles/held.ts'
import { verifyFile } from '#verification/brought-file.ts'
import { profileAmong } from '#verification/profile-among.ts'
import { association } from '../../test/booked-office.ts'
import { primitives } from '../../test/exported.ts'
import { caseOffice } from '../../test/web-case.ts'
import { unlimited, webOffice } from '../../test/web-office.ts'
import { Limits } from './limits.ts'

describe('見る', () => {
  for (const profile of profiles.map(one => (one.id === 'kai' ? association : one))) {
    test(`${profile.id}: 終わった求めの行が帳簿にあり、渡した一年度分も証明も外で確かめられる`, async t => {
      const { take, steps, seat, manager, ledger } = await caseOffice(t, profile)
      for (const step of steps) await take(step)
      const own = await seat(manager)
      const { registers } = (await own.get('/api/registers')).json
      const [written] = registers.filter(({ lines }: { lines: number }) => lines > 0)
      assert.ok(written, JSON.stringify(registers))
      const path = `/api/registers/${written.id}`
      const { book, closedToUs } = (await own.get(`${path}?year=2026`)).json
      assert.ok(book.rows.length > 0)
      assert.equal(closedToUs, 0)
      assert.equal((await own.get(`${path}?year=2025`)).json.book.rows.length, 0)
      assert.equal((await own.get(`${path}?year=x`)).status, 400)
      assert.equal((await own.get('/api/registers/ない帳簿')).status, 404)
      const none = await own.get(`${path}?words=${encodeURIComponent('どこにもない言葉')}`)
      assert.equal(none.json.book.rows.length, 0)

      const found = (text: string) =>
        verifyFile(primitives, Buffer.from(text), [], profileAmong([profile])).findings
      const page = await own.get(`${path}/2026/page`)
      assert.match(page.headers.get('content-disposition')!, /^attachment;/)
      assert.deepEqual(found(JSON.stringify(page.json)), [])
      const { size } = await ledger.head()
      const proof = await own.get(`/api/ledger/proof/${size - 1}?contents=1`)
      assert.deepEqual(found(proof.json), [])
      assert.equal((await own.get(`/api/ledger/proof/${size}`)).status, 404)
      assert.equal((await own.get('/api/ledger/proof/-1')).status, 404)
      assert.equal((await own.get('/api/ledger/checkpoint')).json.size, size)
    })
  }

  test('カメラの状態は録画係の記録から、映像なしで', async t => {
    const { seated, ledger } = await webOffice(t, association)
    const previous = hashBeforeFirst(sha256, new Uint8Array(32))
    const frame = (event: object): string => {
      const json = Buffer.from(canonicalJson(event))
      const length = Buffer.alloc(4)
      length.writeUInt32BE(json.length)
      const hash = frameHash(sha256, previous, json)
      return Buffer.concat([length, previous, json, hash, hash]).toString('base64')
    }
    const events = [
      { type: 'GapRecorded', camera: 'no12', fromUs: 10, toUs: 20, cause: 'loss', detail: '' },
      { type: 'MinuteSealed', minute: 7, root: '00', count: 3 },
    ]
    for (const [at, event] of events.entries()) {
      const body = { frame: frame({ ...event, n: at + 1, atUs: 100 + at }) }
      const entries = [{ type: event.type, basis: null, body }]
      const stream = `keeper/${'a1'.repeat(16)}`
      const act = { stream, expected: 0, n: at + 1, atUs: 100 + at, rule: null, by: null, entries }
      await ledger.append([act])
    }
    const own = await seated('会長')
    const { keepers } = (await own.get('/api/cameras')).json
    assert.deepEqual(keepers[0].sealed, { minute: 7, cameras: 3 })
    assert.deepEqual(keepers[0].cameras[0].gap, { fromUs: 10, toUs: 20, cause: 'loss' })
    assert.equal(keepers[0].lastAtUs, 101)
  })

  test('資格の一覧は管理責任者だけが見て、そこにも秘密はない', async t => {
    const { seated } = await webOffice(t, association)
    const [chair, member] = [await seated('会長'), await seated('髙橋')]
    assert.equal((await member.get('/api/things/credential/main')).status, 403)
    const seen = await chair.get('/api/things/credential/main')
    assert.equal(seen.status, 200)
    assert.doesNotMatch(JSON.stringify(seen.json), /合言葉|hash|salt/)
  })

  test('一人が呼びすぎると429で待たされ、いつまでかが示される', async t => {
    let nowMs = 0
    const person = new Limits({ burst: 2, aSecond: 1, nowMs: () => nowMs })
    const { seated } = await webOffice(t, association, { address: unlimited, person })
    const [chair, member] = [await seated('会長'), await seated('髙橋')]
    await chair.get('/api/session')
    await chair.get('/api/session')
    const late = await chair.get('/api/session')
    assert.equal(late.status, 429)
    assert.equal(late.headers.get('retry-after'), '1')
    assert.equal((await member.get('/api/session')).status, 200)
    nowMs += 1000
    assert.equal((await chair.get('/api/session')).status, 200)
  })
})
