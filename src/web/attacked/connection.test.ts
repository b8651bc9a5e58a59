import assert from 'node:assert/strict'
import net from 'node:net'
import { describe, type TestContext, test } from 'node:test'
import { association } from '../../../test/booked-office.ts'
import { saidRaw, statusesOf } from '../../../test/raw-http.ts'
import { atEnd, until } from '../../../test/site.ts'
import { webOffice } from '../../../test/web-office.ts'
import { routes } from '../routes.ts'
import { type Patience, serveOffice } from '../server.ts'

const more = (line: string, port: number, headers = '', body = '') =>
  `${line} HTTP/1.1\r\nHost: localhost:${port}\r\n${headers}\r\n${body}`
/** The last one on its connection. */
const asked = (line: string, port: number, headers = '', body = '') =>
  more(line, port, `Connection: close\r\n${headers}`, body)

describe('一本のつながりの上で', () => {
  test('二通りに読める要求は、どれも一つも取り次がない', async t => {
    const { server, broken } = await webOffice(t, association)
    const { port } = server
    const next = asked('GET /api/session', port)
    const smuggled: readonly [headers: string, body: string][] = [
      ['Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', `0\r\n\r\n${next}`],
      [`Content-Length: 0\r\nContent-Length: ${next.length}\r\n`, next],
      ['Content-Length: +0\r\n', next],
      ['Content-Length: 0x0\r\n', next],
      ['Content-Length : 0\r\n', next],
      ['Transfer-Encoding : chunked\r\n', `0\r\n\r\n${next}`],
      ['Transfer-Encoding: xchunked\r\n', `0\r\n\r\n${next}`],
      ['Transfer-Encoding: chunked, identity\r\n', `0\r\n\r\n${next}`],
      ['Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n', `0\r\n\r\n${next}`],
      ['Transfer-Encoding: chunked\r\n', `0\n\n${next}`],
      ['Transfer-Encoding: chunked\r\n', `fffffffffffffffff\r\n${next}`],
      ['X: a\r\n b\r\n', next],
      ['X: a\0b\r\n', next],
      ['X\r\n', next],
    ]
    for (const [headers, body] of smuggled) {
      const said = await saidRaw(port, more('POST /api/session', port, headers, body))
      // Of two calls in it at most the first is answered, and that one with a no.
      const statuses = statusesOf(said)
      assert.ok(statuses.length <= 1 && statuses.every(one => one === 400 || one === 403), said)
      assert.ok(!said.includes('not-signed-in'), headers)
    }
    assert.deepEqual(broken, [])
  })

  test('表の道と一字でも違う書き方は、その道ではない', async t => {
    const { seated, server } = await webOffice(t, association)
    const { port } = server
    const { cookie } = await seated('会長')
    const own = `Cookie: ${cookie}\r\n`
    const get = async (target: string) =>
      statusesOf(await saidRaw(port, asked(`GET ${target}`, port, own)))
    assert.deepEqual(await get('/api/session'), [200])
    const others = [
      ...['//api/session', '/api//session', '/api/session/', '/api/./session', '/api/session;a=b'],
      ...['/assets/../api/session', '/assets/%2e%2e/api/session', '/assets/.%2E/api/session'],
      ...['/api%2fsession', '/api%2Fsession', '/%61pi/session', '/API/session', '/api/session%20'],
      ...['/api/session%00', '/api/session#x', `http://example.org/api/session`],
      ...[`http://localhost:${port}/api/session`, '/api\\session', '*', 'api/session', '@x/api'],
      ...['/api/things/request/%E0%A4%A', '/api/things/request/%', '/api/things/request/a#b'],
      ...['/assets/..%2findex.html', '/assets/%2e%2e%2f%2e%2e%2fetc%2fpasswd', '/assets/..'],
    ]
    for (const target of others) {
      const [status, ...more] = await get(target)
      assert.ok(status === 404 || status === 400, `${target}: ${status}`)
      assert.deepEqual(more, [])
    }
  })

  test('表にない方法は、問い合わせも、なぞり返しも、中継も、取り替えもしない', async t => {
    const { seated, server } = await webOffice(t, association)
    const { port } = server
    const own = await seated('会長')
    const page = `Origin: http://localhost:${port}\r\nCookie: ${own.cookie}\r\n`
    for (const method of ['OPTIONS', 'TRACE', 'PUT', 'PATCH', 'PROPFIND', 'QUERY']) {
      const said = await saidRaw(
        port,
        asked(`${method} /api/session`, port, `${page}X-Said: 秘密\r\n`),
      )
      assert.deepEqual(statusesOf(said), [404], method)
      assert.ok(!said.includes('秘密'))
      assert.ok(!/^(allow|access-control)/im.test(said))
    }
    for (const line of ['CONNECT localhost:1', 'CONNECT /api/session', 'TRACK /api/session']) {
      const statuses = statusesOf(await saidRaw(port, asked(line, port, page)))
      assert.ok(
        statuses.every(status => status === 400),
        line,
      )
    }
    // HEAD is GET without its words; nothing that changes anything answers to it.
    const head = await saidRaw(port, asked('HEAD /api/session', port, page))
    assert.deepEqual(statusesOf(head), [200])
    assert.ok(head.endsWith('\r\n\r\n'))
    for (const { method, path } of routes.filter(one => one.method !== 'GET')) {
      if (routes.some(one => one.method === 'GET' && one.path === path)) continue
      const target = path.replaceAll(/\{\w+\}/g, 'x')
      const said = await saidRaw(port, asked(`HEAD ${target}`, port, page))
      assert.ok([404, 401].includes(statusesOf(said)[0]!), `${method} ${target}`)
    }
    const overridden = `${page}X-HTTP-Method-Override: DELETE\r\nX-HTTP-Method: DELETE\r\nContent-Length: 0\r\n`
    await saidRaw(port, asked('POST /api/session?_method=DELETE', port, overridden))
    const upgrade = `${page}Connection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n`
    assert.deepEqual(
      statusesOf(await saidRaw(port, more('GET /api/session', port, upgrade))),
      [200],
    )
    assert.equal((await own.get('/api/session')).status, 200)
  })

  test('見出しは16KiBまで、道も。答えの見出しに、呼んだ人の言葉は入らない', async t => {
    const { seated, server } = await webOffice(t, association)
    const { port } = server
    const { cookie } = await seated('会長')
    const large = [
      asked('GET /api/session', port, `X: ${'a'.repeat(17_000)}\r\n`),
      asked('GET /api/session', port, 'a: b\r\n'.repeat(4000)),
      asked(`GET /${'a'.repeat(17_000)}`, port),
    ]
    for (const words of large) assert.deepEqual(statusesOf(await saidRaw(port, words)), [431])
    const splitting = encodeURIComponent('a\r\nSet-Cookie: x=1\r\n\r\n<script>')
    const own = `Cookie: ${cookie}\r\n`
    for (const path of ['things/request', 'ledger/proof', 'registers', 'cases', 'papers/request']) {
      const said = await saidRaw(port, asked(`GET /api/${path}/${splitting}`, port, own))
      assert.ok(!/^Set-Cookie: x/im.test(said) && !said.includes('<script>'), path)
      assert.deepEqual(statusesOf(said), [404])
    }
  })

  test('読めない要求にも、ほかと同じ守りの見出しと、困りごとの書類で答える', async t => {
    const { server } = await webOffice(t, association)
    const { port } = server
    for (const host of [`a@localhost:${port}`, `localhost:${port}/x?`, 'local host']) {
      const said = await saidRaw(
        port,
        `GET /api/session HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
      )
      assert.deepEqual(statusesOf(said), [400])
      assert.match(said, /^content-type: application\/problem\+json/im)
      assert.match(said, /^x-content-type-options: nosniff/im)
      assert.match(said, /^cache-control: no-store/im)
    }
    const two = `GET /api/session HTTP/1.1\r\nHost: localhost:${port}\r\nHost: example.org\r\nConnection: close\r\n\r\n`
    assert.deepEqual(statusesOf(await saidRaw(port, two)), [421])
    const none = 'GET /api/session HTTP/1.1\r\n\r\n'
    assert.deepEqual(statusesOf(await saidRaw(port, none)), [400])
  })
})

/** Of a server of its own, patient but for what is said. */
async function withPatience(t: TestContext, patience: Partial<Patience>) {
  const office = await webOffice(t, association)
  const long = { headersTimeout: 3_600_000, requestTimeout: 3_600_000, silence: 3_600_000 }
  const server = await serveOffice({
    ...{ rooms: office.rooms, routes, port: 0, origin: null, nowMs: () => performance.now() },
    patience: { ...long, connectionsCheckingInterval: 50, ...patience },
  })
  atEnd(t, () => server.close())
  return { ...office, port: server.port }
}

/** In the end; meanwhile the kernel may still be giving back what others held. */
const answers = (port: number): Promise<void> =>
  until(async () => statusesOf(await saidRaw(port, asked('GET /api/session', port)))[0] === 401)

describe('つながりを塞ぐ人', () => {
  test('ゆっくり話す人は切られる', async t => {
    const { port } = await withPatience(t, { headersTimeout: 300, requestTimeout: 600 })
    const post = 'Content-Type: application/json\r\nContent-Length: 100\r\n'
    const origin = `Origin: http://localhost:${port}\r\n`
    const slow = [
      '',
      'GET /api/session HTTP/1.1\r\n',
      `GET /api/session HTTP/1.1\r\nHost: localhost:${port}\r\nX: `,
      more('POST /api/session', port, origin + post, '{"loginId":'),
      more('POST /api/session', port, `${origin}${post.replace('100', '262145')}`, '{'),
    ]
    // Each ends because the server hangs up: nothing here ever does.
    const ended = await Promise.all(slow.map(words => saidRaw(port, words)))
    assert.ok(ended.every(said => statusesOf(said).every(status => [408, 413].includes(status))))
  })

  test('つながりには数があり、塞いだ人が去れば、またつながる', async t => {
    const { port } = await withPatience(t, { mostConnections: 8 })
    let turnedAway = 0
    const crowd = Array.from({ length: 20 }, () =>
      net
        .connect(port, '127.0.0.1')
        .on('error', () => {})
        .on('close', () => turnedAway++)
        .resume(),
    )
    await until(() => turnedAway >= 12)
    for (const one of crowd) one.destroy()
    await answers(port)
  })

  test('求めておいて読まない人も、いつまでもは塞がない', async t => {
    const { port, seated } = await withPatience(t, { mostConnections: 1, silence: 1000 })
    const own = await seated('会長')
    const words = {
      id: 'C-1',
      kind: 'complaint',
      from: '',
      contact: null,
      camera: null,
      matter: '音',
    }
    assert.equal((await own.post('/api/acts/complaint/C-1/ReceiveComplaint', words)).status, 201)
    const paper = new Uint8Array(16 << 20)
    const added = await own.send('POST', '/api/papers/complaint/C-1', paper, {
      'content-type': 'application/octet-stream',
    })
    const cookie = `Cookie: ${own.cookie}\r\n`
    const target = `GET /api/papers/complaint/C-1/${added.json.sha256}`
    const greedy = net.connect(port, '127.0.0.1').on('error', () => {})
    t.after(() => greedy.destroy())
    greedy.pause()
    greedy.write(asked(target, port, cookie))
    await answers(port)
  })
})
