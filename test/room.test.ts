import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { open, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openRoom, type RoomOptions } from '#commands/room/room.ts'
import { standingWalls } from '#commands/room/walls.ts'
import { folderFor } from './site.ts'

const guest = fileURLToPath(new URL('room-guest.ts', import.meta.url))

/** What the guest says of its attempt, and how its room ended. */
async function tried(attempt: string, argument: unknown = null, more: Partial<RoomOptions> = {}) {
  const asked = { attempt, argument }
  const room = await openRoom({ task: 'onvif', program: guest, asked, ...more })
  const said: { got?: unknown; refused?: string }[] = []
  for await (const line of room.lines) said.push(JSON.parse(line))
  return { said: said[0], ended: await room.ended }
}

async function listening(t: TestContext): Promise<number> {
  const server = createServer(socket => socket.destroy())
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  t.after(() => server.close())
  return (server.address() as { port: number }).port
}

test('a room reads no file, writes none and starts nothing', async t => {
  const folder = await folderFor(t)
  const secret = join(folder, 'secret')
  await writeFile(secret, 'secret', { mode: 0o644 })
  for (const [attempt, path] of [
    ['read a file', secret],
    ['read a file', '/etc/passwd'],
    ['read a file', '/proc/self/environ'],
    ['write a file', join(folder, 'new')],
    ['start a program', null],
  ]) {
    const { said } = await tried(attempt!, path)
    assert.equal(said?.refused, 'ERR_ACCESS_DENIED', `${attempt} ${path}`)
  }
})

test('a room has no network, by the permission model and by the kernel', async t => {
  const port = await listening(t)
  for (const attempt of ['reach a host', 'send a datagram']) {
    assert.equal((await tried(attempt, port)).said?.refused, 'ERR_ACCESS_DENIED', attempt)
  }
  const { offline, missing } = await standingWalls()
  assert.equal(offline.length === 0, missing.includes('network'))
  if (offline.length > 0) {
    const [command, ...words] = [...offline, 'cat', '/proc/net/dev']
    const interfaces = execFileSync(command!, words)
      .toString()
      .match(/^\s*\w+:/gm)
    assert.deepEqual(
      interfaces?.map(name => name.trim()),
      ['lo:'],
    )
  }
  const { said } = await tried('reach a host', port, { network: true })
  assert.equal(said?.got, 'reached', 'a room whose task it is')
})

test('what it is given it reads, and nothing of its starter’s environment reaches it', async t => {
  const path = join(await folderFor(t), 'film')
  await writeFile(path, 'hello')
  const file = await open(path)
  t.after(() => file.close())
  const { said, ended } = await tried('read what it was given', null, { descriptors: [file.fd] })
  assert.equal(said?.got, 'hello')
  assert.deepEqual(ended, { end: 'done' })
  const itself = await tried('say who it is')
  const [uid, env] = itself.said!.got as [number, string]
  assert.equal(env, '{}')
  const { missing } = await standingWalls()
  const ownUser = uid !== process.getuid?.()
  assert.equal(ownUser, !missing.includes('user'))
})

test('a room that takes too much memory or time, or says too much, is killed', async () => {
  const limits = { memoryBytes: 200 * 1024 * 1024, silentCpuSeconds: 1, silentSeconds: 60 }
  const end = async (attempt: string, more = {}) =>
    (await tried(attempt, null, { limits: { ...limits, ...more } })).ended
  const greedy = await tried('take memory', null, { limits })
  // The kernel's limit may be there before the guard looks: then the room is refused the memory, or breaks.
  if (greedy.ended.end === 'done') assert.ok(greedy.said?.got === undefined)
  else if (greedy.ended.end === 'killed') assert.equal(greedy.ended.cause, 'memory')
  else assert.equal(greedy.ended.end, 'died')
  assert.deepEqual(await end('go round in circles'), { end: 'killed', cause: 'silence' })
  assert.deepEqual(await end('say nothing', { silentSeconds: 1 }), {
    end: 'killed',
    cause: 'silence',
  })
})

test('a line without end is the end of its room', async () => {
  const room = await openRoom({ task: 'onvif', program: guest, asked: { attempt: 'say too much' } })
  for await (const _ of room.lines);
  assert.deepEqual(await room.ended, { end: 'killed', cause: 'overLimit' })
})

test('a room that crashes says so and costs nothing else', async () => {
  const { ended } = await tried('crash')
  assert.equal(ended.end, 'died')
})
