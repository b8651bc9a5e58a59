import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { describe, type TestContext, test } from 'node:test'
import type { DeviceFound } from '#onvif/device-report.ts'
import { OnvifProblem } from '#onvif/problem.ts'
import { deviceService } from '#onvif/service-address.ts'
import { Conversation } from '../src/room/onvif/conversation.ts'
import { describe as describeDevice } from '../src/room/onvif/describe.ts'
import { discover } from '../src/room/onvif/discovery.ts'
import {
  type DeviceScript,
  envelope,
  fault,
  matches,
  onvifDevice,
  profilesOfACamera,
  say,
} from './onvif-device.ts'
import { atEnd } from './site.ts'

const quick = { wholeMs: 4000, bodyBytes: 2 << 20 }
const hour = 3_600_000_000

async function started(t: TestContext, script: DeviceScript = {}) {
  const device = await onvifDevice(script)
  atEnd(t, () => device.close())
  return device
}

async function described(port: number, user = '', password = '', pauseMs = 1) {
  const credentials = user ? { user: Buffer.from(user), password: Buffer.from(password) } : null
  const conversation = new Conversation('127.0.0.1', credentials, quick)
  return describeDevice(conversation, { host: '127.0.0.1', port, path: deviceService }, pauseMs)
}

async function problemOf(promise: Promise<unknown>): Promise<OnvifProblem> {
  const error = await promise.then(
    () => null,
    error => error,
  )
  assert.ok(error instanceof OnvifProblem, `${error?.stack ?? error}`)
  return error
}

describe('an honest device', { concurrency: true }, () => {
  for (const [name, media] of [
    ['profiles S and T', [1, 2]],
    ['profile S alone', [1]],
    ['profile T alone', [2]],
  ] as const) {
    test(`${name}: profiles with what they send, largest first`, async t => {
      const { port } = await started(t, { media })
      const report = await described(port)
      assert.deepEqual(
        report.profiles.map(({ token, encoding, width, stream }) => [
          token,
          encoding,
          width,
          stream,
        ]),
        [
          ['jpeg', 'JPEG', 2560, { url: 'rtsp://127.0.0.1:554/jpeg' }],
          ['main', 'H264', 1920, { url: 'rtsp://127.0.0.1:554/main' }],
          ['sub', 'H264', 640, { url: 'rtsp://127.0.0.1:554/sub' }],
        ],
      )
      const main = report.profiles[1]!
      assert.equal(main.framesPerSecond, 15)
      assert.equal(main.bitsPerSecond, 4_096_000)
      assert.equal(main.groupFrames, 30)
      assert.equal(report.maker, 'みどり電機')
      assert.equal(report.media.version, Math.max(...media))
      assert.equal(new URL(report.media.url).port, `${port}`)
    })
  }

  for (const aheadUs of [0, -9 * hour, 3 * hour + 250_000]) {
    test(`a clock ahead by ${aheadUs / 1e6} s is measured within what is said of it`, async t => {
      const { port } = await started(t, { clockAheadUs: aheadUs })
      const { clock } = await described(port, '', '', 225)
      assert.ok(clock)
      assert.ok(Math.abs(clock.aheadUs - aheadUs) <= clock.uncertainUs + 1000, `${clock.aheadUs}`)
    })
  }

  test('one too old for GetServices is asked for its capabilities', async t => {
    const host = '127.0.0.1'
    const device = await started(t, {
      answers: {
        GetServices: say(fault('ter:ActionNotSupported', 'no'), 400),
        GetCapabilities: say(
          envelope(
            `<tds:GetCapabilitiesResponse><tds:Capabilities><tt:Media><tt:XAddr>http://${host}/onvif/media</tt:XAddr></tt:Media></tds:Capabilities></tds:GetCapabilitiesResponse>`,
          ),
        ),
      },
    })
    // Its address names no port: 80, where nobody listens here.
    assert.equal((await problemOf(described(device.port))).kind, 'unreachable')
    assert.equal(device.told.at(-1)?.operation, 'GetCapabilities')
  })
})

