import assert from 'node:assert/strict'
import { once } from 'node:events'
import { ftruncateSync, writeSync } from 'node:fs'
import { open, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { deliverFile, type ExaminedFile, examineFile } from '#commands/room/foreign-file.ts'
import { FrameReader } from '#intake/frame-reader.ts'
import type { Frame } from '#intake/frames.ts'
import { deliver } from '#room/reading/deliver.ts'
import { examine } from '#room/reading/examine.ts'
import { descriptorFile, FileChanged, memoryFile } from '#room/reading/random-access.ts'
import { readers } from '#room/reading/readers.ts'
import { withoutFfmpeg } from './ffmpeg.ts'
import { bytesOf, film, shot } from './foreign-files.ts'
import { folderFor } from './site.ts'

const skip = withoutFfmpeg

async function opened(t: TestContext, path: string) {
  const file = await open(path)
  t.after(() => file.close())
  return { fd: file.fd, size: (await file.stat()).size }
}

function whole(told: ExaminedFile) {
  assert.ok('examination' in told, JSON.stringify(told))
  return told
}

/** A keeper's end of the socket, as far as a room sees it. */
async function listener(t: TestContext) {
  const path = join(await folderFor(t), 'intake')
  const frames: Frame[] = []
  const server = createServer({ allowHalfOpen: true })
  const taken = new Promise<void>((done, failed) =>
    server.once('connection', async socket => {
      const reader = new FrameReader()
      try {
        for await (const bytes of socket) frames.push(...reader.read(bytes))
        reader.close()
        done()
      } catch (error) {
        failed(error)
      } finally {
        socket.destroy()
      }
    }),
  )
  taken.catch(() => {})
  await once(server.listen(path), 'listening')
  t.after(() => server.close())
  const socket = connect(path)
  await once(socket, 'connect')
  t.after(() => socket.destroy())
  return { socket, frames, taken }
}

for (const [name, make, expected] of [
  ['H.264 in MP4', () => film('h264', 'mp4'), 'javascript'],
  ['MPEG-4 in AVI', () => shot('m4.avi', '-c:v', 'mpeg4'), 'ffmpeg'],
] as const) {
  test(`${name} goes through two rooms to the keeper's socket, unit by unit`, { skip }, async t => {
    const path = make()
    const { fd, size } = await opened(t, path)
    const { examination, reader } = whole(await examineFile(fd, size))
    assert.equal(reader, expected)
    const { socket, frames, taken } = await listener(t)
    const asked = { reader, token: 'a token', from: 10 }
    const told = await deliverFile(fd, socket, asked, examination)
    assert.deepEqual(told, { units: examination.units })
    socket.destroy()
    await taken
    const inProcess: Frame[] = []
    for await (const frame of deliver(memoryFile(bytesOf(path)), readers[reader]!, asked)) {
      inProcess.push(frame)
    }
    assert.deepEqual(frames, inProcess)
    assert.equal(frames.filter(({ kind }) => kind === 'unit').length, examination.units - 10)
  })
}

test('a film that changes while it is read is refused', { skip }, async t => {
  const noise = ['-vf', 'scale=640:480,noise=alls=100:allf=t', '-c:v', 'libx264', '-qp', '1']
  const long = bytesOf(shot('noise.mp4', ...noise, '-preset', 'ultrafast'))
  for (const change of [
    (fd: number) => void writeSync(fd, 'more', long.length),
    (fd: number) => ftruncateSync(fd, 1000),
    (fd: number) => void writeSync(fd, 'x', long.length - 1),
  ]) {
    const path = join(await folderFor(t), 'growing.ts')
    await writeFile(path, long)
    const handle = await open(path, 'r+')
    t.after(() => handle.close())
    const file = descriptorFile(handle.fd)
    let heard = 0
    const told = await examine(file, readers.javascript!, () => {
      if (heard++ === 0) change(handle.fd)
    })
    assert.ok(heard > 0)
    if ('unreadable' in told) assert.equal(told.unreadable, 'changing')
    else assert.throws(() => file.unchanged(), FileChanged)
  }
})

test('a keeper that hangs up ends the room', { skip }, async t => {
  const { fd, size } = await opened(t, film('h264', 'mp4'))
  const { examination, reader } = whole(await examineFile(fd, size))
  const { socket } = await listener(t)
  socket.end()
  const told = await deliverFile(fd, socket, { reader, token: 't', from: 0 }, examination)
  assert.deepEqual(told, { hungUp: true })
})

test('text under a film’s name is no film', async t => {
  const path = join(await folderFor(t), 'minutes.mp4')
  await writeFile(path, '議事録')
  const { fd, size } = await opened(t, path)
  const told = await examineFile(fd, size)
  assert.deepEqual('unreadable' in told && told.unreadable, 'notVideo')
})
