import assert from 'node:assert/strict'
import { createHash, X509Certificate } from 'node:crypto'
import { describe, test } from 'node:test'
import { description, hostileCamera, type Script } from './hostile-camera.ts'
import {
  expiredIdentity,
  foreignIdentity,
  type Identity,
  ownIdentity,
  renewedIdentity,
} from './identities.ts'
import { secret, visit } from './visit-camera.ts'
import { watchCamera } from './watch-camera.ts'

const keyOf = ({ cert }: Identity) =>
  createHash('sha256')
    .update(new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
const pin = keyOf(ownIdentity)

const offering =
  (...offers: readonly string[]): Script[string] =>
  (request, visitor) => {
    if (request.headers.has('authorization')) visitor.answer(request, 200, [], description)
    else
      visitor.answer(
        request,
        401,
        offers.map(offer => `WWW-Authenticate: ${offer}`),
      )
  }
const moved =
  (url: string): Script[string] =>
  (request, visitor) =>
    visitor.answer(request, 302, [`Location: ${url}`])

describe('a camera of rtsps', () => {
  test('is played inside TLS, and its key is told, to be pinned', async t => {
    const { watch } = await visit(t, {}, { tls: ownIdentity })
    await watch.until(() => watch.told.units.length === 2)
    assert.equal(watch.told.connected[0]?.certificate?.sha256, pin)
  })

  for (const [name, identity] of [
    ['as it was', ownIdentity],
    ['at TLS 1.2', { ...ownIdentity, maxVersion: 'TLSv1.2' }],
    ['with a new certificate for the key it had', renewedIdentity],
    ['with a certificate that expired', expiredIdentity],
  ] as const) {
    test(`pinned, ${name}`, async t => {
      const { watch } = await visit(t, {}, { tls: identity, pin })
      await watch.until(() => watch.told.units.length === 2)
      const { validToUs } = watch.told.connected[0]!.certificate!
      assert.equal(validToUs < Date.now() * 1000, identity === expiredIdentity)
    })
  }

  test('with another key than the pinned one: nothing is asked, nothing is said', async t => {
    const { camera, watch } = await visit(t, {}, { tls: foreignIdentity, pin })
    assert.deepEqual(await watch.end(), {
      kind: 'certificate',
      detail: 'the camera shows another key than the one pinned',
      doubt: { about: 'certificate', known: pin, offered: keyOf(foreignIdentity) },
    })
    await watch.close()
    assert.deepEqual(camera.requests, [])
  })

  test('may ask for Basic, which nobody else can read', async t => {
    const script = { DESCRIBE: offering('Basic realm="cam"') }
    const { camera, watch } = await visit(t, script, { tls: ownIdentity, pin })
    await watch.until(() => watch.told.units.length === 2)
    assert.equal(watch.told.connected[0]?.auth, 'basic')
    const said = camera.requests.map(({ headers }) => headers.get('authorization') ?? '')
    assert.ok(said.includes(`Basic ${Buffer.from(`officer:${secret}`).toString('base64')}`))
  })

  test('that never ends the handshake', async t => {
    const silent = await hostileCamera({ OPTIONS: () => {} })
    t.after(() => silent.close())
    const { watch } = await visit(t, {}, { url: `rtsps://127.0.0.1:${silent.port}/x` })
    watch.pass(10)
    assert.equal((await watch.end()).kind, 'network')
  })

  for (const [name, bytes] of [
    ['RTSP in the clear', 'RTSP/1.0 400 Bad Request\r\n\r\n'],
    ['HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['garbage', createHash('sha512').update('x').digest()],
  ] as const) {
    test(`that speaks ${name} instead of TLS`, async t => {
      const plain = await hostileCamera({}, visitor => visitor.write(bytes))
      t.after(() => plain.close())
      const { watch } = await visit(t, {}, { url: `rtsps://127.0.0.1:${plain.port}/x` })
      assert.equal((await watch.end()).kind, 'notRtsp')
    })
  }

  test('that can do no TLS 1.2', async t => {
    const old = { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' } as const
    const { camera, watch } = await visit(t, {}, { tls: { ...ownIdentity, ...old } })
    assert.equal((await watch.end()).kind, 'unsupported')
    assert.deepEqual(camera.requests, [])
  })

  test('is not asked for datagrams, which nothing would encrypt', () => {
    assert.throws(() => watchCamera('rtsps://127.0.0.1:9/x', { transport: 'udp' }), TypeError)
  })
})

describe('redirects', () => {
  test('out of the encryption are not followed', async t => {
    const plain = await hostileCamera()
    t.after(() => plain.close())
    const script = { DESCRIBE: moved(`rtsp://127.0.0.1:${plain.port}/x`) }
    const { watch } = await visit(t, script, { tls: ownIdentity, pin })
    assert.match((await watch.end()).detail, /out of the encryption/)
    assert.deepEqual(plain.visitors, [])
  })

  test('into it neither: who may write in the clear would choose whom we show the password', async t => {
    const secure = await hostileCamera({}, undefined, ownIdentity)
    t.after(() => secure.close())
    const script = { DESCRIBE: moved(`rtsps://127.0.0.1:${secure.port}/x`) }
    const { watch } = await visit(t, script)
    assert.match((await watch.end()).detail, /rtsps: change the address/)
    assert.deepEqual(secure.visitors, [])
  })

  test('to another port must show the same key, pinned or seen a moment ago', async t => {
    for (const known of [{ pin }, {}]) {
      const other = await hostileCamera({}, undefined, foreignIdentity)
      t.after(() => other.close())
      const script = { DESCRIBE: moved(`rtsps://127.0.0.1:${other.port}/x`) }
      const { watch } = await visit(t, script, { tls: ownIdentity, ...known })
      assert.equal((await watch.end()).kind, 'certificate')
      assert.deepEqual(other.requests, [])
    }
    const same = await hostileCamera({}, undefined, renewedIdentity)
    t.after(() => same.close())
    const script = { DESCRIBE: moved(`rtsps://127.0.0.1:${same.port}/x`) }
    const { watch } = await visit(t, script, { tls: ownIdentity })
    await watch.until(() => watch.told.units.length === 2)
  })

  test('lead to no weaker proof than the one already given', async t => {
    const weak = await hostileCamera({ DESCRIBE: offering('Digest realm="cam", nonce="1"') })
    t.after(() => weak.close())
    const { watch } = await visit(t, {
      DESCRIBE: (request, visitor) => {
        const proved = request.headers.has('authorization')
        const act = proved
          ? moved(`rtsp://127.0.0.1:${weak.port}/x`)
          : offering('Digest realm="cam", nonce="1", algorithm=SHA-256')
        act?.(request, visitor)
      },
    })
    const { kind, doubt } = await watch.end()
    assert.equal(kind, 'downgraded')
    assert.deepEqual(doubt, { about: 'authentication', known: 'sha256', offered: 'md5' })
    assert.ok(weak.requests.every(({ headers }) => !headers.has('authorization')))
  })
})

test('a camera that once asked for a proof and now asks for none is not played', async t => {
  const { watch } = await visit(t, {}, { atLeast: 'md5' })
  const { kind, detail, doubt } = await watch.end()
  assert.deepEqual([kind, detail], ['downgraded', 'the camera asks for no proof any more'])
  assert.deepEqual(doubt, { about: 'authentication', known: 'md5', offered: 'none' })
  assert.deepEqual(watch.told.units, [])
})

test('Basic alone after Digest is less than before, whether Basic is allowed or not', async t => {
  for (const allowBasic of [false, true]) {
    const script = { DESCRIBE: offering('Basic realm="cam"') }
    const { camera, watch } = await visit(t, script, { atLeast: 'md5', allowBasic })
    const { doubt } = await watch.end()
    assert.deepEqual(doubt, { about: 'authentication', known: 'md5', offered: 'basic' })
    assert.ok(camera.requests.every(({ headers }) => !headers.has('authorization')))
  }
})
