import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { describe, type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { minuteOf, secondUs, startOfDayUs } from '#civil/minute.ts'
import { cameraLine } from '#commands/camera-lines.ts'
import { sha256 } from '#hash/sha256.ts'
import { askSyncPoint } from '#keeper/recording/sync-point.ts'
import type { CameraReport } from '#keeper/report.ts'
import { FakeMachine } from '#keeper/time/fake-machine.ts'
import { minuteKeyOf } from '#keyring/minutes.ts'
import { filesOf } from '#vault/catalogue.ts'
import { readMinute } from '#vault/read.ts'
import { scanSegment } from '#vault/scan.ts'
import { Chance } from './chance.ts'
import { foundSite, openWatched, type Watched } from './keeper-on-a-clock.ts'
import { type DeviceScript, fault, type OnvifDevice, onvifDevice, say } from './onvif-device.ts'
import { SimulatedCamera } from './simulated-cameras.ts'
import { atEnd, folderFor, until } from './site.ts'

const password = 'hunter2-hunter2'
const secret = { user: Buffer.from('officer'), password: Buffer.from(password) }
const midnightUs = startOfDayUs('2026-04-11')

async function started(t: TestContext, script: DeviceScript = {}): Promise<OnvifDevice> {
  const device = await onvifDevice(script)
  atEnd(t, () => device.close())
  return device
}

const onvifOf = (port: number, version: 1 | 2 = 2) => ({
  address: `http://127.0.0.1:${port}/onvif/media${version}`,
  version,
  profile: 'ma<&>in',
})

const asked = (port: number, { aheadUs = 0, known = true, version = 2 as 1 | 2 } = {}) =>
  askSyncPoint({
    onvif: onvifOf(port, version),
    credentials: () => (known ? secret : null),
    cameraUs: Date.now() * 1000 + aheadUs,
    signal: new AbortController().signal,
  })

describe('asking for a key frame', { concurrency: true }, () => {
  for (const auth of ['none', 'token', 'digest'] as const) {
    for (const version of [1, 2] as const) {
      test(`${auth}, media ${version}: asked, and the password not said`, async t => {
        const clockAheadUs = -5 * 3600 * secondUs
        const device = await started(t, { auth, user: 'officer', password, clockAheadUs })
        assert.equal(await asked(device.port, { aheadUs: clockAheadUs, version }), null)
        assert.deepEqual(device.synchronised, ['ma&#60;&#38;&#62;in'])
        assert.doesNotMatch(JSON.stringify(device.told), /hunter2/)
      })
    }
  }
  test('a wrong password is tried once', async t => {
    for (const auth of ['token', 'digest'] as const) {
      const device = await started(t, { auth, user: 'officer', password: 'another' })
      assert.match((await asked(device.port)) ?? '', /^HTTP 40[01]$/)
      assert.equal(device.told.length, 2)
    }
  })
  test('without a password none is made up', async t => {
    const device = await started(t, { auth: 'token', user: 'officer', password })
    assert.equal(await asked(device.port, { known: false }), 'HTTP 400')
    assert.equal(device.told.length, 1)
  })
  test('Basic is never said', async t => {
    const device = await started(t, { auth: 'basic', user: 'officer', password })
    assert.equal(await asked(device.port), 'HTTP 401')
    assert.ok(device.told.every(({ headers }) => headers.authorization === undefined))
  })
  test('a redirect leads nowhere', async t => {
    const elsewhere = await started(t)
    const location = `http://127.0.0.1:${elsewhere.port}/`
    const device = await started(t, { answers: { '*': say('', 307, { Location: location }) } })
    assert.equal(await asked(device.port), 'HTTP 307')
    assert.equal(elsewhere.told.length, 0)
  })
  test('of 100 MB no more than the head is read', async t => {
    const device = await started(t, { answers: { '*': say(Buffer.alloc(100 << 20)) } })
    assert.equal(await asked(device.port), null)
  })
  test('a head without end, no HTTP, nobody', async t => {
    const answering = async (answer: (socket: Socket) => void) => {
      const server = createServer(socket => answer(socket.on('error', () => {})))
      await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
      atEnd(t, () => server.close())
      return asked((server.address() as AddressInfo).port)
    }
    const endless = await answering(socket => {
      const more = () => void (socket.destroyed || socket.write(Buffer.alloc(4096, 0x61), more))
      more()
    })
    assert.equal(endless, 'no HTTP in the answer')
    assert.equal(await answering(socket => socket.end('SSH-2.0-x\r\n\r\n')), 'HTTP 0')
    assert.equal(await answering(socket => socket.destroy()), 'hung up')
    const device = await started(t)
    await device.close()
    assert.equal(await asked(device.port), 'ECONNREFUSED')
  })
})

test('whatever stands in the answer, the keeper gets words of its own', async t => {
  const honest = [
    'HTTP/1.1 401 Unauthorized',
    'WWW-Authenticate: Digest realm="c", nonce="1", qop="auth", algorithm=SHA-256',
    'WWW-Authenticate: Basic realm="c"',
    'Content-Length: 3',
    '',
    'abc',
  ].join('\r\n')
  let answer = Buffer.alloc(0)
  const server = createServer(socket => socket.on('error', () => {}).end(answer))
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  atEnd(t, () => server.close())
  const { port } = server.address() as AddressInfo
  const put = fc.constantFrom(
    '',
    '\0',
    '\r\n',
    '"',
    '\\',
    ',',
    '=',
    ' 200 ',
    'x'.repeat(9000),
    '\u202e',
  )
  const spoiling = fc.array(fc.tuple(fc.nat(300), fc.nat(30), put), { minLength: 1, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(spoiling, async how => {
      let text = honest
      for (const [at, length, piece] of how) {
        const place = at % (text.length + 1)
        text = text.slice(0, place) + piece + text.slice(place + length)
      }
      answer = Buffer.from(text)
      const problem = await asked(port)
      if (problem !== null) assert.match(problem, /^[\w .]{1,40}$/)
    }),
    { numRuns: 100 * Number(process.env.TACHIAI_FUZZ ?? 1) },
  )
})

/** A keeper at 23:59:30 with one camera whose key frames come each 20 s: the last one of the day at 23:59:50. */
async function evening(t: TestContext, profile: string, script: DeviceScript, obeys = true) {
  const folder = await folderFor(t)
  const machine = new FakeMachine(midnightUs - 30 * secondUs)
  const premises = await foundSite({ folder, profile, machine })
  const simulated = new SimulatedCamera(1, machine, new Chance(3))
  simulated.groupSeconds = 20
  const watched = await openWatched({ t, premises, machine, openCamera: simulated.open })
  const device = await started(t, { user: 'officer', password, ...script })
  device.onSynchronise(() => obeys && simulated.synchronise())
  await watched.keeper.startRecording()
  const { id } = await watched.order<{ id: string }>('camera.add', {
    name: '門',
    url: 'rtsp://127.0.0.1:9/x',
    user: 'officer',
    password,
    appendix: { place: '門', area: '門の前', purpose: '' },
    onvif: onvifOf(device.port),
  })
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      machine.wait(secondUs)
      simulated.second()
      watched.keeper.cameras.tick(watched.keeper.nowUs())
      await new Promise(setImmediate)
    }
  }
  return { watched, device, simulated, pass, camera: id }
}

