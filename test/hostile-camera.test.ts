import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, type TestContext, test } from 'node:test'
import {
  description,
  type HostileCamera,
  hostileCamera,
  pictures,
  type Request,
  type Script,
  type Visitor,
} from './hostile-camera.ts'
import { interleaved, packetise } from './packetiser.ts'
import { h264 } from './parameter-sets.ts'
import { asked, secret, visit } from './visit-camera.ts'
import { watchCamera } from './watch-camera.ts'

const methods = ({ requests }: HostileCamera) => requests.map(({ method }) => method)

describe('a camera that behaves', () => {
  test('is played, kept alive and left with TEARDOWN', async t => {
    const { camera, watch } = await visit(t, {})
    await watch.until(() => watch.told.units.length === 2)
    assert.deepEqual(watch.told.order, ['connected', 'unit'])
    assert.deepEqual(watch.told.connected, [
      {
        codec: 'h264',
        parameterSets: h264,
        server: null,
        cameraClockUs: null,
        auth: 'none',
        certificate: null,
      },
    ])
    assert.deepEqual(
      watch.told.units.map(({ key }) => key),
      [true, false],
    )
    assert.deepEqual([...watch.told.units[0]!.bytes], [0, 0, 0, 4, 0x65, 0x88, 1, 1])
    await watch.close()
    assert.deepEqual(methods(camera), ['OPTIONS', 'DESCRIBE', 'SETUP', 'PLAY', 'TEARDOWN'])
    assert.equal(camera.requests.at(-1)?.headers.get('session'), 's1')
    assert.equal(watch.told.ended[0]?.kind, 'closed')
  })

  test('may send pictures before it answers PLAY, on channels of its own choice', async t => {
    const { watch } = await visit(t, {
      SETUP: (request, visitor) =>
        visitor.answer(request, 200, ['Session: 1', 'Transport: RTP/AVP/TCP;interleaved=6-7']),
      PLAY: (request, visitor) => {
        visitor.show(pictures(1), 1400, 0)
        visitor.show(pictures(1), 1400, 6)
        visitor.answer(request, 200)
        visitor.show(pictures(1, 2), 1400, 6)
      },
    })
    await watch.until(() => watch.told.units.length === 2)
    assert.deepEqual(watch.told.order, ['connected', 'unit'])
  })

  test('may keep its parameter sets for the stream; then it counts as connected', async t => {
    const { watch } = await visit(t, {
      DESCRIBE: (request, visitor) =>
        visitor.answer(request, 200, [], description.replace(/a=fmtp.*\r\n/, '')),
      PLAY: (request, visitor) => {
        visitor.answer(request, 200)
        const [key, next] = pictures(2)
        visitor.show([{ stamp: 1, nals: [Uint8Array.of(0x41, 0x88, 9)] }])
        visitor.show([{ ...key!, nals: [...h264.sps, ...h264.pps, ...key!.nals] }, next!])
      },
    })
    await watch.until(() => watch.told.units.length === 2)
    assert.deepEqual(watch.told.order, ['loss', 'connected', 'unit'])
    assert.deepEqual(watch.told.connected[0]?.parameterSets, h264)
    assert.equal(watch.told.lostUnits, 1)
  })

  test('only its video is set up, and its controls are resolved', async t => {
    const cases = [
      { fields: [], control: 'track1', url: '/stream/track1', play: '/stream' },
      {
        fields: ['Content-Base: BASE/other/'],
        control: 'track1',
        url: '/other/track1',
        play: '/other/',
      },
      {
        fields: ['Content-Location: BASE/loc'],
        control: 'track1',
        url: '/loc/track1',
        play: '/loc',
      },
      { fields: [], control: 'BASE/absolute?x=1', url: '/absolute?x=1', play: '/stream' },
    ]
    for (const { fields, control, url, play } of cases) {
      const base = (text: string, { url: from }: Request) =>
        text.replace('BASE', from.replace(/\/stream$/, ''))
      const { camera, watch } = await visit(t, {
        DESCRIBE: (request, visitor) => {
          const audio = 'm=audio 0 RTP/AVP 0\r\na=control:audio\r\nm=video'
          const sdp = description.replace('m=video', audio).replace('track1', control)
          const own = fields.map(field => base(field, request))
          visitor.answer(request, 200, own, base(sdp, request))
        },
      })
      await watch.until(() => watch.told.units.length === 2)
      const setups = camera.requests.filter(({ method }) => method === 'SETUP')
      assert.deepEqual(
        setups.map(request => new URL(request.url).href.replace(/^rtsp:\/\/[^/]*/, '')),
        [url],
      )
      const played = await asked(camera, 'PLAY')
      assert.equal(played.url.replace(/^rtsp:\/\/[^/]*/, ''), play)
    }
  })

  test('answers to nothing, late answers and provisional ones are passed over', async t => {
    const { watch } = await visit(t, {
      DESCRIBE: (request, visitor) => {
        visitor.write('RTSP/1.0 404 Not Found\r\nCSeq: 1\r\n\r\n')
        visitor.write('RTSP/1.0 404 Not Found\r\nCSeq: 99\r\n\r\n')
        visitor.answer(request, 100)
        visitor.answer(request, 200, [], description)
        visitor.answer(request, 404)
      },
    })
    await watch.until(() => watch.told.units.length === 2)
  })

  test('says who it is and what its clock shows', async t => {
    const { watch } = await visit(t, {
      DESCRIBE: (request, visitor) => {
        const fields = ['Server: Cam\u001b[2J 1.0', 'Date: Thu, 01 Jan 2026 00:00:05 GMT']
        visitor.answer(request, 200, fields, description)
      },
    })
    await watch.until(() => watch.told.connected.length === 1)
    const { server, cameraClockUs } = watch.told.connected[0]!
    assert.equal(server, 'Cam[2J 1.0')
    assert.equal(cameraClockUs, Date.UTC(2026, 0, 1, 0, 0, 5) * 1000)
  })
})

