import assert from 'node:assert/strict'
import { test } from 'node:test'
import { siteWithOffice } from './office-site.ts'
import { until } from './site.ts'
import { Browser } from './web-office.ts'

test('本物の事務室: 設置者の番号で課長が入り、閲覧の求めを受け、事務室は静かに終わる', async t => {
  process.env.TACHIAI_HTTP = '0'
  const site = await siteWithOffice(t)
  await site.init('hokuto')
  const run = await site.start(['run'])
  let first: { code: string; address: string } | null = null
  await until(
    async () => {
      const { code, value } = await site.json(['account', 'first', '--by', '設置 花子'])
      if (code === 0) first = value
      return code === 0
    },
    () => run.said(),
  )
  const { code, address } = first! as { code: string; address: string }
  assert.match(address, /^http:\/\/localhost:\d+$/)
  const browser = new Browser(address)
  assert.equal((await browser.get('/api/session')).status, 401)
  const unit = '総務課'
  const entered = await browser.post('/api/first', {
    code,
    appointments: [
      { type: 'NameSection', words: { of: 'no1', unit } },
      {
        type: 'AppointManager',
        words: { person: '課長', of: 'no1', unit, inOffice: true, fromUs: 'now' },
      },
    ],
    person: '課長',
    loginId: 'kacho',
    password: '十文字より長い合言葉',
  })
  assert.equal(entered.status, 201, JSON.stringify(entered.json))
  const words = { loginId: 'kacho', password: '十文字より長い合言葉', terminal: null }
  const signedIn = await browser.post('/api/session', words)
  assert.equal(signedIn.status, 201, JSON.stringify(signedIn.json))
  const { json } = await browser.get('/api/ledger')
  assert.ok(json.size > 4)
  const verified = await browser.post('/api/ledger/verify')
  assert.deepEqual(verified.json.findings, [])
  assert.equal((await browser.get('/api/duties')).status, 200)
  assert.equal((await browser.get('/api/cameras')).status, 200)
  const { paths, openapi } = (await browser.get('/api/openapi.json')).json
  assert.equal(openapi, '3.1.0')
  assert.ok(Object.keys(paths).length > 200)
  const again = await site.call(['account', 'first', '--by', '設置 花子'])
  assert.equal(again.code, 1)
  assert.match(again.stderr, /管理責任者が、すでに入れます/)
  assert.equal(await run.stop(), 0)
  await assert.rejects(browser.get('/api/session'))
})
