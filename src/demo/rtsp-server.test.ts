import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { type TestContext, test } from 'node:test'
import { readMoment } from '#civil/minute.ts'
import { withoutFfmpeg } from '../../test/ffmpeg.ts'
import type { Frame } from './h264/frame.ts'
import { Picture } from './picture.ts'
import { startDemoCameras } from './rtsp-server.ts'

const names = ['カメラ1 商店街入口', 'カメラ2 中央公園']
const noon = readMoment('2026-11-22 12:00:04')

/** A clock that goes on by a tenth of a second each time it is asked: once for each picture. */
function steps(stepUs = 100_000) {
  const clock = { asked: 0, now: () => noon + clock.asked++ * stepUs }
  return clock
}

type Options = Omit<Parameters<typeof startDemoCameras>[0], 'names'>
async function cameras(t: TestContext, options: Options) {
  const started = await startDemoCameras({ names, ...options })
  t.after(() => started.close())
  return started
}

/** FFmpeg has no pts for the first picture of an RTSP stream; with -copyts it takes it for 0. */
function ffmpeg(t: TestContext, url: string, ...options: string[]): ChildProcess {
  const input = ['-v', 'warning', '-rtsp_transport', 'tcp', '-i', url]
  const kept = ['-copyts', '-fps_mode', 'passthrough']
  const child = spawn('ffmpeg', [...input, ...kept, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  t.after(() => child.kill('SIGKILL'))
  return child
}

async function finished(child: ChildProcess) {
  const texts = { out: '', err: '' }
  child.stdout!.on('data', chunk => (texts.out += chunk))
  child.stderr!.on('data', chunk => (texts.err += chunk))
  const [code] = await once(child, 'close')
  return { code, ...texts }
}

const hashes = (framehash: string) =>
  framehash
    .split('\n')
    .filter(line => /^\d/.test(line))
    .map(line => line.split(/,\s*/))
    .map(fields => ({ pts: Number(fields[2]), hash: fields[5] }))

const sha256 = ({ y, cb, cr }: Frame) =>
  createHash('sha256')
    .update(y.subarray(0, 640 * 360))
    .update(cb.subarray(0, 320 * 180))
    .update(cr.subarray(0, 320 * 180))
    .digest('hex')

const drawn = (place: number, count: number) => {
  const picture = new Picture(names[place]!, place)
  return Array.from({ length: count }, (_, i) => ({
    pts: i,
    hash: sha256(picture.at(noon + i * 100_000)),
  }))
}

test('FFmpeg plays exactly the drawn pictures, none missing, nothing to remark', {
  skip: withoutFfmpeg,
}, async t => {
  const { urls } = await cameras(t, { now: steps().now })
  const child = ffmpeg(t, urls[0]!, '-frames:v', '25', '-f', 'framehash', '-')
  const { code, out, err } = await finished(child)
  assert.equal(err, '')
  assert.equal(code, 0)
  assert.deepEqual(hashes(out), drawn(0, 25))
})

test('two cameras play side by side, each its own picture', { skip: withoutFfmpeg }, async t => {
  const { urls } = await cameras(t, { now: () => noon })
  const plays = urls.map(url => finished(ffmpeg(t, url, '-frames:v', '5', '-f', 'framehash', '-')))
  const [street, park] = (await Promise.all(plays)).map(({ out }) => hashes(out))
  assert.deepEqual(new Set(street!.map(({ hash }) => hash)), new Set([drawn(0, 1)[0]!.hash]))
  assert.deepEqual(new Set(park!.map(({ hash }) => hash)), new Set([drawn(1, 1)[0]!.hash]))
})

test('Digest: the right password plays, a wrong one and none are refused', {
  skip: withoutFfmpeg,
}, async t => {
  const credentials = { user: 'demo', password: 'mori' }
  const { urls } = await cameras(t, { now: steps().now, credentials })
  const as = (who: string) => urls[0]!.replace('//', `//${who}`)
  const play = (url: string) => finished(ffmpeg(t, url, '-frames:v', '3', '-f', 'framehash', '-'))
  const right = await play(as('demo:mori@'))
  assert.equal(right.err, '')
  assert.deepEqual(hashes(right.out), drawn(0, 3))
  for (const wrong of [as('demo:kawa@'), as('')]) {
    const refused = await play(wrong)
    assert.notEqual(refused.code, 0)
    assert.match(refused.err, /401/)
    assert.deepEqual(hashes(refused.out), [])
  }
})

/** A client of few words: one request at a time. */
class Client {
  readonly socket: Socket
  received = 0
  text = ''
  #count = 0

  constructor(url: string) {
    this.socket = connect(Number(new URL(url).port), '127.0.0.1')
    this.socket.on('data', chunk => {
      this.received += chunk.length
      this.text += chunk.toString('latin1')
    })
    this.socket.on('error', () => this.socket.destroy())
  }

  async ask(method: string, url: string, ...headers: string[]): Promise<string> {
    this.text = ''
    const head = [`${method} ${url} RTSP/1.0`, `CSeq: ${++this.#count}`, ...headers]
    this.socket.write(`${head.join('\r\n')}\r\n\r\n`)
    while (!this.text.includes(`CSeq: ${this.#count}\r\n`)) await once(this.socket, 'data')
    return this.text.slice(this.text.indexOf('RTSP/1.0'))
  }

  async play(url: string): Promise<string> {
    const transport = 'Transport: RTP/AVP/TCP;unicast;interleaved=0-1'
    const answer = await this.ask('SETUP', `${url}/video`, transport)
    const session = /Session: (\w+)/.exec(answer)![1]!
    assert.match(await this.ask('PLAY', `${url}/`, `Session: ${session}`), /^RTSP\/1.0 200/)
    return session
  }
}

function client(t: TestContext, url: string): Client {
  const made = new Client(url)
  t.after(() => made.socket.destroy())
  return made
}

test('each method answers as RFC 2326 has it', async t => {
  const { urls } = await cameras(t, { now: steps().now })
  const url = urls[0]!
  const made = client(t, url)
  const asked = (...request: Parameters<Client['ask']>) => made.ask(...request)
  assert.match(await asked('OPTIONS', '*'), /^RTSP\/1.0 200[\s\S]*Public: .*DESCRIBE/)
  assert.match(await asked('DESCRIBE', `${url}0`), /^RTSP\/1.0 404/)
  assert.match(await asked('DESCRIBE', url), /^RTSP\/1.0 200[\s\S]*Content-Base: .*camera-1\/\r\n/)
  assert.match(await asked('PLAY', url, 'Session: 1'), /^RTSP\/1.0 454/)
  const udp = 'Transport: RTP/AVP;unicast;client_port=4-5'
  assert.match(await asked('SETUP', `${url}/video`, udp), /^RTSP\/1.0 461/)
  assert.match(await asked('RECORD', url), /^RTSP\/1.0 501/)
  const session = await made.play(url)
  assert.match(await asked('GET_PARAMETER', url, `Session: ${session}`), /^RTSP\/1.0 200/)
  assert.match(await asked('SET_PARAMETER', url, `Session: ${session}`), /^RTSP\/1.0 200/)
  assert.match(await asked('TEARDOWN', url, `Session: ${session}`), /^RTSP\/1.0 200/)
  await once(made.socket, 'close')
})

test('sender reports tell the camera clock at the start and again when it was moved', async t => {
  const moved = noon + 7 * 86_400_000_000
  const clock = { us: noon, now: () => clock.us }
  const { urls } = await cameras(t, { now: clock.now, fps: 50 })
  const watching = client(t, urls[0]!)
  await watching.play(urls[0]!)
  for (const us of [noon, moved]) {
    clock.us = us
    const report = () => {
      const bytes = Buffer.from(watching.text, 'latin1')
      const at = bytes.indexOf(Buffer.of(0x24, 1, 0, 28, 0x80, 200))
      return at < 0 || bytes.length < at + 32 ? null : bytes.subarray(at + 4, at + 32)
    }
    while (report() === null) await once(watching.socket, 'data')
    const picture = Buffer.from(watching.text, 'latin1').indexOf(Buffer.of(0x24, 0))
    assert.ok(picture >= 0 && picture < watching.text.indexOf('$\x01\0\x1c'), 'after its picture')
    assert.equal(report()!.readUInt32BE(8), us / 1_000_000 + 2_208_988_800)
    watching.text = ''
  }
})

test('a killed client disturbs no other; a camera nobody watches rests', async t => {
  const clock = steps()
  const { urls } = await cameras(t, { now: clock.now, fps: 50 })
  const [left, killed] = [client(t, urls[0]!), client(t, urls[0]!)]
  await killed.play(urls[0]!)
  await left.play(urls[0]!)
  killed.socket.resetAndDestroy()
  const until = left.received + 100_000
  while (left.received < until) await once(left.socket, 'data')
  left.socket.destroy()
  let asked = -1
  while (asked !== clock.asked) {
    asked = clock.asked
    await new Promise(resolve => setTimeout(resolve, 100))
  }
})

test('garbage costs the connection that sent it', async t => {
  const { urls } = await cameras(t, { now: steps().now })
  const [fine, rude] = [client(t, urls[0]!), client(t, urls[0]!)]
  await rude.play(urls[0]!)
  rude.socket.write('\x16\x03\x01 no RTSP at all\r\n\r\n')
  await once(rude.socket, 'close')
  assert.match(await fine.ask('OPTIONS', '*'), /200 OK/)
})

test('close cuts everybody and frees the port', async t => {
  const started = await startDemoCameras({ names, now: () => noon })
  const watching = client(t, started.urls[0]!)
  await watching.play(started.urls[0]!)
  const gone = once(watching.socket, 'close')
  await started.close()
  await gone
  const port = Number(new URL(started.urls[0]!).port)
  const again = await startDemoCameras({ names, now: () => noon, port })
  await again.close()
})