describe('keep-alive', () => {
  test('GET_PARAMETER where offered, at half the time-out, while pictures come', async t => {
    const { camera, watch } = await visit(t, {
      OPTIONS: (request, visitor) => visitor.answer(request, 200, ['Public: PLAY, GET_PARAMETER']),
      SETUP: (request, visitor) =>
        visitor.answer(request, 200, [
          'Session: s1;timeout=8',
          'Transport: RTP/AVP/TCP;interleaved=0-1',
        ]),
      GET_PARAMETER: (request, visitor) => visitor.answer(request, 200),
    })
    await watch.until(() => watch.told.units.length === 2)
    watch.pass(5)
    const alive = await asked(camera, 'GET_PARAMETER')
    assert.equal(alive.headers.get('session'), 's1')
    camera.visitors[0]!.show(pictures(1, 3))
    await watch.until(() => watch.told.units.length === 3)
    watch.pass(5)
    await asked(camera, 'GET_PARAMETER', 2)
  })

  test('refused: OPTIONS instead; refused again: the pictures go on', async t => {
    const { camera, watch } = await visit(t, {
      OPTIONS: (request, visitor) =>
        visitor.answer(request, camera.requests.length > 4 ? 405 : 200, ['Public: GET_PARAMETER']),
      SETUP: (request, visitor) => visitor.answer(request, 200, ['Session: s1;timeout=10']),
      GET_PARAMETER: (request, visitor) => visitor.answer(request, 501),
    })
    await watch.until(() => watch.told.units.length === 2)
    for (let round = 0; round < 4; round++) {
      watch.pass(5)
      await asked(camera, 'OPTIONS', 2 + round)
      camera.visitors[0]!.show(pictures(1, 3 + round))
      await watch.until(() => watch.told.units.length === 3 + round)
    }
    assert.equal(methods(camera).filter(method => method === 'GET_PARAMETER').length, 1)
    assert.deepEqual(watch.told.ended, [])
  })

  test('a session that the camera forgot is over', async t => {
    const { watch } = await visit(t, {
      OPTIONS: (request, visitor) =>
        visitor.answer(request, request.headers.has('session') ? 454 : 200),
      SETUP: (request, visitor) => visitor.answer(request, 200, ['Session: s1;timeout=4']),
    })
    await watch.until(() => watch.told.units.length === 2)
    watch.pass(3)
    assert.deepEqual(await watch.end(), {
      kind: 'closed',
      detail: 'the camera ended the session (454)',
    })
  })
})

