import assert from 'node:assert/strict'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { frameParts } from '#frame/layout.ts'
import { createSpool, type Spool } from './spool/spool.ts'
import { emptyPlace, entries, optionsOn, sealed, upTo } from './spool/test-spool.ts'
import { openSpoolDoor } from './spool-door.ts'

const keeper = '4b'.repeat(16)

async function doorOf(t: TestContext, patience?: number) {
  const spool = await createSpool(optionsOn(await emptyPlace()))
  const folder = await mkdtemp(join(tmpdir(), 'tachiai-spool-door-'))
  const path = join(folder, 'run', 'spool')
  const door = await openSpoolDoor(path, { keeper, spool }, patience)
  t.after(async () => {
    await door.close()
    await spool.close()
    await rm(folder, { recursive: true })
  })
  return { spool, path, door }
}

const append = (spool: Spool, count: number) =>
  Promise.all(upTo(count).map(minute => spool.append(sealed(minute))))

/** A reader as an office is one, which keeps what it was sent. */
function reader(path: string, says = '{"from":1}\n') {
  const socket = net.connect(path)
  let bytes = Buffer.alloc(0)
  const closed = new Promise<void>(done => socket.once('close', () => done()))
  socket.on('error', () => {})
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk])
  })
  socket.write(says)
  const frames = () => {
    const start = bytes.indexOf(0x0a) + 1
    const found: Buffer[] = []
    for (let at = start; start > 0; ) {
      const parts = frameParts(bytes, at)
      if (!parts) break
      found.push(bytes.subarray(at, parts.end))
      at = parts.end
    }
    return found
  }
  return {
    socket,
    closed,
    frames,
    greeting: () => JSON.parse(bytes.subarray(0, bytes.indexOf(0x0a)).toString()),
    async until(count: number) {
      while (frames().length < count && !socket.closed) await pause(10)
      return frames()
    },
  }
}

test('frames come as they stand in the spool, from a number on, and each new one once it is durable', async t => {
  const { spool, path } = await doorOf(t)
  await append(spool, 300)
  const one = reader(path)
  const kept = (await entries(spool)).map(({ frame }) => frame)
  assert.deepEqual(await one.until(300), kept)
  assert.deepEqual(one.greeting(), {
    keeper,
    publicKey: Buffer.from(spool.publicKey).toString('base64'),
    head: 300,
  })
  const late = reader(path, '{"from":299}\n')
  assert.deepEqual(await late.until(2), kept.slice(298))
  await append(spool, 2)
  const newer = (await entries(spool, 301)).map(({ frame }) => frame)
  assert.deepEqual((await one.until(302)).slice(300), newer)
  assert.deepEqual((await late.until(4)).slice(2), newer)
})

test('a number that does not exist yet is waited for', async t => {
  const { spool, path } = await doorOf(t)
  const waiting = reader(path, '{"from":3}\n')
  await append(spool, 3)
  const [frame] = await waiting.until(1)
  assert.deepEqual(frame, (await entries(spool, 3))[0]!.frame)
})

test('what was pruned is left out, and what follows comes', async t => {
  const { spool, path } = await doorOf(t)
  await append(spool, 300)
  const { through } = await spool.prune(Number.MAX_SAFE_INTEGER)
  assert.ok(through > 0)
  const all = reader(path)
  const left = await entries(spool)
  const frames = await all.until(left.length)
  assert.deepEqual(
    frames,
    left.map(({ frame }) => frame),
  )
  assert.equal(left[0]!.n, through + 1)
})

for (const [what, says] of [
  ['another order', '{"order":"status"}\n'],
  ['no JSON', 'GET / HTTP/1.1\n'],
  ['a number below one', '{"from":0}\n'],
  ['a number that is none', '{"from":1e99}\n'],
  ['a path', '{"from":"../keyring/blob-0"}\n'],
  ['nothing', '\n'],
  ['a line without an end', 'x'.repeat(10_000)],
] as const) {
  test(`who asks with ${what} is let go, and the next one is served`, async t => {
    const { spool, path } = await doorOf(t)
    await append(spool, 2)
    const hostile = reader(path, says)
    await hostile.closed
    assert.equal(hostile.frames().length, 0)
    assert.equal((await reader(path).until(2)).length, 2)
  })
}

test('whatever is said after the request changes nothing', async t => {
  const { spool, path } = await doorOf(t)
  await append(spool, 2)
  const talker = reader(path, `{"from":1}\n${'{"from":1}\n'.repeat(20_000)}`)
  await talker.until(2)
  await append(spool, 1)
  const frames = await talker.until(3)
  assert.equal(frames.length, 3)
})

test('who takes nothing keeps nobody waiting, and loses its place', async t => {
  const { spool, path } = await doorOf(t, 400)
  for (let batch = 0; batch < 12; batch++) await append(spool, 500)
  const stalled = upTo(3).map(() => {
    const { socket, closed } = reader(path)
    socket.pause()
    return closed
  })
  const brisk = reader(path)
  assert.equal((await brisk.until(6000)).length, 6000)
  await append(spool, 1)
  await brisk.until(6001)
  await Promise.all(stalled.map(closed => Promise.race([closed, drained(path)])))
  assert.equal((await reader(path, '{"from":6000}\n').until(2)).length, 2)
})

/** Places are taken back some time: then a reader gets its greeting and is not hung up on. */
async function drained(path: string): Promise<void> {
  for (;;) {
    const one = reader(path)
    const { length } = await one.until(1)
    one.socket.destroy()
    if (length > 0) return
    await pause(50)
  }
}

test('who says nothing loses its place', async t => {
  const { spool, path } = await doorOf(t, 200)
  await append(spool, 1)
  const silent = upTo(4).map(() => reader(path, ''))
  await Promise.all(silent.map(({ closed }) => closed))
  assert.equal((await reader(path).until(1)).length, 1)
})

test('a fifth reader is turned away while four are served', async t => {
  const { spool, path } = await doorOf(t)
  await append(spool, 1)
  const served = upTo(4).map(() => reader(path))
  await Promise.all(served.map(one => one.until(1)))
  await reader(path).closed
  served[0]!.socket.destroy()
  await drained(path)
})

test('the socket is for its owner and its group; closing lets every reader go', async t => {
  const { path, door } = await doorOf(t)
  assert.equal((await stat(path)).mode & 0o777, 0o660)
  const one = reader(path)
  await new Promise(done => one.socket.once('data', done))
  await door.close()
  await one.closed
})
