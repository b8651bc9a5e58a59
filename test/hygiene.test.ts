import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cp, readdir, readFile } from 'node:fs/promises'
import net from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { startDemoCameras } from '#demo/rtsp-server.ts'
import { sha256 } from '#hash/sha256.ts'
import { storeOf } from '#keeper/forgetting/store.ts'
import { type Premises, readPremises, rooms } from '#keeper/premises.ts'
import { plantedDays } from '#keyring/day-trees.ts'
import { decodeKeyring } from '#keyring/decode.ts'
import { liveMinutes, minuteKeyOf } from '#keyring/minutes.ts'
import { recover } from '#keystore/keystore.ts'
import { hostileCamera, type Visitor } from './hostile-camera.ts'
import { machineDisk } from './keeper-on-a-clock.ts'
import { atEnd, cameraWords, folderFor, type Running, type Site, siteFor, until } from './site.ts'

/** Of this run alone: another one on this machine is no leak of ours. */
const password = `correct-horse-${randomBytes(12).toString('hex')}`

/** A camera whose pictures are chance: 32 bytes of them in any file can only come from them. */
async function chanceCamera(t: TestContext) {
  const sent: Buffer[] = []
  const play = (visitor: Visitor) => {
    let stamp = 0
    const timer = setInterval(() => {
      const body = randomBytes(3000)
      sent.push(body.subarray(1500, 1532))
      const nal = Buffer.concat([Buffer.from([stamp % 30_000 === 0 ? 0x65 : 0x41]), body])
      visitor.show([{ stamp, nals: [nal] }])
      stamp += 6000
    }, 66)
    visitor.socket.on('close', () => clearInterval(timer))
    atEnd(t, () => clearInterval(timer))
  }
  const camera = await hostileCamera({
    PLAY: (request, visitor) => {
      visitor.answer(request, 200, ['Session: s1'])
      play(visitor)
    },
  })
  atEnd(t, () => camera.close())
  return { url: `rtsp://127.0.0.1:${camera.port}/stream`, sent }
}

/** The keyring as it stands, read from a copy, so that reading leaves no trace in the original. */
async function secretsOf(t: TestContext, premises: Premises) {
  const copy = await folderFor(t)
  await cp(rooms(premises.directory).keyring, rooms(copy).keyring, { recursive: true })
  await cp(premises.shares[0]!, join(copy, 'share'))
  const copied = { ...premises, directory: copy, shares: [join(copy, 'share')] }
  const { plain } = await recover(storeOf(copied, machineDisk))
  const keyring = decodeKeyring(plain)
  const secrets = new Map<string, Uint8Array>()
  for (const [camera, keys] of keyring.cameras) {
    if (keys.secret) secrets.set('user and password', keys.secret)
    for (const { day, tree } of plantedDays(keys.days)) {
      for (let at = 0; at + 35 <= tree.length; at += 35) {
        secrets.set(`node ${day} ${at}`, tree.slice(at + 3, at + 35))
      }
    }
    const [first] = liveMinutes(keyring, camera)
    for (let minute = first![0]; minute < first![0] + 5; minute++) {
      secrets.set(`minute key ${minute}`, minuteKeyOf(sha256, keyring, camera, minute)!)
    }
  }
  return secrets
}

async function filesBelow(folder: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    files.set(path, await readFile(path))
  }
  return files
}

async function recordingSite(t: TestContext): Promise<{ site: Site; running: Running }> {
  const site = await siteFor(t)
  assert.equal((await site.init('kai')).code, 0)
  const running = await site.start(['run'], { NODE_OPTIONS: '--title=loud', SOME_TOKEN: password })
  return { site, running }
}

