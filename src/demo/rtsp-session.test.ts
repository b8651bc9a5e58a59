import assert from 'node:assert/strict'
import { Duplex } from 'node:stream'
import { test } from 'node:test'
import { readMoment } from '#civil/minute.ts'
import { Camera } from './camera.ts'
import { RtspSession } from './rtsp-session.ts'

/** The end of a connection that takes nothing while `stuck`. */
class SlowSocket extends Duplex {
  stuck = true
  readonly taken: Buffer[] = []
  #held: (() => void) | undefined

  override _read(): void {}

  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.taken.push(chunk)
    if (this.stuck) this.#held = done
    else done()
  }

  loosen(): void {
    this.stuck = false
    this.#held?.()
  }
}

const url = 'rtsp://a/camera-1'
const request = (method: string, ...headers: string[]) =>
  Buffer.from(`${[`${method} ${url} RTSP/1.0`, ...headers].join('\r\n')}\r\n\r\n`)

test('a client that takes nothing keeps about 1 MiB waiting and goes on at a key picture', async t => {
  // Twelve hours from picture to picture: each repaints everything, some 100 kB.
  const clock = { asked: 0, now: () => readMoment('2026-11-22 09:30') + clock.asked++ * 43_200e6 }
  const camera = new Camera('カメラ1', 0, 50, clock.now)
  const socket = new SlowSocket()
  t.after(() => socket.destroy())
  new RtspSession(socket, new Map([['camera-1', camera]]), undefined)
  const pictures = async (count: number) => {
    const until = clock.asked + count
    while (clock.asked < until) await new Promise(resolve => setTimeout(resolve, 5))
  }
  socket.push(request('SETUP', 'Transport: RTP/AVP/TCP;interleaved=0-1'))
  socket.stuck = false
  await new Promise(setImmediate)
  const session = /Session: (\w+)/.exec(socket.taken.join(''))![1]
  socket.stuck = true
  socket.push(request('PLAY', `Session: ${session}`))
  await pictures(40)
  assert.ok(socket.writableLength > 1 << 20, 'it was held up')
  assert.ok(socket.writableLength < (1 << 20) + 300_000, `${socket.writableLength} bytes wait`)

  socket.loosen()
  await new Promise(setImmediate)
  const before = socket.taken.length
  while (socket.taken.length === before) await pictures(1)
  const first = socket.taken.slice(before).find(chunk => chunk[1] === 0)!
  assert.equal(first[16]! & 0x1f, 24, 'parameter sets of a key picture first')
})