describe('passwords', () => {
  const user = '管理 <admin>&'
  const password = 'hunter2 & <日本>'
  for (const auth of ['token', 'digest'] as const) {
    for (const clockAheadUs of [0, -30 * hour]) {
      test(`${auth}, the device's clock ${clockAheadUs / hour} h off: proved and never said`, async t => {
        const name = auth === 'token' ? 'admin' : user
        const device = await started(t, { auth, user: name, password, clockAheadUs })
        const report = await described(device.port, name, password)
        assert.equal(report.profiles.length, 3)
        const said = JSON.stringify(device.told)
        assert.ok(!said.includes('hunter2'))
        assert.ok(!said.includes(Buffer.from(`${name}:${password}`).toString('base64')))
      })
    }
    test(`${auth}: a wrong password is tried once`, async t => {
      const device = await started(t, { auth, user: 'a', password })
      const problem = await problemOf(described(device.port, 'a', 'wrong'))
      assert.equal(problem.kind, 'auth')
      const proofs = device.told.filter(
        ({ body, headers }) => headers.authorization || body.includes('UsernameToken'),
      )
      assert.equal(proofs.length, 1)
    })
    test(`${auth}: none is known`, async t => {
      const device = await started(t, { auth, user: 'a', password })
      assert.equal((await problemOf(described(device.port))).kind, 'auth')
    })
  }
  test('Basic is never used', async t => {
    const device = await started(t, { auth: 'basic', user: 'a', password })
    assert.equal((await problemOf(described(device.port, 'a', password))).kind, 'auth')
    assert.ok(device.told.every(({ headers }) => !headers.authorization?.startsWith('Basic')))
  })
  test('a user that XML cannot carry is a problem, not a crash', async t => {
    const device = await started(t, { auth: 'token', user: 'a', password })
    assert.equal((await problemOf(described(device.port, 'a\x01', password))).kind, 'auth')
  })
})

describe('a device that names other hosts', () => {
  test('its services are asked on its own', async t => {
    const { port } = await started(t, {
      tells: '192.0.2.66:81',
      streamUrl: token => `rtsp://127.0.0.1/${token}`,
    })
    const report = await described(port)
    assert.equal(report.media.url, `http://127.0.0.1:${port}/onvif/media2`)
  })
  for (const url of [
    'rtsp://192.0.2.66/live',
    'rtsp://127.0.0.1@192.0.2.66/live',
    'rtsp://localhost.evil.example/live',
    'rtsp://127.0.0.1.evil.example/live',
  ]) {
    test(`${url}: refused`, async t => {
      const { port } = await started(t, { streamUrl: () => url })
      const report = await described(port)
      for (const { stream } of report.profiles) {
        assert.ok('problem' in stream)
        assert.equal(stream.problem, 'foreignHost')
      }
    })
  }
  test('a password in the stream address is left out', async t => {
    const { port } = await started(t, {
      streamUrl: () => 'rtsp://admin:hunter2@127.0.0.1:5540/a?b=1',
    })
    const report = await described(port)
    assert.deepEqual(report.profiles[0]!.stream, { url: 'rtsp://127.0.0.1:5540/a?b=1' })
    assert.doesNotMatch(JSON.stringify(report), /hunter2/)
  })
  test('a name that leads to its address is its own host', async t => {
    const { port } = await started(t)
    const conversation = new Conversation('localhost', null, quick)
    const at = { host: 'localhost', port, path: deviceService }
    const report = await describeDevice(conversation, at, 1)
    assert.deepEqual(report.profiles[0]!.stream, { url: 'rtsp://localhost:554/jpeg' })
  })
  for (const url of [
    'http://127.0.0.1/x',
    'file:///etc/passwd',
    'rtsp:',
    '',
    'rtsp://127.0.0.1/\u202e',
  ]) {
    test(`a stream address that is none: ${JSON.stringify(url)}`, async t => {
      const { port } = await started(t, { streamUrl: () => url })
      const { stream } = (await described(port)).profiles[0]!
      if ('url' in stream) assert.match(stream.url, /^rtsp:\/\/127\.0\.0\.1[\x21-\x7e]*$/)
      else assert.match(stream.problem, /^(notOnvif|badXml)$/)
    })
  }
})

