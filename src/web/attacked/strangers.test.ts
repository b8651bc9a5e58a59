import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { association } from '../../../test/booked-office.ts'
import { Browser, unlimited, webOffice } from '../../../test/web-office.ts'
import { callerAddress } from '../caller.ts'
import { Limits } from '../limits.ts'
import { isOurReading, namesOf } from '../origin.ts'
import { routes } from '../routes.ts'

describe('よそのページから', () => {
  test('ほかのページは、読むこともできず、どれだけかかるかも知れない', async t => {
    const { seated } = await webOffice(t, association)
    const own = await seated('会長')
    const reading = routes.filter(({ method, isStill }) => method === 'GET' && !isStill)
    for (const { path } of reading) {
      const target = path.replaceAll(/\{\w+\}/g, 'x')
      for (const site of ['cross-site', 'same-site', 'same-origin, cross-site', '']) {
        const { status } = await own.get(target, { 'sec-fetch-site': site })
        assert.equal(status, 403, `${site} ${target}`)
      }
    }
    for (const site of ['same-origin', 'none']) {
      assert.equal((await own.get('/api/session', { 'sec-fetch-site': site })).status, 200)
    }
    assert.equal(
      isOurReading(() => undefined),
      true,
    )
  })

  test('枠に入れられず、入った印はこの名だけのもので、どのスクリプトにも渡らない', async t => {
    const { enter, browser } = await webOffice(t, association)
    const words = { ...(await enter('会長')), terminal: null }
    const signedIn = await browser().post('/api/session', words)
    const given = signedIn.headers.getSetCookie()
    assert.equal(given.length, 2)
    for (const cookie of given) {
      assert.match(
        cookie,
        /^__Host-tachiai(-device)?=[\w.-]+; Path=\/; Secure; HttpOnly; SameSite=Strict/,
      )
      assert.ok(!/domain=/i.test(cookie))
    }
    for (const path of ['/', '/api/session', '/ない', '/assets/ない.js']) {
      const { headers } = await browser().get(path)
      assert.equal(headers.get('x-frame-options'), 'DENY')
      assert.match(headers.get('content-security-policy')!, /frame-ancestors 'none'/)
      assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin')
      assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin')
    }
  })

  test('だれのものでもない事務室の、はじめの人の経路も、ほかの名・ほかのページからは呼べない', async t => {
    const { rooms, origin } = await webOffice(t, association)
    const { code } = await rooms.first.invite('設置 花子')
    const first = {
      code,
      appointments: [],
      person: '会長',
      loginId: 'a',
      password: '十文字より長い合言葉',
    }
    const anybody = new Browser(origin)
    const said = async (headers: Record<string, string>) =>
      (await anybody.post('/api/first', first, headers)).status
    assert.equal(await said({ origin: 'https://example.org' }), 403)
    assert.equal(await said({ 'sec-fetch-site': 'same-site' }), 403)
    assert.equal(await said({ 'content-type': 'text/plain' }), 415)
    assert.equal(await said({ 'content-type': 'application/x-www-form-urlencoded' }), 415)
    assert.equal(await said({}), 201)
  })
})

describe('どこから呼ばれたか', () => {
  const names = namesOf(8460, 'https://office.example.jp', true)
  const from = (headers: Record<string, string>, of = names) =>
    callerAddress(of, name => headers[name], '127.0.0.1')
  const host = 'office.example.jp'

  test('中継を信じる設定がなければ、呼んだ人の書いた所番地は読まない', () => {
    const untold = namesOf(8460, 'https://office.example.jp')
    assert.equal(from({ host, 'x-forwarded-for': '192.0.2.7' }, untold), '127.0.0.1')
    assert.equal(
      from({ host, 'x-forwarded-for': '192.0.2.7' }, namesOf(8460, null, true)),
      '127.0.0.1',
    )
  })

  test('信じるのは、中継が終わりに書いた一つと、中継の名で来たものだけ', () => {
    assert.equal(from({ host, 'x-forwarded-for': '192.0.2.7' }), '192.0.2.7')
    assert.equal(from({ host, 'x-forwarded-for': '198.51.100.1, 192.0.2.7' }), '192.0.2.7')
    for (const words of ['', ',', 'unknown', '192.0.2.7:80', '192.0.2.7,', "1' or 1=1", '::g']) {
      assert.equal(from({ host, 'x-forwarded-for': words }), '127.0.0.1', words)
    }
    assert.equal(from({ host }), '127.0.0.1')
    assert.equal(from({ host: 'localhost:8460', 'x-forwarded-for': '192.0.2.7' }), '127.0.0.1')
  })

  test('IPv6 は網でひとつに数える', () => {
    const of = (address: string) => from({ host, 'x-forwarded-for': address })
    assert.equal(of('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2::/64')
    assert.equal(of('2001:0DB8:1:2::9'), '2001:db8:1:2::/64')
    assert.equal(of('2001:db8::1'), '2001:db8:0:0::/64')
    assert.notEqual(of('2001:db8:1:3::1'), of('2001:db8:1:2::1'))
    const direct = (address: string) => callerAddress(names, () => undefined, address)
    assert.equal(direct('fe80::1%eth0'), 'fe80:0:0:0::/64')
    assert.equal(direct('::ffff:192.168.1.5'), '192.168.1.5')
  })

  test('建物の中から来た人の言う所番地は、中継の名で来ても読まない', () => {
    const headers: Record<string, string> = { host, 'x-forwarded-for': '192.0.2.7' }
    assert.equal(
      callerAddress(names, name => headers[name], '192.168.1.5'),
      '192.168.1.5',
    )
  })
})

describe('同じ所から呼び続ける人がいても', () => {
  test('入っている人は待たされない。出たあとは、よその人と同じに数えられる', async t => {
    const address = new Limits({ burst: 5, aSecond: 0.001, nowMs: () => 0 })
    const { seated, browser } = await webOffice(t, association, { address, person: unlimited })
    const own = await seated('会長')
    assert.equal((await own.get('/api/session')).status, 200)
    const stranger = browser()
    const statuses = []
    for (let time = 0; time < 6; time++) statuses.push((await stranger.get('/api/session')).status)
    assert.equal(statuses.at(-1), 429)
    assert.equal((await own.get('/api/session')).status, 200)
    // A made-up token is a stranger's, and one that was alive once, too.
    stranger.cookie = `__Host-tachiai=${'A'.repeat(43)}`
    assert.equal((await stranger.get('/api/session')).status, 429)
    stranger.cookie = own.cookie
    assert.equal((await own.delete('/api/session')).status, 200)
    assert.equal((await stranger.get('/api/session')).status, 429)
    assert.equal((await stranger.get('/api/session')).status, 429)
  })
})
