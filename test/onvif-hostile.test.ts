/** What a device says, spoiled piece by piece: always a value of the right shape or a problem with a name. */
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { describe, type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { onvifRoom } from '#commands/camera/onvif-room.ts'
import { type DeviceReport, onHostOnly, readRoomLine } from '#onvif/device-report.ts'
import { OnvifProblem } from '#onvif/problem.ts'
import { deviceService } from '#onvif/service-address.ts'
import { Conversation } from '../src/room/onvif/conversation.ts'
import { describe as describeDevice } from '../src/room/onvif/describe.ts'
import { matchesIn } from '../src/room/onvif/discovery.ts'
import { type DeviceScript, envelope, matches, onvifDevice, say } from './onvif-device.ts'
import { atEnd } from './site.ts'

const times = Number(process.env.TACHIAI_FUZZ ?? 1)

async function started(t: TestContext, script: DeviceScript = {}) {
  const device = await onvifDevice(script)
  atEnd(t, () => device.close())
  return device
}

type Spoiling = readonly (readonly [place: number, length: number, put: string])[]
const pieces = [
  '',
  '<',
  '>',
  '&',
  '&#x202e;',
  '&lol;',
  '<!DOCTYPE a [',
  ']]>',
  '<![CDATA[',
  '<!--',
  '"',
  '</tt:Uri>',
  '<s:Fault/>',
  'xmlns:tt="urn:x"',
  'rtsp://192.0.2.66/',
  '-1',
  '1e999',
  '99999999999999999999',
  '\0',
  '\u202e',
  '<a>'.repeat(100),
  'x'.repeat(3000),
]
const spoiling: fc.Arbitrary<Spoiling> = fc.array(
  fc.tuple(fc.nat(5000), fc.nat(40), fc.constantFrom(...pieces)),
  { minLength: 1, maxLength: 5 },
)

function spoiled(text: string, how: Spoiling): string {
  let now = text
  for (const [at, length, put] of how) {
    const place = at % (now.length + 1)
    now = now.slice(0, place) + put + now.slice(place + length)
  }
  return now
}

function assertOwn(report: DeviceReport): void {
  assert.deepEqual(readRoomLine(JSON.stringify({ device: report })), { device: report })
  assert.equal(new URL(report.media.url).hostname, '127.0.0.1')
  for (const { stream } of report.profiles) {
    if ('url' in stream) assert.equal(new URL(stream.url).hostname, '127.0.0.1')
  }
}

describe('answers that were spoiled', () => {
  test('a device is described, or the problem has a name', async t => {
    let how: Spoiling = []
    let turn = 0
    let target = 0
    const device = await started(t, {
      spoil: body => (turn++ === target ? spoiled(body, how) : body),
    })
    const at = { host: '127.0.0.1', port: device.port, path: deviceService }
    const outcomes = { described: 0, problems: 0 }
    await fc.assert(
      fc.asyncProperty(spoiling, fc.nat(10), async (now, which) => {
        ;[how, turn, target] = [now, 0, which]
        try {
          assertOwn(await describeDevice(new Conversation('127.0.0.1', null), at, 0))
          outcomes.described++
        } catch (error) {
          if (!(error instanceof OnvifProblem)) throw error
          outcomes.problems++
        }
      }),
      { numRuns: 150 * times },
    )
    assert.ok(outcomes.described > 0 && outcomes.problems > 0, JSON.stringify(outcomes))
  })

  test('an answer to a probe tells devices, or none', () => {
    const id = 'urn:uuid:1'
    const asked = new Set([id])
    const honest = matches(id, {}, 8080)
    assert.equal(matchesIn(honest, '127.0.0.1', asked).length, 1)
    fc.assert(
      fc.property(spoiling, how => {
        for (const found of matchesIn(spoiled(honest, how), '127.0.0.1', asked)) {
          assert.deepEqual(readRoomLine(JSON.stringify({ found })), { found })
          assert.match(found.address, /^onvif:\/\/127\.0\.0\.1(:\d+)?[\w/.-]*$/)
        }
      }),
      { numRuns: 1000 * times },
    )
  })

  test('a room that was taken over leads to no other host and into no shell', async t => {
    const { port } = await started(t)
    const at = { host: '127.0.0.1', port, path: deviceService }
    const report = await describeDevice(new Conversation('127.0.0.1', null), at, 0)
    assert.equal(onHostOnly(report, '127.0.0.1'), report)
    const foreign = 'rtsp://192.0.2.66/live'
    const [first, ...others] = report.profiles
    const profiles = [{ ...first!, stream: { url: foreign } }, ...others]
    for (const lie of [
      { ...report, profiles },
      { ...report, media: { ...report.media, url: foreign } },
    ]) {
      assert.throws(() => onHostOnly(lie, '127.0.0.1'), OnvifProblem)
    }
    const found = {
      address: 'onvif://127.0.0.1',
      host: '127.0.0.1',
      name: '',
      model: '',
      place: '',
    }
    assert.deepEqual(readRoomLine(JSON.stringify({ found })), { found })
    for (const address of ['onvif://a;reboot', 'onvif://$(x)', 'onvif://a b', 'rtsp://a', '`x`']) {
      const line = JSON.stringify({ found: { ...found, address } })
      assert.throws(() => readRoomLine(line), OnvifProblem, address)
    }
  })

  test('words of a room that was taken over are read or turned away', async t => {
    const { port } = await started(t)
    const at = { host: '127.0.0.1', port, path: deviceService }
    const device = await describeDevice(new Conversation('127.0.0.1', null), at, 0)
    const honest = JSON.stringify({ device })
    fc.assert(
      fc.property(
        fc.oneof(
          spoiling.map(how => spoiled(honest, how)),
          fc.json(),
        ),
        line => {
          try {
            assert.doesNotMatch(JSON.stringify(readRoomLine(line)), /[\p{C}\p{Zl}\p{Zp}]/u)
          } catch (error) {
            assert.ok(error instanceof OnvifProblem, `${error}`)
            assert.equal(error.kind, 'room')
          }
        },
      ),
      { numRuns: 1000 * times },
    )
  })
})

describe('the room that talks to a device', { concurrency: true }, () => {
  const asked = (port: number) => ({
    describe: { host: '127.0.0.1', port, path: deviceService },
    user: 'officer',
    password: 'hunter2-hunter2',
  })
  const problemOf = async (promise: Promise<void>) => {
    const error = await promise.then(
      () => null,
      error => error,
    )
    assert.ok(error instanceof OnvifProblem, `${error?.stack ?? error}`)
    return error.kind
  }

  test('has no password in its arguments or its environment', async t => {
    let seen = ''
    const device = await started(t, {
      answers: {
        GetSystemDateAndTime: async response => {
          for (const pid of await processes()) {
            const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
            if (!words.includes('room/main.ts')) continue
            seen += words + (await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => ''))
          }
          say(envelope(''))(response, { operation: '', body: '', headers: {} })
        },
      },
    })
    assert.equal(await problemOf(onvifRoom(asked(device.port), () => {})), 'notOnvif')
    assert.match(seen, /onvif/)
    assert.doesNotMatch(seen, /hunter2/)
  })

  test('is ended where a device drips each answer', async t => {
    const device = await started(t, {
      answers: {
        '*': response => {
          response.writeHead(200)
          const drip = setInterval(() => response.write(' '), 20)
          response.on('close', () => clearInterval(drip))
        },
      },
    })
    assert.equal(await problemOf(onvifRoom(asked(device.port), () => {}, 2)), 'silence')
  })

  for (const [name, body] of [
    ['the most elements that are read', `<a>${'<b c="d"/>'.repeat(39_000)}</a>`],
    [
      'the most profiles',
      `<tr2:GetProfilesResponse>${'<tr2:Profiles token="x"/>'.repeat(39_000)}</tr2:GetProfilesResponse>`,
    ],
    ['the longest text', `<a>${'&amp;'.repeat(400_000)}</a>`],
    ['nested as deep as is read', `${'<a>'.repeat(40)}${'</a>'.repeat(40)}`],
  ] as const) {
    test(`bears ${name} within its limits`, async t => {
      const device = await started(t, { answers: { '*': say(envelope(body)) } })
      assert.equal(await problemOf(onvifRoom(asked(device.port), () => {})), 'notOnvif')
    })
  }
})

async function processes(): Promise<readonly string[]> {
  return (await readdir('/proc')).filter(name => /^\d+$/.test(name))
}
