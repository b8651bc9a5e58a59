import assert from 'node:assert/strict'
import http from 'node:http'
import { describe, test } from 'node:test'
import { streamName } from '#acts/stream-name.ts'
import { Limits } from '#web/limits.ts'
import { association, request } from '../../test/booked-office.ts'
import { type Device, device } from '../../test/device.ts'
import { type Answered, type Browser, webOffice } from '../../test/web-office.ts'
import { routes } from './routes.ts'

/** A request as no browser of ours would send it. */
function raw(
  origin: string,
  {
    method = 'GET',
    path = '/api/session',
    headers = {},
    body = '',
  }: {
    method?: string
    path?: string
    headers?: Record<string, string | string[]>
    body?: string | Buffer
  },
): Promise<{ status: number; headers: http.IncomingHttpHeaders; json: { type: string } }> {
  const { port } = new URL(origin)
  return new Promise((done, failed) => {
    const asking = http.request({ host: '127.0.0.1', port, method, path, headers }, answer => {
      let text = ''
      answer.setEncoding('utf8').on('data', part => {
        text += part
      })
      answer.on('end', () =>
        done({
          status: answer.statusCode!,
          headers: answer.headers,
          json: JSON.parse(text || '{}'),
        }),
      )
    })
    asking.on('error', failed)
    asking.end(body)
  })
}

const kind = ({ json }: { json: { type?: string } }) => json.type?.split(':').at(-1)

describe('よそから来るもの', () => {
  test('ほかのページからの操作は、どの経路でも受け付けない', async t => {
    const { seated, origin } = await webOffice(t, association)
    const own = await seated('会長')
    const cookie = own.cookie!
    const json = { 'content-type': 'application/json', cookie }
    const forms: Record<string, string>[] = [
      {},
      { origin: 'https://example.org' },
      { origin: 'null' },
      { origin: `${origin}.example.org` },
      { origin: origin.replace('http:', 'https:') },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin },
      { 'sec-fetch-site': 'none', origin },
      { origin, 'sec-fetch-site': 'cross-site' },
    ]
    for (const headers of forms) {
      for (const route of routes.filter(({ method }) => method !== 'GET')) {
        const path = route.path.replaceAll(/\{\w+\}/g, 'x')
        const { method } = route
        const answer = await raw(origin, {
          method,
          path,
          headers: { ...json, ...headers },
          ...(method === 'POST' ? { body: '{}' } : {}),
        })
        assert.equal(answer.status, 403, `${method} ${path}`)
        assert.equal(kind(answer), 'other-site')
      }
    }
    assert.equal((await own.get('/api/session')).status, 200)
    const fine = await raw(origin, {
      method: 'DELETE',
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
    })
    assert.equal(fine.status, 200)
  })

  test('ほかの名で呼ばれても応じない（DNSの書き換え）', async t => {
    const { origin } = await webOffice(t, association)
    const { port } = new URL(origin)
    for (const host of ['example.org', `example.org:${port}`, 'localhost', '127.0.0.1:1']) {
      const answer = await raw(origin, { headers: { host } })
      assert.ok([400, 421].includes(answer.status), `${host}: ${answer.status}`)
    }
    for (const host of [`localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`]) {
      assert.equal((await raw(origin, { headers: { host } })).status, 401)
    }
  })

  test('大きすぎるもの、JSONでないもの、壊れたものは、読まずに断る', async t => {
    const { seated, origin, broken } = await webOffice(t, association)
    const own = await seated('会長')
    const headers = { cookie: own.cookie!, origin, 'content-type': 'application/json' }
    const path = '/api/credentials'
    const post = (body: string | Buffer, more: Record<string, string> = {}) =>
      raw(origin, { method: 'POST', path, headers: { ...headers, ...more }, body })
    const large = await post(`{"person":"${'x'.repeat(300_000)}"}`)
    assert.equal(large.status, 413)
    const chunked = await post(`{"person":"${'x'.repeat(300_000)}"}`, {
      'transfer-encoding': 'chunked',
    })
    assert.equal(chunked.status, 413)
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      '',
    ]) {
      assert.equal((await post('{}', { 'content-type': type })).status, 415, type)
    }
    const bodies = ['', '{', 'null', '[]', '"x"', '1e999', Buffer.from([0x7b, 0xff, 0x7d])]
    for (const body of bodies) assert.equal((await post(body)).status, 400, String(body))
    const words = [
      { person: '髙橋' },
      { person: '髙橋', loginId: 1 },
      { person: ['髙橋'], loginId: 'x' },
      { person: '', loginId: 'x' },
      { person: 'x'.repeat(201), loginId: 'x' },
      { person: '髙橋', loginId: 'x', by: '会長' },
      { person: '\ud800', loginId: 'x' },
      { person: 'a\u0000b', loginId: 'x' },
    ]
    for (const word of words) {
      assert.equal(
        (await post(JSON.stringify(word))).status,
        400,
        JSON.stringify(word).slice(0, 80),
      )
    }
    const polluting = '{"person":"髙橋","loginId":"x","__proto__":{"by":"x"}}'
    assert.equal((await post(polluting)).status, 400)
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    assert.equal((await post(deep)).status, 400)
    assert.deepEqual(broken, [])
  })

  test('守りの見出しは、できたときも断るときも、ない所でも付く', async t => {
    const { seated } = await webOffice(t, association)
    const own = await seated('会長')
    for (const path of ['/api/session', '/api/things/request/x', '/', '/api/../etc/passwd']) {
      const { headers } = await own.get(path)
      assert.equal(headers.get('cache-control'), 'no-store')
      assert.match(headers.get('content-security-policy')!, /default-src 'none'.*sandbox/)
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
      assert.equal(headers.get('x-frame-options'), 'DENY')
      assert.equal(headers.get('referrer-policy'), 'no-referrer')
      assert.equal(headers.get('access-control-allow-origin'), null)
    }
    const preflight = await own.send('OPTIONS', '/api/session', undefined, {
      origin: 'https://example.org',
      'access-control-request-method': 'POST',
    })
    assert.equal(preflight.status, 404)
    assert.equal(preflight.headers.get('access-control-allow-origin'), null)
  })

  test('表にない方法と道は、ない', async t => {
    const { seated } = await webOffice(t, association)
    const own = await seated('会長')
    for (const [method, path] of [
      ['PUT', '/api/session'],
      ['PATCH', '/api/session'],
      ['GET', '/api/acts/request/x/Receive'],
      ['POST', '/api/acts/request/x/__proto__'],
      ['POST', '/api/acts/constructor/x/Receive'],
      ['POST', '/api/acts/credential/main/SignIn'],
      ['POST', '/api/acts/terminal/x/EnrolTerminal'],
      ['GET', '/api/things/ledger/main'],
      ['GET', '/api/things/keeper/x'],
      ['GET', '/api/things/request/%00'],
      ['GET', '/api/things/request/%ED%A0%80'],
      ['GET', `/api/things/request/${'x'.repeat(301)}`],
      ['POST', '/api/papers/complaint/C%00'],
    ] as const) {
      assert.equal((await own.send(method, path)).status, 404, `${method} ${path}`)
    }
  })

  test('ふつうより多く呼ぶと待たされ、ほかの人は待たされない', async () => {
    let ms = 0
    const limits = new Limits({ burst: 3, aSecond: 2, nowMs: () => ms })
    assert.deepEqual(
      [1, 2, 3].map(() => limits.take('a')),
      [0, 0, 0],
    )
    assert.equal(limits.take('a'), 500)
    assert.equal(limits.take('b'), 0)
    ms += 500
    assert.equal(limits.take('a'), 0)
  })
})