test('no plain frame, footage key or password in any file, temporary folder, output or core dump', async t => {
  const { site, running } = await recordingSite(t)
  const firstShare = (await readFile(site.share)).subarray(0, 8192)
  const { url, sent } = await chanceCamera(t)
  assert.equal((await site.call(cameraWords(url, 'chance'), { input: '\n' })).code, 0)
  const guarded = await startDemoCameras({
    names: ['カメラ1'],
    fps: 5,
    now: () => Date.now() * 1000,
    credentials: { user: 'officer', password },
  })
  atEnd(t, () => guarded.close())
  const words = [...cameraWords(guarded.urls[0]!, 'guarded'), '--user', 'officer']
  const said = [await site.call(words, { input: `${password}\n` })]
  await until(async () => {
    const { value } = await site.json(['camera', 'list'])
    const all = value as { now: { state: string } }[]
    return all.length === 2 && all.every(({ now }) => now.state === 'recording')
  })
  await until(() => sent.length > 40)
  for (const command of ['status', 'check', 'erasure', 'camera list', 'clock show']) {
    said.push(
      await site.call([...command.split(' '), '--json']),
      await site.call(command.split(' ')),
    )
  }
  const keeper = await running.keeper()
  for (const pid of (await readdir('/proc')).filter(name => /^\d+$/.test(name))) {
    if (Number(pid) === process.pid || Number(pid) === running.child.pid) continue
    for (const file of ['cmdline', 'environ']) {
      const text = await readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')
      assert.ok(!text.includes(password), `the password stands in ${file} of ${pid}`)
    }
  }
  const gcore = spawnSync('gcore', ['-o', join(site.folder, 'gcore'), `${keeper}`])
  const dumped = gcore.status === 0
  if (!dumped) t.diagnostic(`no core could be provoked with gcore: ${gcore.error ?? gcore.stderr}`)
  await until(async () => {
    const { value } = await site.json(['camera', 'list'])
    return value[0].now.state === 'recording' && value[1].now.state === 'recording'
  })
  const premises = (await readPremises(site.data))!
  assert.equal(await running.stop(), 0)
  const secrets = await secretsOf(t, premises)
  secrets.set('password', Buffer.from(password))
  for (const bytes of sent.slice(0, 60)) secrets.set(`picture ${secrets.size}`, bytes)
  assert.ok(sent.length > 20 && [...secrets.keys()].some(name => name.startsWith('node')))

  const files = await filesBelow(site.folder)
  const names = [...files.keys()]
  assert.ok(names.some(name => name.endsWith('.tachi')))
  if (dumped) assert.ok(names.some(name => name.includes('gcore.')))
  files.set('what was printed', Buffer.from(JSON.stringify(said) + running.said()))
  for (const [path, bytes] of files) {
    for (const [secret, value] of secrets) {
      assert.ok(!bytes.includes(value), `${secret} stands in ${path}`)
    }
  }
  // Of every share there ever was only the last one stands, in its slot.
  const old = shareIn(firstShare)
  for (const [path, bytes] of files) assert.ok(!bytes.includes(old), `an old share in ${path}`)
})

/** The 32 bytes of the share in the slot that was in use when the file was read (`keystore/slot.ts`). */
function shareIn(slots: Buffer): Buffer {
  const used = [0, 4096].map(at => slots.subarray(at, at + 4096)).find(slot => slot[10] === 1)!
  return used.subarray(72, 104)
}

test('what shuts the keeper off is in force, and nothing of the starter’s environment reaches it', async t => {
  const { site, running } = await recordingSite(t)
  const { value } = await site.json(['status'])
  assert.deepEqual(value.protection, {
    permissionModel: true,
    inspectorClosed: true,
    coreFilterClosed: true,
  })
  const keeper = await running.keeper()
  const environ = await readFile(`/proc/${keeper}/environ`, 'utf8')
  assert.doesNotMatch(environ, /NODE_OPTIONS|SOME_TOKEN|HOME=/)
  const filter = await readFile(`/proc/${keeper}/coredump_filter`, 'utf8')
  assert.equal(Number.parseInt(filter, 16), 0)
})

test('SIGUSR1 opens no inspector in the process that holds the keys', async t => {
  const { site, running } = await recordingSite(t)
  const keeper = await running.keeper()
  process.kill(keeper, 'SIGUSR1')
  await pause(500)
  assert.doesNotMatch(running.said(), /Debugger listening/)
  const sockets = await readFile(`/proc/${keeper}/net/tcp`, 'utf8').catch(() => '')
  assert.ok(!/ 0100007F:240D .* 0A /.test(sockets) || !(await listens(9229, keeper)))
  await until(async () => (await site.json(['status'])).value.recording)
})

/** Whether this process listens on the port: some other debugger of the machine may. */
async function listens(port: number, pid: number): Promise<boolean> {
  const reached = await new Promise<boolean>(done => {
    const socket = net.connect(port, '127.0.0.1')
    socket.once('connect', () => done(true)).once('error', () => done(false))
  })
  const { stdout } = spawnSync('ss', ['-ltnpH', `sport = :${port}`], { encoding: 'utf8' })
  return reached && stdout.includes(`pid=${pid},`)
}

test('a crash of the keeper leaves no memory behind', async t => {
  const pattern = (await readFile('/proc/sys/kernel/core_pattern', 'utf8')).trim()
  if (pattern.startsWith('|') || pattern.startsWith('/')) {
    t.skip(`cores go to ${pattern} here`)
    return
  }
  const { site, running } = await recordingSite(t)
  const { url, sent } = await chanceCamera(t)
  assert.equal((await site.call(cameraWords(url, 'chance'), { input: '\n' })).code, 0)
  await until(() => sent.length > 20)
  const keeper = await running.keeper()
  spawnSync('prlimit', [`--pid=${keeper}`, '--core=unlimited'])
  process.kill(keeper, 'SIGABRT')
  await until(async () => (await running.keeper()) !== keeper)
  await running.stop()
  const secrets = await secretsOf(t, (await readPremises(site.data))!)
  for (const bytes of sent.slice(0, 60)) secrets.set(`picture ${secrets.size}`, bytes)
  const cores = [...(await filesBelow(site.folder))].filter(([path]) => /\/core/.test(path))
  t.diagnostic(`cores: ${cores.map(([, { length }]) => `${length} bytes`).join(', ') || 'none'}`)
  for (const [path, bytes] of cores) {
    for (const [secret, value] of secrets) assert.ok(!bytes.includes(value), `${secret} in ${path}`)
  }
})
