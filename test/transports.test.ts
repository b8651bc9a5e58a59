import assert from 'node:assert/strict'
import { createHash, X509Certificate } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { type TestContext, test } from 'node:test'
import type { TlsOptions } from 'node:tls'
import { demoPremises, foundDemo } from '#commands/demo/site.ts'
import { type KeeperChild, startKeeper } from '#commands/keeper-child.ts'
import { withRunningKeeper } from '#commands/keeper-client.ts'
import { type Premises, printedPremises, siteFile } from '#keeper/premises.ts'
import { FakeMachine } from '#keeper/time/fake-machine.ts'
import {
  description,
  hostileCamera,
  pictures,
  type Script,
  type Visitor,
} from './hostile-camera.ts'
import { foreignIdentity, type Identity, ownIdentity } from './identities.ts'
import { openWatched } from './keeper-on-a-clock.ts'
import { atEnd, cameraWords, type Site, siteFor, until } from './site.ts'

const keyOf = ({ cert }: Identity) =>
  createHash('sha256')
    .update(new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')

/** Ten pictures a second for as long as somebody looks; each tenth is a key picture. */
function goOn(visitor: Visitor): void {
  let count = 0
  const timer = setInterval(() => {
    if (visitor.socket.destroyed) return clearInterval(timer)
    const [key, other] = [pictures(1)[0]!, pictures(2)[1]!]
    visitor.show([{ ...(count % 10 === 0 ? key : other), stamp: 9000 * count++ }])
  }, 100)
}

async function camera(t: TestContext, script: Script = {}, tls?: TlsOptions) {
  const playing: Script = {
    PLAY: (request, visitor) => {
      visitor.answer(request, 200)
      goOn(visitor)
    },
  }
  const made = await hostileCamera({ ...playing, ...script }, undefined, tls)
  atEnd(t, () => made.close())
  return made
}

/** The keeper's own process under its permissions, on a made-up site whose clock may be moved. */
async function recordingSite(
  t: TestContext,
): Promise<Site & { readonly premises: Premises; readonly keeper: KeeperChild }> {
  const site = await siteFor(t)
  const premises = demoPremises(site.data)
  await foundDemo(premises, 'kai')
  await writeFile(siteFile(site.data), printedPremises(premises))
  const keeper = await startKeeper({ task: 'record', premises })
  atEnd(t, () => keeper.stop())
  return { ...site, premises, keeper }
}

const cameraOf = async (site: Site, name: string) =>
  (await site.json(['camera', 'list'])).value.find((one: { name: string }) => one.name === name)
const isIn = (site: Site, name: string, state: string) => async () =>
  (await cameraOf(site, name)).now.state === state

test('datagrams and TLS reach the keeper’s own process, and what they brought is whole', async t => {
  const site = await recordingSite(t)
  const datagrams = await camera(t)
  const basic: Script = {
    DESCRIBE: (request, visitor) => {
      if (request.headers.get('authorization')?.startsWith('Basic ')) {
        visitor.answer(request, 200, [], description)
      } else visitor.answer(request, 401, ['WWW-Authenticate: Basic realm="c"'])
    },
  }
  const secure = await camera(t, basic, ownIdentity)
  const overUdp = cameraWords(`rtsp://127.0.0.1:${datagrams.port}/a`, '門')
  const added = await site.call([...overUdp, '--transport', 'udp'], { input: '\n' })
  assert.equal(added.code, 0, added.stderr)
  const inside = cameraWords(`rtsps://127.0.0.1:${secure.port}/a`, '裏').slice(0, -1)
  const tried = await site.call([...inside, '--user', 'officer'], { input: 'hunter2\n' })
  assert.equal(tried.code, 0, tried.stderr)
  assert.match(tried.stdout, /暗号化 あり {2}認証 Basic/)
  assert.doesNotMatch(tried.stdout, /hunter2|注意/)
  assert.ok(tried.stdout.replaceAll(' ', '').includes(keyOf(ownIdentity)))
  await until(isIn(site, '門', 'recording'))
  await until(isIn(site, '裏', 'recording'))
  const closed = await camera(t, { SETUP: (request, visitor) => visitor.answer(request, 461) })
  const closedUrl = `rtsp://127.0.0.1:${closed.port}/a`
  const declined = await site.call(['camera', 'test', closedUrl], { input: '\n' })
  assert.match(declined.stdout, /次に: --transport udp/)

  await until(async () => (await cameraOf(site, '裏')).access.auth === 'basic')
  const [gate, back] = [await cameraOf(site, '門'), await cameraOf(site, '裏')]
  assert.deepEqual([gate.access.transport, gate.access.encrypted], ['udp', false])
  assert.deepEqual([back.access.transport, back.access.encrypted], ['tcp', true])
  assert.equal(back.access.pin.sha256, keyOf(ownIdentity))
  const { stdout } = await site.call(['camera', 'list'])
  assert.match(stdout, /転送 UDP {2}暗号化 なし/)

  const both = [...overUdp.slice(0, 3), '--transport', 'udp'].with(2, 'rtsps://127.0.0.1:9/x')
  const refused = await site.call(
    [...both, '--name', 'x', '--place', 'x', '--area', 'x', '--no-test'],
    {
      input: '\n',
    },
  )
  assert.equal(refused.code, 1)
  assert.match(refused.stderr, /UDP では送れません/)
  // Only minutes that are over are checked.
  await withRunningKeeper(site.premises, keeper =>
    keeper.order({ order: 'clock.move', us: 300_000_000 }),
  )
  const checked = await site.json(['check'])
  assert.deepEqual([checked.code, checked.value.findings], [0, []])
  assert.ok(checked.value.units > 20, `${checked.value.units} pictures`)
})

test('a camera that is not as it was known waits for the operator, who accepts what was shown', async t => {
  const site = await recordingSite(t)
  let asks = 'SHA-256'
  const guarded: Script = {
    DESCRIBE: (request, visitor) => {
      const proof = request.headers.get('authorization') ?? ''
      if (asks === 'none' || proof.includes(`algorithm=${asks}`))
        visitor.answer(request, 200, [], description)
      else {
        const offer = `Digest realm="c", nonce="1", algorithm=${asks}`
        visitor.answer(request, 401, [`WWW-Authenticate: ${offer}`])
      }
    },
  }
  const made = await camera(t, guarded, ownIdentity)
  const words = cameraWords(`rtsps://127.0.0.1:${made.port}/a`, '門')
  await site.call([...words, '--user', 'officer'], { input: 'hunter2\n' })
  await until(isIn(site, '門', 'recording'))
  await until(async () => (await cameraOf(site, '門')).access.auth === 'sha256')
  const accept = ['camera', 'trust', '門', '--yes', '--reason', '交換']

  made.becomes(foreignIdentity)
  const asked = made.requests.length
  await until(async () => (await cameraOf(site, '門')).now.cause === 'certificate')
  assert.match((await site.call(['status'])).stdout, /証明書が前と違います.*camera trust/)
  const tried = await site.call(['camera', 'test', '門'])
  assert.equal(tried.code, 1)
  assert.match(tried.stdout, /証明書が前と違います/)
  assert.ok(tried.stdout.replaceAll(' ', '').includes(keyOf(foreignIdentity)))
  assert.equal(made.requests.length, asked, 'nothing was asked of it')
  assert.equal((await site.call(accept)).code, 0)
  await until(isIn(site, '門', 'recording'))
  await until(async () => (await cameraOf(site, '門')).access.pin.sha256 === keyOf(foreignIdentity))

  asks = 'MD5'
  made.becomes(foreignIdentity)
  await until(async () => (await cameraOf(site, '門')).now.cause === 'downgraded')
  const proofs = () =>
    made.requests.filter(({ headers }) => headers.get('authorization')?.includes('algorithm=MD5'))
  assert.deepEqual(proofs(), [])
  assert.equal((await site.call(accept)).code, 0)
  await until(isIn(site, '門', 'recording'))
  await until(async () => (await cameraOf(site, '門')).access.auth === 'md5')
  assert.ok(proofs().length > 0)

  await site.keeper.stop()
  const again = await startKeeper({ task: 'record', premises: site.premises })
  atEnd(t, () => again.stop())
  const { access } = await cameraOf(site, '門')
  assert.deepEqual([access.pin.sha256, access.auth], [keyOf(foreignIdentity), 'md5'])
  asks = 'none'
  made.becomes(foreignIdentity)
  await until(async () => (await cameraOf(site, '門')).now.cause === 'downgraded')
  await again.stop()

  const machine = new FakeMachine(Date.now() * 1000)
  const watched = await openWatched({ t, premises: site.premises, machine })
  const events = (await watched.events()).filter(({ type }) => /^Camera[PT]/.test(type))
  await watched.close()
  const own = keyOf(ownIdentity)
  const foreign = keyOf(foreignIdentity)
  assert.deepEqual(
    events.map(event =>
      event.type === 'CameraTrusted'
        ? [event.about, event.before, event.now, event.reason]
        : event.type === 'CameraProblem' && [event.problem, event.detail],
    ),
    [
      ['certificate', `${own} → ${foreign}`],
      ['certificate', own, foreign, '交換'],
      ['authentication', 'sha256 → md5'],
      ['authentication', 'sha256', 'md5', '交換'],
      ['authentication', 'md5 → none'],
    ],
  )
})

test('a camera keeps its identity, password and key at a new address, and shows them there first', async t => {
  const site = await recordingSite(t)
  const before = await camera(t, {}, ownIdentity)
  const after = await camera(t, {}, ownIdentity)
  const impostor = await camera(t, {}, foreignIdentity)
  const neighbour = await camera(t)
  const at = (port: number) => `rtsps://127.0.0.1:${port}/a`
  await site.call([...cameraWords(at(before.port), '門'), '--pin', keyOf(ownIdentity)], {
    input: '\n',
  })
  await site.call(cameraWords(`rtsp://127.0.0.1:${neighbour.port}/a`, '裏'), { input: '\n' })
  const { id } = await cameraOf(site, '門')
  const move = (port: number, ...words: string[]) =>
    site.call(['camera', 'address', '門', at(port), '--reason', 'ルーターの交換', ...words])

  const posing = await move(impostor.port)
  assert.equal(posing.code, 1)
  assert.match(posing.stdout, /証明書が前と違います/)
  assert.deepEqual(impostor.requests, [])
  const taken = await site.call([
    ...['camera', 'address', '門', `rtsp://127.0.0.1:${neighbour.port}/a`],
    ...['--reason', 'x', '--no-test'],
  ])
  assert.equal(taken.code, 1)
  assert.match(taken.stderr, /もうカメラ「裏」があります/)

  const moved = await move(after.port, '--no-test')
  assert.equal(moved.code, 0, moved.stderr)
  await until(isIn(site, '門', 'recording'))
  const now = await cameraOf(site, '門')
  assert.deepEqual([now.id, now.url], [id, at(after.port)])
  assert.equal(now.access.pin.sha256, keyOf(ownIdentity))
})