/** Answers 401 to everything that is not proved right; counts nonces, ages the first after `ages` uses. */
function guarded(
  offers: (nonce: string) => string[],
  { password = secret, ages = Number.POSITIVE_INFINITY } = {},
) {
  let issued = 0
  let uses = 0
  const proves = ({ headers, method, url }: Request): boolean => {
    const proof = headers.get('authorization') ?? ''
    if (proof.startsWith('Basic ')) {
      return Buffer.from(proof.slice(6), 'base64').toString() === `officer:${password}`
    }
    const field = (name: string) => new RegExp(`\\b${name}="?([^",]*)"?`).exec(proof)?.[1] ?? ''
    const hash = (text: string) =>
      createHash(field('algorithm') === 'SHA-256' ? 'sha256' : 'md5')
        .update(text)
        .digest('hex')
    const middle = field('qop') ? `${field('nc')}:${field('cnonce')}:auth:` : ''
    const one = hash(`officer:cam:${password}`)
    const two = hash(`${method}:${url}`)
    const right = hash(`${one}:${field('nonce')}:${middle}${two}`)
    return field('nonce') === `n${issued}` && field('response') === right
  }
  const guard =
    (act?: Script[string]): Script[string] =>
    (request, visitor) => {
      const right = proves(request)
      if (right && ++uses <= ages) return act ? act(request, visitor) : undefined
      const stale = right ? ', stale=true' : ''
      uses = 0
      issued++
      visitor.answer(
        request,
        401,
        offers(`n${issued}`).map(offer => `WWW-Authenticate: ${offer}${stale}`),
      )
    }
  return { guard }
}
const basic = () => ['Basic realm="cam"']
const legacy = (nonce: string) => [`Digest realm="cam", nonce="${nonce}"`]
const md5 = (nonce: string) => [`Digest realm="cam", nonce="${nonce}", qop="auth"`]
const sha256 = (nonce: string) => [
  `Digest realm="cam", nonce="${nonce}", qop="auth", algorithm=SHA-256`,
]

