import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, type TestContext, test } from 'node:test'
import type { AccessUnit, Codec } from '#video/access-unit.ts'
import { hostileCamera } from './hostile-camera.ts'
import { ownIdentity } from './identities.ts'
import { interleaved, packetise } from './packetiser.ts'
import { byteStream, drawClip, presentationTicks, unitsOf } from './peer/clip.ts'
import { type PeerOptions, peerMissing, startPeer } from './peer/peer.ts'
import { ownClock } from './visit-camera.ts'
import { watchCamera } from './watch-camera.ts'

const skip = peerMissing() ?? false
const directory = mkdtempSync(join(tmpdir(), 'tachiai-peer-'))
after(() => rmSync(directory, { recursive: true }))

async function peer(t: TestContext, options: PeerOptions) {
  const started = await startPeer(options)
  t.after(() => started.kill())
  return started
}

const nalType = (header: number, codec: Codec) =>
  codec === 'h264' ? header & 31 : (header >> 1) & 63

/** Parameter sets and delimiters are the packetiser's to add and to leave out; all else is the camera's. */
function isCameras(header: number, codec: Codec): boolean {
  const type = nalType(header, codec)
  return codec === 'h264' ? ![7, 8, 9].includes(type) : ![32, 33, 34, 35].includes(type)
}

function fingerprint(nals: readonly Uint8Array[], codec: Codec): string {
  const hash = createHash('sha256')
  for (const nal of nals) {
    if (isCameras(nal[0]!, codec)) hash.update(`${nal.length}:`).update(nal)
  }
  return hash.digest('hex')
}

function nalsOf({ bytes }: AccessUnit): Uint8Array[] {
  const view = Buffer.from(bytes)
  const nals: Uint8Array[] = []
  for (let at = 0; at < view.length; at += 4 + view.readUInt32BE(at)) {
    nals.push(view.subarray(at + 4, at + 4 + view.readUInt32BE(at)))
  }
  return nals
}

/**
 * The delivered units are the clip's, one after the other, the clip beginning anew at its end. The very first is left
 * out: GStreamer's parser passes over what stands before the first parameter sets of a stream, as FFmpeg sees too.
 */
function assertLooped([, ...units]: readonly AccessUnit[], clip: string, codec: Codec): void {
  const looped = unitsOf(byteStream(clip, codec), codec).map(nals => fingerprint(nals, codec))
  const got = units.map(unit => fingerprint(nalsOf(unit), codec))
  const start = looped.indexOf(got[0]!)
  assert.notEqual(start, -1, 'the second picture is one of the clip')
  assert.deepEqual(
    got,
    got.map((_, i) => looped[(start + i) % looped.length]),
  )
}

function assertOfClip([, ...units]: readonly AccessUnit[], clip: string, codec: Codec): void {
  const looped = unitsOf(byteStream(clip, codec), codec).map(nals => fingerprint(nals, codec))
  for (const unit of units) assert.ok(looped.includes(fingerprint(nalsOf(unit), codec)))
}