describe('人のもの', () => {
  test('ほかの人の鍵は消せず、二つの同じ名のクッキーでは入れない', async t => {
    const { seated, browser } = await webOffice(t, association)
    const own = await seated('会長')
    assert.equal((await own.delete('/api/keys/x')).status, 404)
    const two = browser()
    two.cookie = `${own.cookie}; ${own.cookie}`
    assert.equal((await two.get('/api/session')).status, 401)
    const [name, token] = own.cookie!.split('=')
    for (const wrong of [`${token!.slice(0, -1)}`, `${token}A`, token!.toLowerCase(), '', '../x']) {
      two.cookie = `${name}=${wrong}`
      assert.equal((await two.get('/api/session')).status, 401)
    }
    own.cookie && assert.equal((await own.delete('/api/session')).status, 200)
    assert.equal((await own.get('/api/session')).status, 401)
  })

  test('出たあとの鍵は使えない', async t => {
    const { seated, browser } = await webOffice(t, association)
    const own = await seated('会長')
    const kept = own.cookie
    await own.delete('/api/session')
    const again = browser()
    again.cookie = kept
    assert.equal((await again.get('/api/session')).status, 401)
  })
})

describe('書類', () => {
  const put = (own: Browser, path: string, bytes: Uint8Array): Promise<Answered> =>
    own.send('POST', path, new Uint8Array(bytes), { 'content-type': 'application/octet-stream' })

  test('添えた書類は、その件からだけ、開かれない形で戻る', async t => {
    const { seated, books, origin, database } = await webOffice(t, association)
    const own = await seated('会長')
    for (const id of ['C-1', 'C-2']) {
      const words = { id, kind: 'complaint', from: '', contact: null, camera: null, matter: '音' }
      const received = await own.post(`/api/acts/complaint/${id}/ReceiveComplaint`, words)
      assert.equal(received.status, 201, JSON.stringify(received.json))
    }
    const page = Buffer.from('<script>alert(1)</script>')
    const added = await put(own, '/api/papers/complaint/C-1', page)
    assert.equal(added.status, 201)
    const { sha256, mediaType } = added.json
    assert.equal(mediaType, 'application/octet-stream')
    assert.equal((await put(own, '/api/papers/complaint/C-1', page)).json.sha256, sha256)
    const back = await own.get(`/api/papers/complaint/C-1/${sha256}`)
    assert.equal(back.json, page.toString())
    assert.match(back.headers.get('content-disposition')!, /^attachment;/)
    assert.equal(back.headers.get('content-type'), 'application/octet-stream')
    assert.match(back.headers.get('content-security-policy')!, /sandbox/)
    assert.equal((await own.get(`/api/papers/complaint/C-2/${sha256}`)).status, 404)
    assert.equal((await own.get('/api/papers/complaint/C-2')).json.papers.length, 0)
    assert.equal((await put(own, '/api/papers/complaint/C-3', page)).status, 404)
    assert.equal((await put(own, '/api/papers/complaint/C-1', Buffer.alloc(0))).status, 400)
    const pdf = await put(own, '/api/papers/complaint/C-2', Buffer.from('%PDF-1.7'))
    assert.equal(pdf.json.mediaType, 'application/pdf')
    const much = Buffer.alloc((16 << 20) + 1)
    const headers = {
      ...{ cookie: own.cookie!, origin, 'content-length': String(much.length) },
      'content-type': 'application/octet-stream',
    }
    const refused = await raw(origin, {
      method: 'POST',
      path: '/api/papers/complaint/C-1',
      headers,
      body: much,
    }).catch(() => ({ status: 413 }))
    assert.equal(refused.status, 413)
    assert.ok((await books.world()).files.get(streamName('complaint', 'C-1')))
    // When its years are over, nothing is left that names it.
    await database.owner.query('delete from ledger.attachment_part')
    await database.owner.query('delete from ledger.attachment')
    assert.equal((await own.get('/api/papers/complaint/C-1')).json.papers.length, 0)
    assert.equal((await own.get(`/api/papers/complaint/C-1/${sha256}`)).status, 404)
  })
})

