import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { profiles } from '#law/profiles/held.ts'
import { association, request } from '../../test/booked-office.ts'
import { caseOffice } from '../../test/web-case.ts'
import { webOffice } from '../../test/web-office.ts'

describe('求めを見る', () => {
  for (const profile of profiles.map(one => (one.id === 'kai' ? association : one))) {
    test(`${profile.id}: 受付から終わりまで、段階・点検・決める人・消去までの時間が見える`, async t => {
      const { take, steps, seat, manager } = await caseOffice(t, profile)
      const own = await seat(manager)
      const path = `/api/cases/${encodeURIComponent(request)}`
      assert.equal((await own.get(path)).status, 404)
      const stages: string[] = []
      for (const step of steps) {
        await take(step)
        const now = (await (await seat(manager)).get(path)).json
        if (stages.at(-1) !== now.stage) stages.push(now.stage)
        if (now.stage === 'incomplete') {
          assert.ok(now.points.some(({ found }: { found: string }) => found === 'failed'))
        }
        if (now.stage === 'ready') {
          assert.ok(now.points.every(({ found }: { found: string }) => found !== 'failed'))
          assert.ok(now.asks.papers.every(({ isThere }: { isThere: boolean }) => isThere))
          assert.ok(now.deciders.includes(manager))
          assert.equal(now.needed === null, profile.committee === null)
        }
      }
      assert.deepEqual(
        stages.filter(stage => stage !== 'proposed'),
        ['incomplete', 'ready', 'approved', 'closed'],
      )
      const { cases, next } = (await (await seat(manager)).get('/api/cases')).json
      assert.equal(cases.length, 1)
      assert.equal(next, '令和8年度 第0043号')
    })
  }

  test('書きかけは、だれが続けてもよく、捨てれば消え、7日で消える', async t => {
    const { seated, clock, broken } = await webOffice(t, association)
    const [one, other] = [await seated('操作'), await seated('髙橋')]
    const words = JSON.stringify({ name: '𠮷田 葛󠄀城' })
    assert.equal((await one.post('/api/drafts/a', { words })).status, 200)
    assert.equal((await other.post('/api/drafts/b', { words: '{}' })).status, 200)
    const drafts = async (browser = other) => (await browser.get('/api/drafts')).json.drafts
    assert.deepEqual(
      (await drafts()).map(({ id, by }: { id: string; by: string }) => [id, by]),
      [
        ['a', '操作'],
        ['b', '髙橋'],
      ],
    )
    assert.equal((await drafts())[0].words, words)
    await other.delete('/api/drafts/b')
    assert.equal((await drafts()).length, 1)
    assert.equal((await one.post('/api/drafts/a', { words: 'x'.repeat(40_001) })).status, 400)
    clock.us += 8 * 24 * 3_600_000_000
    assert.deepEqual(await drafts(await seated('会長')), [])
    assert.deepEqual(broken, [])
  })

  test('範囲を選ぶあいだも、いつ消えるかが分かる。尋ねても何も記録されない', async t => {
    const { seated, ledger, clock } = await webOffice(t, association)
    const own = await seated('操作')
    const minute = Math.floor(clock.us / 60_000_000) - 60
    const { size } = await ledger.head()
    const ranges = [{ camera: 'no12', fromMinute: minute, toMinute: minute + 1 }]
    const { goneUs } = (await own.post('/api/cameras/gone', { ranges })).json
    assert.deepEqual(goneUs, [(minute + 7 * 24 * 60) * 60_000_000])
    assert.equal((await ledger.head()).size, size)
  })
})
