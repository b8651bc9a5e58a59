/**
 * Writes captures/ anew: what servers said to our client, byte for byte, from the first answer to the last
 * picture. To be run by hand (`node test/fuzz/record-captures.ts`); needs GStreamer's RTSP server and ffmpeg.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDemoCameras } from '#demo/rtsp-server.ts'
import type { CameraOptions } from '#rtsp/camera.ts'
import { drawClip } from '../peer/clip.ts'
import { startPeer } from '../peer/peer.ts'
import { watchCamera } from '../watch-camera.ts'

const password = { user: Buffer.from('officer'), password: Buffer.from('hunter2') }
const trusted = { credentials: () => password }

async function record(
  name: string,
  url: string,
  options: Partial<CameraOptions>,
  units: number,
): Promise<void> {
  const { hostname, port, pathname } = new URL(url)
  const said: Buffer[] = []
  const between = createServer(client => {
    const server = connect(Number(port), hostname)
    client.pipe(server)
    server.on('data', (bytes: Buffer) => {
      said.push(bytes)
      client.write(bytes)
    })
    for (const socket of [client, server]) socket.on('error', () => {})
    server.on('close', () => client.destroy())
    client.on('close', () => server.destroy())
  })
  await new Promise<void>(done => between.listen(0, '127.0.0.1', done))
  const address = between.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const watch = watchCamera(`rtsp://127.0.0.1:${address.port}${pathname}`, options)
  await watch.until(() => watch.told.units.length >= units && watch.told.reports.length > 0)
  await watch.close()
  between.close()
  const bytes = Buffer.concat(said)
  writeFileSync(join(import.meta.dirname, 'captures', `${name}.rtsp`), bytes)
  console.log(name, bytes.length, 'bytes')
}

const folder = mkdtempSync(join(tmpdir(), 'tachiai-captures-'))
const drawn = { size: '192x112', fps: 5, seconds: 2, gop: 5, bitrate: '60k' } as const
for (const codec of ['h264', 'h265'] as const) {
  const peer = await startPeer({ clip: drawClip(folder, { ...drawn, codec }), codec, fps: 5 })
  await record(`gstreamer-${codec}`, peer.url(0), {}, 12)
  await peer.kill()
}
const clip = drawClip(folder, drawn)
const guarded = await startPeer({ clip, fps: 5, user: 'officer', password: 'hunter2' })
await record('gstreamer-digest', guarded.url(0), trusted, 8)
await guarded.kill()
const demo = await startDemoCameras({
  names: ['モン'],
  fps: 5,
  now: () => Date.now() * 1000,
  credentials: { user: 'officer', password: 'hunter2' },
})
await record('demo-digest', demo.urls[0]!, trusted, 3)
await demo.close()
rmSync(folder, { recursive: true })