describe('passwords', () => {
  const describing: Script[string] = (request, visitor) =>
    visitor.answer(request, 200, [], description)

  for (const [name, offers, auth] of [
    ['Digest of the old kind', legacy, 'md5'],
    ['Digest MD5', md5, 'md5'],
    ['Digest SHA-256', sha256, 'sha256'],
    ['the strongest of all', (n: string) => [...basic(), ...md5(n), ...sha256(n)], 'sha256'],
  ] as const) {
    test(name, async t => {
      const { guard } = guarded(offers)
      const { camera, watch } = await visit(t, { DESCRIBE: guard(describing) })
      await watch.until(() => watch.told.units.length === 2)
      assert.equal(watch.told.connected[0]?.auth, auth)
      assert.doesNotMatch(JSON.stringify(camera.requests.map(r => [...r.headers])), /Basic/)
    })
  }

  test('a nonce that ages is renewed', async t => {
    const { guard } = guarded(md5, { ages: 1 })
    const { watch } = await visit(t, {
      DESCRIBE: guard(describing),
      SETUP: guard((request, visitor) => visitor.answer(request, 200, ['Session: s1'])),
      PLAY: guard((request, visitor) => {
        visitor.answer(request, 200)
        visitor.show(pictures(2))
      }),
    })
    await watch.until(() => watch.told.units.length === 2)
  })

  test('a wrong one is tried once', async t => {
    const { guard } = guarded(md5, { password: 'another' })
    const { camera, watch } = await visit(t, { DESCRIBE: guard(describing) })
    assert.deepEqual(await watch.end(), {
      kind: 'auth',
      detail: 'user name or password is wrong',
    })
    assert.equal(methods(camera).filter(method => method === 'DESCRIBE').length, 2)
  })

  test('a camera that calls every nonce stale does not keep us', async t => {
    const { camera, watch } = await visit(t, {
      DESCRIBE: (request, visitor) =>
        visitor.answer(request, 401, [
          `WWW-Authenticate: Digest realm="cam", nonce="${Math.random()}", stale=true`,
        ]),
    })
    assert.equal((await watch.end()).kind, 'auth')
    assert.ok(methods(camera).length < 8)
  })

  test('none known', async t => {
    const { guard } = guarded(md5)
    const { watch } = await visit(t, { DESCRIBE: guard() }, { credentials: () => null })
    assert.equal((await watch.end()).kind, 'auth')
  })

  test('Basic only where it is allowed', async t => {
    const refused = await visit(t, { DESCRIBE: guarded(basic).guard(describing) })
    assert.match((await refused.watch.end()).detail, /only Basic/)
    assert.ok(refused.camera.requests.every(({ headers }) => !headers.has('authorization')))

    const script = { DESCRIBE: guarded(basic).guard(describing) }
    const { watch } = await visit(t, script, { allowBasic: true })
    await watch.until(() => watch.told.units.length === 2)
    assert.equal(watch.told.connected[0]?.auth, 'basic')
  })

  test('less than the camera once asked for is refused, the password unsaid', async t => {
    const { camera, watch } = await visit(
      t,
      { DESCRIBE: guarded(md5).guard(describing) },
      { atLeast: 'sha256', allowBasic: true },
    )
    assert.match((await watch.end()).detail, /weaker/)
    assert.ok(camera.requests.every(({ headers }) => !headers.has('authorization')))
  })
})

