/** The keeper's door with a caller who keeps to nothing: lines without end, answers unread, orders of every shape. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { readMoment } from '#civil/minute.ts'
import { type OrderHandler, openDoor } from '#door/door.ts'
import { handler, orderNames } from '#keeper/orders/handler.ts'
import { FakeMachine } from '#keeper/time/fake-machine.ts'
import { foundSite, openWatched } from '../keeper-on-a-clock.ts'
import { folderFor, until } from '../site.ts'

const times = Number(process.env.TACHIAI_FUZZ ?? 1)
const seed = Number(process.env.TACHIAI_SEED ?? 20261123)

async function doorTo(t: TestContext, handle: OrderHandler) {
  const folder = await mkdtemp(join(tmpdir(), 'tachiai-door-'))
  const path = join(folder, 'door')
  const door = await openDoor(path, handle)
  t.after(async () => {
    await door.close()
    await rm(folder, { recursive: true })
  })
  return path
}

async function caller(path: string) {
  const socket = net.connect(path)
  let said = ''
  const gone = new Promise<void>(resolve => socket.once('close', () => resolve()))
  socket.on('error', () => {})
  socket.on('data', bytes => {
    said += bytes
  })
  await new Promise(resolve => socket.once('connect', resolve))
  return { socket, gone, answers: () => said.split('\n').filter(Boolean) }
}

const fields = fc.dictionary(
  fc.constantFrom(
    ...['camera', 'name', 'url', 'user', 'password', 'appendix', 'fromUs', 'toUs', 'us', 'hours'],
    ...[
      'by',
      'hold',
      'reason',
      'endsOn',
      'day',
      'token',
      'examination',
      'claims',
      'onvif',
      'month',
    ],
  ),
  fc.oneof(
    fc.jsonValue(),
    fc.constantFrom('門', '2026-11-22', 'rtsp://127.0.0.1:9/x', '__proto__', -1, 1e300, '\ud800'),
    fc.constant({ place: '門', area: '門の前', purpose: '' }),
  ),
  { maxKeys: 6 },
)
// A trial waits for its camera; the clock of a site that is no demo is moved by officers.
const known = orderNames.filter(name => name !== 'camera.test' && name !== 'clock.accept')
const order = fc.oneof(
  fc.record({ order: fc.constantFrom(...known), fields }),
  fc.record({ order: fc.constantFrom('constructor', '__proto__', 'toString', '', 'x'), fields }),
)

test(`orders of every shape are answered, once each, and the keeper goes on, seed ${seed}`, async t => {
  const folder = await folderFor(t)
  const machine = new FakeMachine(readMoment('2026-11-22 09:00'))
  const premises = await foundSite({ folder, profile: 'hokuto', machine })
  const { keeper } = await openWatched({ t, premises, machine })
  const path = await doorTo(t, handler(keeper))
  const { socket, answers } = await caller(path)
  let asked = 0
  const property = fc.asyncProperty(fc.array(order, { maxLength: 4 }), async orders => {
    const before = answers().filter(isFinal).length
    for (const { order, fields } of orders) {
      asked += 1
      socket.write(`${JSON.stringify({ ...fields, id: asked, order })}\n`)
    }
    await until(() => answers().filter(isFinal).length >= before + orders.length)
    const now = answers().filter(isFinal)
    assert.equal(now.length, before + orders.length)
    for (const line of now.slice(before)) {
      assert.doesNotMatch(
        line,
        /TypeError|RangeError|Cannot read|is not a function|undefined/,
        line,
      )
    }
  })
  await fc.assert(property, { numRuns: 60 * times, seed, endOnFailure: true })
  const check = await handler(keeper)({ order: 'check' }, () => {})
  assert.deepEqual('result' in check && (check.result as { findings: unknown[] }).findings, [])
  socket.destroy()
})

const isFinal = (line: string): boolean => !('progress' in JSON.parse(line))

test('lines that are no orders are answered with a fault, and the line behind them is read', async t => {
  const path = await doorTo(t, async ({ order }) => ({ result: order }))
  const odd = ['null', '5', '"x"', '[]', '{', '', '\0', '{"id":1', 'あ'.repeat(1000), '\ufeff{}']
  const { socket, answers } = await caller(path)
  for (const line of odd) socket.write(`${line}\n`)
  socket.write('{"id":7,"order":"still"}\n')
  await until(() => answers().some(line => line.includes('still')))
  assert.equal(answers().length, odd.length + 1)
  socket.destroy()
})

test('a caller who goes away in the middle of its answer costs the keeper nothing', async t => {
  let asked = 0
  const path = await doorTo(t, async (_order, progress) => {
    asked += 1
    for (let n = 0; n < 50; n++) {
      progress('x'.repeat(2000))
      await new Promise(resolve => setImmediate(resolve))
    }
    return { result: null }
  })
  for (let n = 0; n < 20; n++) {
    const { socket, gone } = await caller(path)
    // With answers unread the connection breaks, and does not just end.
    socket.pause()
    socket.write('{"id":1,"order":"x"}\n')
    await until(() => asked > n)
    socket.destroy()
    await gone
  }
  const { socket, answers } = await caller(path)
  socket.write('{"id":2,"order":"x"}\n')
  await until(() => answers().some(line => line.includes('result')))
  socket.destroy()
})

test('a line without end costs its caller the connection', async t => {
  const path = await doorTo(t, async () => ({ result: null }))
  const { socket, gone, answers } = await caller(path)
  const pour = () => {
    while (socket.writable && socket.write(Buffer.alloc(16_384, 0x20)));
  }
  socket.on('drain', pour)
  pour()
  await gone
  assert.deepEqual(answers(), [])
  const next = await caller(path)
  next.socket.write('{"id":1,"order":"x"}\n')
  await until(() => next.answers().length === 1)
  next.socket.destroy()
})

test('a caller who asks without end and reads no answer is not served without end', async t => {
  let [running, most, served] = [0, 0, 0]
  const path = await doorTo(t, async () => {
    running += 1
    most = Math.max(most, running)
    await new Promise(resolve => setImmediate(resolve))
    running -= 1
    served += 1
    return { result: 'x'.repeat(10_000) }
  })
  const { socket } = await caller(path)
  socket.pause()
  const asking = '{"id":1,"order":"x"}\n'.repeat(1000)
  let written = 0
  const pour = () => {
    while (written < 100 && socket.write(asking)) written += 1
  }
  socket.on('drain', pour)
  pour()
  await until(() => served > 0 && running === 0)
  for (let quiet = 0; quiet < 50; quiet++) await new Promise(resolve => setImmediate(resolve))
  // 100,000 were asked; the answers to some hundred fill what a socket takes.
  assert.ok(served < 2000, `${served} served`)
  assert.ok(most <= 64, `${most} at once`)
  socket.destroy()
})