describe('a camera that nobody here wrote', { skip }, () => {
  for (const codec of ['h264', 'h265'] as const) {
    test(`${codec}, over TCP and UDP: every picture byte for byte, beyond the clip's end`, async t => {
      const clip = drawClip(directory, { codec, seconds: 2 })
      const { url } = await peer(t, { clip, codec, cameras: 2, udp: true })
      const watch = watchCamera(url(0))
      const { told } = watch
      const overUdp = watchCamera(url(1), { transport: 'udp', ...ownClock })
      for (const one of [watch, overUdp]) {
        await one.until(() => one.told.units.length >= 75 && one.told.reports.length > 0)
        await one.close()
      }
      const { connected, units, lostPackets, lostUnits, sets } = told
      assert.equal(connected[0]?.codec, codec)
      assert.deepEqual([lostPackets, lostUnits, sets.length], [0, 0, 0])
      assertLooped(units, clip, codec)
      // A machine that stands still for seconds may lose datagrams; what comes is the clip's all the same.
      if (overUdp.told.lostPackets === 0) assertLooped(overUdp.told.units, clip, codec)
      else assertOfClip(overUdp.told.units, clip, codec)
      assert.ok(units.some(({ key }) => key))
      const types = units.flatMap(unit => nalsOf(unit).map(([header]) => nalType(header!, codec)))
      assert.ok(types.includes(codec === 'h264' ? 6 : 39), 'SEI is kept')
      const steps = units.slice(1).map((unit, i) => unit.ptsTicks - units[i]!.ptsTicks)
      assert.ok(steps.every(step => Math.abs(step - 3000) <= 1))
    })
  }

  test('inside TLS, behind a password: every picture byte for byte', async t => {
    const clip = drawClip(directory, { seconds: 2, gop: 15 })
    const certificate = join(directory, 'camera.pem')
    writeFileSync(certificate, `${ownIdentity.cert}\n${ownIdentity.key}\n`)
    const { url } = await peer(t, { clip, user: 'officer', password: 'hunter2', certificate })
    const watch = watchCamera(url(0), {
      credentials: () => ({ user: Buffer.from('officer'), password: Buffer.from('hunter2') }),
    })
    await watch.until(() => watch.told.units.length >= 75)
    await watch.close()
    assert.match(watch.told.connected[0]!.certificate!.sha256, /^[0-9a-f]{64}$/)
    assertLooped(watch.told.units, clip, 'h264')
  })

  test('several cameras behind one password', async t => {
    const clip = drawClip(directory, { seconds: 2, gop: 15 })
    const { url } = await peer(t, { clip, cameras: 3, user: 'officer', password: 'hunter2' })
    const watches = [0, 1, 2].map(camera =>
      watchCamera(url(camera), {
        credentials: () => ({ user: Buffer.from('officer'), password: Buffer.from('hunter2') }),
      }),
    )
    await Promise.all(watches.map(({ told, until }) => until(() => told.units.length >= 30)))
    await Promise.all(watches.map(watch => watch.close()))
    for (const { told } of watches) {
      assert.match(told.connected[0]!.auth, /^(md5|sha256)$/)
      assertLooped(told.units, clip, 'h264')
    }
  })

  test('a wrong password and an unknown path', async t => {
    const clip = drawClip(directory, { seconds: 2, gop: 15 })
    const { url } = await peer(t, { clip, user: 'officer', password: 'hunter2' })
    const wrong = watchCamera(url(0), {
      credentials: () => ({ user: Buffer.from('officer'), password: Buffer.from('hunter3') }),
    })
    assert.equal((await wrong.end()).kind, 'auth')
    const elsewhere = watchCamera(url(7), {
      credentials: () => ({ user: Buffer.from('officer'), password: Buffer.from('hunter2') }),
    })
    assert.equal((await elsewhere.end()).kind, 'notFound')
  })

  test('killed: the end is noticed at once; stopped: within 10 s', async t => {
    const clip = drawClip(directory, { seconds: 2, gop: 15 })
    const killed = await peer(t, { clip })
    const dead = watchCamera(killed.url(0))
    await dead.until(() => dead.told.units.length >= 5)
    await killed.kill()
    assert.equal((await dead.end()).kind, 'closed')

    const stopped = await peer(t, { clip })
    const silent = watchCamera(stopped.url(0))
    await silent.until(() => silent.told.units.length >= 5)
    stopped.stop()
    silent.pass(10)
    assert.deepEqual(await silent.end(), { kind: 'silence', detail: 'no picture' })
  })
})

const noFfmpeg = skip && /ffmpeg/.test(skip) ? skip : false
test('B-frames: pictures in coding order with the times they are shown at', {
  skip: noFfmpeg,
}, async t => {
  const clip = drawClip(directory, { seconds: 2, gop: 30, bFrames: 3 })
  const times = presentationTicks(clip)
  const sent = unitsOf(byteStream(clip, 'h264'), 'h264')
  assert.equal(sent.length, times.length)
  assert.ok(times.some((time, i) => i > 0 && time < times[i - 1]!))
  const camera = await hostileCamera({
    PLAY: (request, visitor) => {
      visitor.answer(request, 200)
      const units = sent.map((nals, i) => ({ nals, stamp: times[i]! - 5000 }))
      const cut = { codec: 'h264', mtu: 1400, aggregate: true, marker: true } as const
      for (const packet of packetise(units, cut)) visitor.write(interleaved(0, packet))
    },
  })
  t.after(() => camera.close())
  const watch = watchCamera(`rtsp://127.0.0.1:${camera.port}/x`)
  await watch.until(() => watch.told.units.length === sent.length)
  await watch.close()
  const { units } = watch.told
  assert.deepEqual(
    units.map(({ ptsTicks }) => ptsTicks - units[0]!.ptsTicks),
    times.map(time => time - times[0]!),
  )
  assert.deepEqual(
    units.map(unit => nalsOf(unit).map(nal => Buffer.from(nal).toString('hex'))),
    sent.map(nals => nals.map(nal => Buffer.from(nal).toString('hex'))),
  )
})