describe('what a camera may answer instead', () => {
  const answering =
    (status: number, fields: string[] = []): Script[string] =>
    (request, visitor) =>
      visitor.answer(request, status, fields)

  for (const [name, script, kind, detail] of [
    ['404', { DESCRIBE: answering(404) }, 'notFound', /404/],
    ['403', { DESCRIBE: answering(403) }, 'auth', /403/],
    ['503', { DESCRIBE: answering(503) }, 'refused', /DESCRIBE.*503/],
    ['461', { SETUP: answering(461) }, 'refused', /TCP/],
    ['454 to PLAY', { PLAY: answering(454) }, 'refused', /PLAY.*454/],
    [
      'an error to OPTIONS alone',
      { OPTIONS: answering(400), DESCRIBE: answering(404) },
      'notFound',
      /404/,
    ],
    [
      'UDP only',
      { SETUP: answering(200, ['Transport: RTP/AVP;client_port=1-2']) },
      'unsupported',
      /TCP/,
    ],
    [
      'a session that breaks the line',
      { SETUP: answering(200, ['Session: \u0001']) },
      'malformed',
      /session/,
    ],
    [
      'another host',
      { DESCRIBE: answering(302, ['Location: rtsp://127.0.0.2/stream']) },
      'refused',
      /another host/,
    ],
    [
      'itself for ever',
      {
        DESCRIBE: (request, visitor) => visitor.answer(request, 302, [`Location: ${request.url}`]),
      },
      'refused',
      /circle/,
    ],
    ['nothing that describes', { DESCRIBE: answering(200) }, 'noVideo', /no video/],
    [
      'sound only',
      {
        DESCRIBE: (request, visitor) =>
          visitor.answer(request, 200, [], description.replace('m=video', 'm=audio')),
      },
      'noVideo',
      /no video/,
    ],
    [
      'MJPEG',
      {
        DESCRIBE: (request, visitor) =>
          visitor.answer(request, 200, [], 'v=0\r\nm=video 0 RTP/AVP 26\r\n'),
      },
      'unsupported',
      /MJPEG/,
    ],
    [
      'AV1',
      {
        DESCRIBE: (request, visitor) =>
          visitor.answer(request, 200, [], description.replace('H264', 'AV1')),
      },
      'unsupported',
      /AV1/,
    ],
    [
      'a Content-Length of a gigabyte',
      {
        DESCRIBE: answering(200, ['Content-Length: 1073741824']),
      },
      'malformed',
      /body/,
    ],
    [
      'a Content-Length too small',
      {
        DESCRIBE: (request, visitor) =>
          visitor.write(
            `RTSP/1.0 200 OK\r\nCSeq: ${request.headers.get('cseq')}\r\nContent-Length: 20\r\n\r\n${description}`,
          ),
      },
      'malformed|noVideo',
      /./,
    ],
    [
      'headers without end',
      {
        OPTIONS: (_, visitor) => visitor.write(`RTSP/1.0 200 OK\r\n${'X: y\r\n'.repeat(10_000)}`),
      },
      'malformed',
      /headers/,
    ],
    [
      'HTTP',
      {
        OPTIONS: (_, visitor) => visitor.write('HTTP/1.1 400 Bad Request\r\n\r\n'),
      },
      'notRtsp',
      /HTTP/,
    ],
    [
      'garbage',
      {
        OPTIONS: (_, visitor) => visitor.write(createHash('sha512').update('x').digest()),
      },
      'notRtsp',
      /not RTSP/,
    ],
    [
      'garbage among the pictures',
      {
        PLAY: (request, visitor) => {
          visitor.answer(request, 200)
          visitor.write(Buffer.alloc(5000, 0xff))
        },
      },
      'malformed',
      /no RTSP/,
    ],
    [
      'the end of the connection',
      {
        DESCRIBE: (_, visitor) => visitor.socket.end(),
      },
      'closed',
      /camera closed/,
    ],
    [
      'a reset',
      {
        DESCRIBE: (_, visitor) => visitor.socket.resetAndDestroy(),
      },
      'closed',
      /broke/,
    ],
  ] as readonly (readonly [string, Script, string, RegExp])[]) {
    test(name, async t => {
      const { watch } = await visit(t, script)
      const end = await watch.end()
      assert.match(end.kind, new RegExp(`^(${kind})$`))
      assert.match(end.detail, detail)
    })
  }

  test('a redirect to another port of the same host is followed, a password proved there anew', async t => {
    const { guard } = guarded(sha256)
    const there = await hostileCamera({
      DESCRIBE: guard((request, visitor) => visitor.answer(request, 200, [], description)),
    })
    t.after(() => there.close())
    const { watch } = await visit(t, {
      DESCRIBE: answering(302, [`Location: rtsp://127.0.0.1:${there.port}/moved`]),
    })
    await watch.until(() => watch.told.units.length === 2)
    assert.match(there.requests[0]!.url, /\/moved$/)
    assert.equal(watch.told.connected[0]?.auth, 'sha256')
  })

  test('nobody listens', async () => {
    const camera = await hostileCamera()
    await camera.close()
    const watch = watchCamera(`rtsp://127.0.0.1:${camera.port}/stream`)
    assert.equal((await watch.end()).kind, 'refused')
  })

  test('no such name', async () => {
    const watch = watchCamera('rtsp://camera.invalid/stream')
    assert.equal((await watch.end()).kind, 'network')
  })
})

