import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { demoPremises, foundDemo } from '#commands/demo/site.ts'
import { type KeeperChild, startKeeper } from '#commands/keeper-child.ts'
import { withRunningKeeper } from '#commands/keeper-client.ts'
import { startDemoCameras } from '#demo/rtsp-server.ts'
import type { Premises } from '#keeper/premises.ts'
import type { CameraReport, CheckReport } from '#keeper/report.ts'
import type { Recorded } from '#keeper/spool/events.ts'
import { FakeMachine } from '#keeper/time/fake-machine.ts'
import {
  description,
  type HostileCamera,
  hostileCamera,
  pictures,
  type Script,
  type Visitor,
} from './hostile-camera.ts'
import { openWatched } from './keeper-on-a-clock.ts'
import { interleaved } from './packetiser.ts'
import { atEnd, demoCameras, folderFor, until } from './site.ts'

const answering =
  (status: number, fields: string[] = [], body = ''): Script[string] =>
  (request, visitor) =>
    visitor.answer(request, status, fields, body)
const describing = (sdp: string) => answering(200, ['Content-Type: application/sdp'], sdp)

/** Packets of one picture that never ends; each has its number. */
function endless(visitor: Visitor): void {
  const payload = Buffer.alloc(60_000, 7)
  payload.set([0x7c, 0x05])
  let sequence = 0
  const more = () => {
    while (!visitor.socket.destroyed) {
      const packet = Buffer.concat([Buffer.from([0x80, 96]), Buffer.alloc(10), payload])
      packet.writeUInt16BE(sequence & 0xffff, 2)
      packet.writeUInt32BE(3000, 4)
      if (sequence++ === 0) packet[13] = 0x85
      if (!visitor.socket.write(interleaved(0, packet))) break
    }
  }
  visitor.socket.on('drain', more)
  more()
}

type Hostile = {
  readonly name: string
  readonly causes: readonly string[]
  readonly detail?: RegExp
  readonly script?: Script
  readonly onVisit?: (visitor: Visitor) => void
}

const hostile: readonly Hostile[] = [
  {
    name: 'wrong password',
    causes: ['auth'],
    script: { DESCRIBE: answering(401, ['WWW-Authenticate: Digest realm="c", nonce="1"']) },
  },
  { name: 'not found', causes: ['notFound'], script: { DESCRIBE: answering(404) } },
  {
    name: 'not RTSP',
    causes: ['notRtsp'],
    onVisit: visitor => visitor.write('HTTP/1.1 400 Bad Request\r\nServer: web\r\n\r\n'),
  },
  {
    name: 'garbage',
    causes: ['notRtsp', 'malformed'],
    onVisit: visitor => visitor.write(Buffer.alloc(4096, 0xa5)),
  },
  { name: 'half-open', causes: ['silence'], script: { OPTIONS: () => {}, DESCRIBE: () => {} } },
  { name: 'silence', causes: ['silence'] },
  {
    name: 'no video',
    causes: ['noVideo'],
    script: { DESCRIBE: describing(description.replace('m=video', 'm=audio')) },
  },
  {
    name: 'MJPEG',
    causes: ['unsupported'],
    detail: /MJPEG/,
    script: { DESCRIBE: describing('v=0\r\nm=video 0 RTP/AVP 26\r\n') },
  },
  {
    name: 'AV1',
    causes: ['unsupported'],
    detail: /AV1/,
    script: {
      DESCRIBE: describing('v=0\r\nm=video 0 RTP/AVP 98\r\na=rtpmap:98 AV1/90000\r\n'),
    },
  },
  {
    name: 'never-ending picture',
    causes: ['overShare', 'malformed'],
    script: {
      PLAY: (request, visitor) => {
        visitor.answer(request, 200)
        endless(visitor)
      },
    },
  },
  {
    name: 'lying length',
    causes: ['malformed', 'overShare', 'silence'],
    script: {
      DESCRIBE: (request, visitor) =>
        visitor.write(
          `RTSP/1.0 200 OK\r\nCSeq: ${request.headers.get('cseq')}\r\nContent-Length: 999999999\r\n\r\nv=0\r\n`,
        ),
    },
  },
  {
    name: 'hangs up',
    causes: ['closed'],
    script: {
      PLAY: (request, visitor) => {
        visitor.answer(request, 200)
        visitor.show(pictures(2))
        visitor.socket.end()
      },
    },
  },
]

async function recordingDemo(t: TestContext): Promise<{ premises: Premises; keeper: KeeperChild }> {
  const premises = demoPremises(`${await folderFor(t)}/data`)
  await foundDemo(premises, 'kai')
  const keeper = await startKeeper({ task: 'record', premises })
  atEnd(t, () => keeper.stop())
  return { premises, keeper }
}

