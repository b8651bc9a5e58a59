import assert from 'node:assert/strict'
import { request } from 'node:http'
import { test } from 'node:test'
import { openFrontDoor } from './front-door.ts'
import type { Front } from './front-page.ts'

const front: Front = {
  organisation: 'みどり台<b>町内会</b>',
  office: 'http://localhost:8460',
  people: [
    { name: '𠮷田 幸子', post: '委員', does: '立ち会う', loginId: 'mihon-y', password: 'abc-def' },
  ],
  scenes: [{ id: '令和8年度 第0001号', waits: '承認', who: '𠮷田 幸子' }],
  ...{ of: 6, problem: null, number: null },
}

/** As another page's name would reach it. */
const statusUnder = (address: string, host: string): Promise<number | undefined> =>
  new Promise((done, failed) => {
    request(address, { headers: { host } }, answer => done(answer.resume().statusCode))
      .once('error', failed)
      .end()
  })

test('見本の入口: 人と件が並び、番号を受け取れ、よその名やよそのページからは使えない', async t => {
  const door = await openFrontDoor(
    0,
    () => front,
    async () => '7K3M-9QXZ-0B4T-RWEH',
  )
  t.after(() => door.close())
  const page = await fetch(door.address)
  const text = await page.text()
  for (const words of ['𠮷田 幸子', 'mihon-y', 'abc-def', '令和8年度 第0001号', '1 / 6']) {
    assert.ok(text.includes(words), words)
  }
  assert.ok(text.includes('みどり台&lt;b&gt;町内会'), 'words are no markup')
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/)
  assert.equal(await statusUnder(door.address, 'evil.example'), 421)
  assert.equal(await statusUnder(door.address, new URL(door.address).host), 200)
  const post = (origin: string) =>
    fetch(`${door.address}/number`, { method: 'POST', headers: { origin }, redirect: 'manual' })
  assert.equal((await post('http://evil.example')).status, 404)
  assert.ok(!(await (await fetch(door.address)).text()).includes('7K3M'))
  assert.equal((await post(door.address)).status, 303)
  assert.ok((await (await fetch(door.address)).text()).includes('7K3M-9QXZ-0B4T-RWEH'))
})