describe('silence is noticed within 10 s', () => {
  test('a half-open connection: accepted, never answered', async t => {
    const { camera, watch } = await visit(t, { OPTIONS: () => {} })
    await asked(camera, 'OPTIONS')
    watch.pass(10)
    assert.deepEqual(await watch.end(), { kind: 'silence', detail: 'no answer to OPTIONS' })
  })

  test('a connection that nobody accepts', async t => {
    const { watch } = await visit(t, {})
    watch.pass(10)
    assert.deepEqual(await watch.end(), {
      kind: 'network',
      detail: 'the connection is not answered',
    })
  })

  test('an answer that stops in the middle, or promises more than it brings', async t => {
    const half = 'RTSP/1.0 200 OK\r\nCSeq: 2\r\nContent-Length: 60000\r\n\r\nv=0\r\n'
    const { camera, watch } = await visit(t, { DESCRIBE: (_, visitor) => visitor.write(half) })
    await asked(camera, 'DESCRIBE')
    watch.pass(10)
    assert.deepEqual(await watch.end(), { kind: 'silence', detail: 'no answer to DESCRIBE' })
  })

  test('after PLAY, even while keep-alives are answered', async t => {
    const { watch } = await visit(t, {
      SETUP: (request, visitor) => visitor.answer(request, 200, ['Session: s1;timeout=2']),
    })
    await watch.until(() => watch.told.units.length === 2)
    watch.pass(7)
    assert.deepEqual(watch.told.ended, [])
    watch.pass(3)
    assert.deepEqual(await watch.end(), { kind: 'silence', detail: 'no picture' })
  })

  test('sound and empty packets are no pictures', async t => {
    const { camera, watch } = await visit(t, {})
    await watch.until(() => watch.told.units.length === 2)
    const visitor = camera.visitors[0]!
    for (let i = 0; i < 100; i++) visitor.write(interleaved(4, Buffer.alloc(300)))
    visitor.write(interleaved(0, new Uint8Array(0)))
    visitor.write(interleaved(0, Buffer.alloc(12, 0x80)))
    watch.pass(10)
    assert.equal((await watch.end()).kind, 'silence')
  })

  test('pictures of which none is whole', async t => {
    const { watch } = await visit(t, {
      PLAY: (request, visitor) => {
        visitor.answer(request, 200)
        const cut = { codec: 'h264', mtu: 8, aggregate: false, marker: true } as const
        const long = { stamp: 1, nals: [new Uint8Array(30).fill(0x65)] }
        const [, ...headless] = packetise([long], cut)
        for (const packet of headless) visitor.write(interleaved(0, packet))
      },
    })
    await watch.until(() => watch.told.lostUnits > 0)
    watch.pass(10)
    assert.deepEqual(await watch.end(), { kind: 'malformed', detail: 'no picture comes whole' })
  })

  test('but time in which this process stood still is not the camera’s', async t => {
    const { camera, watch } = await visit(t, {})
    await watch.until(() => watch.told.units.length === 2)
    watch.pass(2)
    watch.standStill(60)
    watch.pass(2)
    assert.deepEqual(watch.told.ended, [])
    camera.visitors[0]!.show(pictures(1, 3))
    await watch.until(() => watch.told.units.length === 3)
  })
})