const order = <Result>(premises: Premises, name: string, fields: object = {}): Promise<Result> =>
  withRunningKeeper(premises, async client => {
    const answer = await client.order<Result>({ order: name, ...fields })
    if ('refusal' in answer) throw new Error(answer.refusal.refused)
    return answer.result
  })

const add = (premises: Premises, name: string, url: string) =>
  order<CameraReport>(premises, 'camera.add', {
    name,
    url,
    user: 'officer',
    password: 'hunter2-hunter2',
    appendix: { place: '門', area: '門の前', purpose: '' },
  })

const cameraNamed = async (premises: Premises, name: string) => {
  const list = await order<CameraReport[]>(premises, 'camera.list')
  return list.find(camera => camera.name === name)!
}

async function eventsOf(t: TestContext, premises: Premises): Promise<Recorded[]> {
  const watched = await openWatched({ t, premises, machine: new FakeMachine(Date.now() * 1000) })
  const events = await watched.events()
  await watched.close()
  return events
}

async function listen(t: TestContext, one: Hostile): Promise<HostileCamera> {
  const camera = await hostileCamera(one.script ?? {}, one.onVisit)
  atEnd(t, () => camera.close())
  return camera
}

describe('cameras that misbehave, all at once', () => {
  test('each is named in status and leaves a gap with its cause; the good one records on', async t => {
    const { premises, keeper } = await recordingDemo(t)
    const [url] = await demoCameras(t, ['カメラ1'])
    const good = await add(premises, 'good', url!)
    await until(async () => (await cameraNamed(premises, 'good')).now.state === 'recording')
    const beganUs = (await cameraNamed(premises, 'good')).health!.lastUnitUs!
    const ids = new Map<string, string>()
    for (const one of hostile) {
      const { port } = await listen(t, one)
      ids.set(one.name, (await add(premises, one.name, `rtsp://127.0.0.1:${port}/stream`)).id)
    }
    const seen = new Map<string, { cause: string; detail: string }>()
    await until(
      async () => {
        for (const { name, now } of await order<CameraReport[]>(premises, 'camera.list')) {
          if (now.state === 'failing' && !seen.has(name)) seen.set(name, now)
        }
        return hostile.every(({ name }) => seen.has(name))
      },
      () => `not named: ${hostile.filter(({ name }) => !seen.has(name)).map(({ name }) => name)}`,
    )
    for (const { name, causes, detail } of hostile) {
      const told = seen.get(name)!
      assert.ok(causes.includes(told.cause), `${name}: ${told.cause} ${told.detail}`)
      if (detail) assert.match(told.detail, detail)
      assert.doesNotMatch(JSON.stringify(told), /hunter2/)
    }
    const now = await cameraNamed(premises, 'good')
    assert.equal(now.now.state, 'recording')
    assert.equal(now.health?.lostPackets, 0)
    const endedUs = now.health!.lastUnitUs!
    assert.ok(endedUs > beganUs)
    await keeper.stop()

    const gaps = (await eventsOf(t, premises)).filter(event => event.type === 'GapRecorded')
    for (const { name, causes } of hostile) {
      const own = gaps.filter(({ camera }) => camera === ids.get(name))
      assert.ok(
        own.some(({ cause }) => causes.includes(cause)),
        `${name}: ${own.map(({ cause }) => cause)}`,
      )
    }
    const missed = gaps.filter(
      ({ camera, fromUs, toUs }) => camera === good.id && toUs > beganUs && fromUs < endedUs,
    )
    assert.deepEqual(missed, [], 'the good camera lost something')
  })

  test('a camera that dies is reconnected when it is back, and the time between is a gap', async t => {
    const { premises, keeper } = await recordingDemo(t)
    const start = (port = 0) =>
      startDemoCameras({ names: ['カメラ1'], fps: 5, now: () => Date.now() * 1000, port })
    const before = await start()
    const port = Number(new URL(before.urls[0]!).port)
    const { id } = await add(premises, 'camera', before.urls[0]!)
    const recording = async () => (await cameraNamed(premises, 'camera')).now.state === 'recording'
    await until(recording)
    await before.close()
    const diedUs = Date.now() * 1000
    await until(async () => (await cameraNamed(premises, 'camera')).now.state === 'failing')
    const after = await start(port)
    atEnd(t, () => after.close())
    await until(recording)
    await order(premises, 'clock.move', { us: 300_000_000 })
    assert.deepEqual((await order<CheckReport>(premises, 'check')).findings, [])
    await keeper.stop()
    // The first gap runs to the first picture; keeper time and this clock may differ by its 10 ms steps.
    const gap = (await eventsOf(t, premises)).find(
      event =>
        event.type === 'GapRecorded' &&
        event.camera === id &&
        event.cause !== 'keeperRestart' &&
        event.toUs > diedUs,
    )
    assert.ok(gap?.type === 'GapRecorded')
    assert.match(gap.cause, /^(closed|refused|network)$/)
  })
})