const laughs = Array.from(
  { length: 12 },
  (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`,
).join('')
const inBody = (inner: string) => envelope(inner)

const hostile: readonly {
  readonly name: string
  readonly kinds: readonly string[]
  readonly script: DeviceScript
}[] = [
  {
    name: 'billion laughs',
    kinds: ['badXml'],
    script: {
      answers: { '*': say(`<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]>${inBody('&l12;')}`) },
    },
  },
  {
    name: 'external entity',
    kinds: ['badXml'],
    script: {
      answers: {
        '*': say(`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${inBody('&e;')}`),
      },
    },
  },
  {
    name: '100 MB announced',
    kinds: ['overLimit'],
    script: { answers: { '*': say(Buffer.alloc(100 << 20, 0x20)) } },
  },
  {
    name: 'an answer without end',
    kinds: ['overLimit'],
    script: {
      answers: {
        '*': response => {
          response.writeHead(200)
          const more = () => {
            while (!response.destroyed && response.write(Buffer.alloc(1 << 20, 0x20)));
          }
          response.on('drain', more)
          more()
        },
      },
    },
  },
  {
    name: 'an answer that drips',
    kinds: ['silence'],
    script: {
      answers: {
        '*': response => {
          response.writeHead(200)
          const drip = setInterval(() => response.write(' '), 50)
          response.on('close', () => clearInterval(drip))
        },
      },
    },
  },
  { name: 'no answer', kinds: ['silence'], script: { answers: { '*': () => {} } } },
  {
    name: 'deep nesting',
    kinds: ['overLimit'],
    script: { answers: { '*': say(inBody('<a>'.repeat(200_000))) } },
  },
  { name: 'not XML', kinds: ['badXml'], script: { answers: { '*': say('{"camera": true}') } } },
  {
    name: 'a web page',
    kinds: ['badXml'],
    script: { answers: { '*': say('<!DOCTYPE html><html><p>404', 404) } },
  },
  { name: 'an empty answer', kinds: ['notHttp'], script: { answers: { '*': say('', 500) } } },
  {
    name: 'a redirect',
    kinds: ['redirected'],
    script: { answers: { '*': say('', 302, { Location: 'http://192.0.2.66/' }) } },
  },
  {
    name: 'a SOAP fault',
    kinds: ['fault'],
    script: {
      answers: { '*': say(fault('ter:Action', 'broken\x1b]0;x'.replace('\x1b', '&#x9;')), 500) },
    },
  },
  {
    name: 'foreign namespaces',
    kinds: ['notOnvif'],
    script: {
      answers: {
        '*': say('<Envelope xmlns="urn:x"><Body><GetSystemDateAndTimeResponse/></Body></Envelope>'),
      },
    },
  },
  {
    name: 'SOAP 1.1',
    kinds: ['notOnvif'],
    script: {
      answers: {
        '*': say(
          '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/></s:Envelope>',
        ),
      },
    },
  },
  {
    name: 'the answer to another question',
    kinds: ['notOnvif'],
    script: { answers: { '*': say(inBody('<tds:GetUsersResponse/>')) } },
  },
  {
    name: 'a time that is none',
    kinds: ['notOnvif'],
    script: {
      answers: {
        GetSystemDateAndTime: say(
          inBody(
            '<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:UTCDateTime><tt:Time><tt:Hour>25</tt:Hour><tt:Minute>0</tt:Minute><tt:Second>0</tt:Second></tt:Time><tt:Date><tt:Year>2026</tt:Year><tt:Month>2</tt:Month><tt:Day>30</tt:Day></tt:Date></tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>',
          ),
        ),
      },
    },
  },
  { name: 'no profiles', kinds: ['noProfiles'], script: { profiles: [] } },
  {
    name: 'profiles without usable tokens',
    kinds: ['noProfiles'],
    script: { profiles: [{ ...profilesOfACamera[0]!, token: 'x'.repeat(65) }] },
  },
  { name: 'no media service', kinds: ['noProfiles'], script: { media: [] } },
]

describe('hostile devices', { concurrency: 4 }, () => {
  for (const { name, kinds, script } of hostile) {
    test(`${name}: ${kinds}`, async t => {
      const device = await started(t, script)
      const { kind, detail } = await problemOf(described(device.port, 'admin', 'hunter2'))
      assert.ok(kinds.includes(kind), `${kind}: ${detail}`)
      assert.doesNotMatch(detail, /\p{C}/u)
      assert.doesNotMatch(JSON.stringify(device.told), /hunter2/)
    })
  }

  test('not HTTP at all', async t => {
    const server = createServer(
      socket => void socket.on('error', () => {}).end('RTSP/1.0 200 OK\r\n\r\n'),
    )
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
    atEnd(t, () => server.close())
    const { kind } = await problemOf(described((server.address() as AddressInfo).port))
    assert.equal(kind, 'notHttp')
  })

  test('nobody listens', async t => {
    const device = await started(t)
    await device.close()
    assert.equal((await problemOf(described(device.port))).kind, 'unreachable')
  })

  test('names with control characters and marks that turn the writing are plain', async t => {
    const name = 'cam\u202e\u2066\u0085x&#xa;y'
    const { port } = await started(t, {
      name,
      profiles: [{ ...profilesOfACamera[0]!, name }],
    })
    const report = await described(port)
    assert.equal(report.model, 'cam x y')
    assert.equal(report.profiles[0]!.name, 'cam x y')
  })
})

describe('discovery', { concurrency: true }, () => {
  /** Until `isEnough`; long before the minute is over. */
  async function found(
    t: TestContext,
    script: DeviceScript,
    isEnough = (told: readonly DeviceFound[]) => told.length > 0,
  ): Promise<readonly DeviceFound[]> {
    const device = await started(t, script)
    const all: DeviceFound[] = []
    const at = { host: '127.0.0.1', port: device.probePort }
    const enough = new AbortController()
    const hear = (one: DeviceFound) => {
      all.push(one)
      // What was sent at the same time is heard too.
      if (isEnough(all)) setTimeout(() => enough.abort(), 300)
    }
    await discover({ seconds: 60, at }, hear, enough.signal)
    return all.map(one => ({ ...one, address: one.address.replace(`:${device.port}`, ':PORT') }))
  }

  test('a device is told once, with its name, model and place', async t => {
    assert.deepEqual(await found(t, {}), [
      {
        address: 'onvif://127.0.0.1:PORT',
        host: '127.0.0.1',
        name: '正門',
        model: 'MD-200',
        place: '北口',
      },
    ])
  })
  test('by the address it answers from, whatever it says', async t => {
    const [one] = await found(t, { tells: 'evil.example:99' })
    assert.equal(one?.address, 'onvif://127.0.0.1')
  })
  test('an address that a shell would act upon is not printed', async t => {
    const [one] = await found(t, { tells: '127.0.0.1:80/$(reboot);x' })
    assert.equal(one?.address, 'onvif://127.0.0.1')
  })
  test('a name is one plain line', async t => {
    const [one] = await found(t, { name: '門\r\n\u001b[2J\u202eevil' })
    assert.equal(one?.name, '門 [2J evil')
  })
  test('what answers no question of ours, or is no answer, is passed over', async t => {
    const all = await found(t, {
      matches: id => [
        'x',
        Buffer.alloc(1400, 0xff),
        '<a>'.repeat(400),
        matches('urn:uuid:another', {}, 1),
        `<!DOCTYPE x [<!ENTITY e "1">]>${matches(id, {}, 1)}`,
        matches(id, {}, 1).replaceAll('/discovery"', '/other"'),
        matches(id, {}, 2),
      ],
    })
    assert.deepEqual(
      all.map(({ address }) => address),
      ['onvif://127.0.0.1:2'],
    )
  })
  test('one that floods is heard for a while and no longer', async t => {
    const flood = (id: string) => Array.from({ length: 60 }, (_, n) => matches(id, {}, 1000 + n))
    const all = await found(t, { matches: flood }, told => told.length === 32)
    assert.equal(all.length, 32)
  })
})