describe('a camera that takes more than its share', () => {
  const flood = async (t: TestContext, pour: (visitor: Visitor) => void, limits = {}) => {
    const { watch } = await visit(
      t,
      {
        PLAY: (request, visitor) => {
          visitor.answer(request, 200)
          visitor.show(pictures(1))
          pour(visitor)
        },
      },
      { limits },
    )
    return watch.end()
  }
  const fragment = (first: boolean, sequence: number) =>
    packetise(
      [
        {
          stamp: 9,
          nals: [Uint8Array.from([28, first ? 0x85 : 0x05, ...new Array(60_000).fill(1)])],
        },
      ],
      {
        codec: 'h264',
        mtu: 65_000,
        aggregate: false,
        marker: false,
        firstSequence: sequence,
      },
    )[0]!

  test('a fragmented NAL unit without end', async t => {
    const end = await flood(t, visitor => {
      for (let i = 0; i < 200; i++) visitor.write(interleaved(0, fragment(i === 0, i + 1)))
    })
    assert.equal(end.kind, 'overShare')
    assert.match(end.detail, /picture/)
  })

  test('an access unit without end', async t => {
    const end = await flood(
      t,
      visitor => {
        const nals = Array.from({ length: 2000 }, () => new Uint8Array(600).fill(0x41))
        visitor.show([{ stamp: 9, nals }])
      },
      { unitBytes: 500_000 },
    )
    assert.equal(end.kind, 'overShare')
  })

  test('bytes without end', async t => {
    const end = await flood(
      t,
      visitor => {
        for (let i = 0; i < 100; i++) visitor.write(interleaved(9, Buffer.alloc(60_000)))
      },
      { bytesPerSecond: 500_000 },
    )
    assert.equal(end.kind, 'overShare')
    assert.equal(end.detail, 'more than a camera may send')
  })

  test('requests without end, whose answers it does not read', async t => {
    const end = await flood(
      t,
      visitor => {
        visitor.socket.pause()
        const many = 'OPTIONS rtsp://x RTSP/1.0\r\nCSeq: 1\r\n\r\n'.repeat(2000)
        for (let i = 0; i < 200; i++) visitor.write(many)
      },
      { burstSeconds: 1000 },
    )
    assert.equal(end.kind, 'overShare')
    assert.match(end.detail, /does not read/)
  })

  // Each is a few hundred kilobytes in all: their bytes alone are no camera's whole share.
  const cheap: Record<string, (visitor: Visitor) => void> = {
    'requests without end': visitor => {
      visitor.write('OPTIONS rtsp://x RTSP/1.0\r\nCSeq: 1\r\n\r\n'.repeat(500))
    },
    'empty frames': visitor => visitor.write(Buffer.from('$\x09\0\0'.repeat(20_000), 'latin1')),
    'tiny pictures': visitor => visitor.show(pictures(1000, 2)),
    'parameter sets that change with each picture': visitor => {
      const [pps] = h264.pps
      const others = Array.from({ length: 30 }, (_, n) =>
        Uint8Array.of(0x68, 2 + n, ...Array(4000).fill(1)),
      )
      visitor.show([{ stamp: 1, nals: [...others, ...pictures(1)[0]!.nals] }])
      for (let n = 2; n < 40; n++) {
        const changed = Uint8Array.from([...pps!, n])
        visitor.show([{ stamp: 3000 * n, nals: [changed, ...pictures(1, n)[0]!.nals] }])
      }
    },
  }
  for (const [what, pour] of Object.entries(cheap)) {
    test(`${what}: cheap to send, dear to take`, async t => {
      const end = await flood(t, pour, { bytesPerSecond: 500_000 })
      assert.deepEqual([end.kind, end.detail], ['overShare', 'more than a camera may send'])
    })
  }

  test('costs no other camera a picture', async t => {
    const good = await visit(t, {})
    await good.watch.until(() => good.watch.told.units.length === 2)
    await flood(t, visitor => {
      for (let i = 0; i < 200; i++) visitor.write(interleaved(0, fragment(i === 0, i + 1)))
    })
    good.camera.visitors[0]!.show(pictures(50, 3))
    await good.watch.until(() => good.watch.told.units.length === 52)
    assert.equal(good.watch.told.lostPackets, 0)
  })
})

describe('what is asked of us', () => {
  test('is declined', async t => {
    const { camera, watch } = await visit(t, {})
    await watch.until(() => watch.told.units.length === 2)
    camera.visitors[0]!.write('SET_PARAMETER rtsp://x/ RTSP/1.0\r\nCSeq: 77\r\n\r\n')
    const declined = await asked(camera, 'RTSP/1.0')
    assert.deepEqual([declined.url, declined.headers.get('cseq')], ['501', '77'])
  })
})