/** What the first minute of the new day cannot show when it is opened alone, seconds. */
async function notShown({ keeper }: Watched, camera: string): Promise<number> {
  const minute = minuteOf(midnightUs)
  await keeper.cameras.stop(camera)
  const { disk, premises, custody } = keeper
  const keys = (at: number) => minuteKeyOf(sha256, custody.keyring, camera, at)
  let seconds = 0
  for (const { path } of await filesOf(disk, premises.directory, camera)) {
    const map = await scanSegment(disk, path)
    if (!map.minutes.some(place => place.minute === minute)) continue
    for await (const piece of readMinute(disk, map, minute, keys)) {
      if (piece.kind !== 'gap' || piece.gap.cause !== 'undecodable') continue
      seconds += (piece.gap.toUs - piece.gap.fromUs) / secondUs
    }
  }
  return seconds
}

const problems = async (watched: Watched) =>
  (await watched.events()).filter(event => event.type === 'CameraProblem')

describe('the beginning of a day', () => {
  test('読み A4: 日で数える規程では、0時にカメラへキーフレームを求める', async t => {
    const { watched, device, pass, camera } = await evening(t, 'nishinari', { auth: 'digest' })
    await pass(29)
    assert.equal(device.synchronised.length, 0, 'before midnight nothing is asked')
    await pass(1)
    await until(() => device.synchronised.length === 1)
    await pass(100)
    assert.ok((await notShown(watched, camera)) <= 2)
    assert.equal(device.synchronised.length, 1)
    assert.deepEqual(await problems(watched), [])
    assert.deepEqual((await watched.check()).findings, [])
  })

  test('a camera that refuses loses those seconds and nothing else, and is named once', async t => {
    const { watched, device, pass, camera, simulated } = await evening(t, 'nishinari', {
      answers: { '*': say(fault('ter:ActionNotSupported', 'no'), 500) },
    })
    await pass(30)
    await until(async () => (await problems(watched)).length > 0)
    await pass(100)
    const [problem, ...more] = await problems(watched)
    assert.deepEqual(more, [])
    assert.equal(problem?.type === 'CameraProblem' && problem.problem, 'syncPoint')
    assert.equal(problem?.type === 'CameraProblem' && problem.detail, 'HTTP 500')
    const [listed] = await watched.order<CameraReport[]>('camera.list')
    assert.equal(listed?.now.state, 'recording')
    assert.equal(listed?.onvif?.unsynchronised, 'HTTP 500')
    assert.match(cameraLine(listed!).ja, /0時のキーフレームに応じません$/)
    assert.equal(simulated.sent, 130)
    const seconds = await notShown(watched, camera)
    assert.ok(seconds > 5 && seconds <= 11, `${seconds}`)
    assert.doesNotMatch(JSON.stringify([await watched.events(), device.told]), /hunter2/)
  })

  test('a camera that agrees and does nothing is named too', async t => {
    const { watched, device, pass } = await evening(t, 'nishinari', {}, false)
    await pass(30)
    await until(() => device.synchronised.length === 1)
    await pass(100)
    const [problem, ...more] = await problems(watched)
    assert.deepEqual(more, [])
    assert.match(
      problem?.type === 'CameraProblem' ? problem.detail : '',
      /^key frame after 10\.\d s$/,
    )
  })

  test('one that never answers does not hold up the end', async t => {
    const { watched, device, pass } = await evening(t, 'nishinari', { answers: { '*': () => {} } })
    await pass(30)
    await until(() => device.told.length > 0)
    await watched.close()
  })

  test('読み A1: 時間で数える規程では求めない', async t => {
    const { device, pass, camera, watched } = await evening(t, 'kai', {})
    await pass(100)
    assert.equal(device.told.length, 0)
    assert.equal(await notShown(watched, camera), 0)
  })

  for (const [name, onvif] of [
    ['another host', { ...onvifOf(80), address: 'http://192.0.2.66/onvif/media' }],
    ['a password in the address', { ...onvifOf(80), address: 'http://a:b@127.0.0.1/' }],
    ['a line end in the profile', { ...onvifOf(80), profile: 'a\r\nb' }],
    ['no version', { ...onvifOf(80), version: 3 }],
  ] as const) {
    test(`an ONVIF entry with ${name} is turned away`, async t => {
      const folder = await folderFor(t)
      const machine = new FakeMachine(midnightUs)
      const premises = await foundSite({ folder, profile: 'nishinari', machine })
      const watched = await openWatched({ t, premises, machine })
      const order = {
        name: '門',
        url: 'rtsp://127.0.0.1:9/x',
        appendix: { place: '門', area: '門の前', purpose: '' },
        onvif,
      }
      await assert.rejects(watched.order('camera.add', order), /ONVIF entry/)
    })
  }

  test("a camera's clock that is hours off is noted when it is added", async t => {
    const folder = await folderFor(t)
    const machine = new FakeMachine(midnightUs)
    const premises = await foundSite({ folder, profile: 'nishinari', machine })
    const watched = await openWatched({ t, premises, machine })
    const appendix = { place: '門', area: '門の前', purpose: '' }
    for (const [name, aheadOfWallUs] of [
      ['門', 1_900_000],
      ['裏', -32_400_000_000],
    ] as const) {
      const onvif = { ...onvifOf(80), aheadOfWallUs }
      await watched.order('camera.add', { name, url: 'rtsp://127.0.0.1:9/x', appendix, onvif })
    }
    const listed = await watched.order<CameraReport[]>('camera.list')
    const lines = new Map(listed.map(one => [one.name, cameraLine(one).ja]))
    assert.match(lines.get('裏')!, /カメラの時計 −32400 秒$/)
    assert.doesNotMatch(lines.get('門')!, /カメラの時計/)
    const noted = await problems(watched)
    assert.equal(noted.length, 1)
    assert.equal(noted[0]?.type === 'CameraProblem' && noted[0].problem, 'clock')
    assert.match(noted[0]?.type === 'CameraProblem' ? noted[0].detail : '', /-32400\.0 s/)
  })
})