describe('端末', () => {
  test('管理責任者の番号で端末が登録され、その鍵を示した人だけが端末の前にいる', async t => {
    const { seated, browser, enter, clock } = await webOffice(t, association)
    const chair = await seated('会長')
    const words = await enter('操作')
    const screen = device()
    const invited = await chair.post('/api/terminals', {
      terminal: '端末2',
      room: '会館',
      keptBy: null,
    })
    assert.equal(invited.status, 201, JSON.stringify(invited.json))
    const at = browser()
    const challenge = async () => (await at.post('/api/terminals/challenge')).json.challenge
    const enrol = async (code: string, signer = screen) => {
      const asked = await challenge()
      const signature = signer.signed(asked)
      return at.post('/api/terminals/enrol', { code, key: screen.key, challenge: asked, signature })
    }
    assert.equal((await enrol('0000-0000-0000-0000')).status, 401)
    assert.equal((await enrol(invited.json.code, device())).status, 401)
    const enrolled = await enrol(invited.json.code)
    assert.equal(enrolled.status, 201, JSON.stringify(enrolled.json))
    assert.equal(enrolled.json.happened[0].by, '会長')
    assert.equal((await enrol(invited.json.code)).status, 401)

    const signIn = async (signer: Device, terminal = '端末2', asked?: string) => {
      const shown = asked ?? (await challenge())
      const proof = { terminal, challenge: shown, signature: signer.signed(shown) }
      const own = browser()
      return { own, shown, answer: await own.post('/api/session', { ...words, terminal: proof }) }
    }
    assert.equal((await signIn(device())).answer.status, 401)
    assert.equal((await signIn(screen, '端末1')).answer.status, 401)
    assert.equal((await signIn(screen, 'ない端末')).answer.status, 401)
    const { own, shown, answer } = await signIn(screen)
    assert.equal(answer.status, 201)
    assert.equal((await own.get('/api/session')).json.terminal, '端末2')
    // A challenge is good once, and for two minutes.
    assert.equal((await signIn(screen, '端末2', shown)).answer.status, 401)
    const old = await challenge()
    clock.us += 2 * 60_000_000
    assert.equal((await signIn(screen, '端末2', old)).answer.status, 401)
    assert.equal((await own.get('/api/session')).status, 200)
    const second = await signIn(screen)
    assert.equal(second.answer.status, 201)
    // A screen that is given up takes everybody before it along.
    const revoked = await chair.post('/api/acts/terminal/端末2/RevokeTerminal', { reason: '故障' })
    assert.equal(revoked.status, 201)
    assert.equal((await own.get('/api/session')).status, 401)
    assert.equal((await second.own.get('/api/session')).status, 401)
  })

  test('端末の前でだけ行うことは、ほかの機械からはできない', async t => {
    const { seated } = await webOffice(t, association)
    const own = await seated('操作')
    const answer = await own.post(`/api/acts/viewing/${encodeURIComponent(request)}/1/Open`, {})
    assert.equal(answer.status, 403)
    assert.equal(kind(answer), 'needs-terminal')
  })
})
