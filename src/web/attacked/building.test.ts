import assert from 'node:assert/strict'
import { once } from 'node:events'
import https from 'node:https'
import net from 'node:net'
import { describe, type TestContext, test } from 'node:test'
import { makeAuthority } from '#lan/authority.ts'
import { issueCertificate } from '#lan/certificate.ts'
import { association } from '../../../test/booked-office.ts'
import { atEnd, until } from '../../../test/site.ts'
import { webOffice } from '../../../test/web-office.ts'
import { routes } from '../routes.ts'
import { type Patience, serveOffice } from '../server.ts'

const name = 'tachiai.example'
/** Loopback is this machine; every other address of 127/8 is somebody in the building. */
const elsewhere = '127.0.0.2'

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '::')
  await once(probe, 'listening')
  const { port } = probe.address() as net.AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

async function inBuilding(t: TestContext, patience: Partial<Patience> = {}) {
  const { rooms } = await webOffice(t, association)
  const authority = await makeAuthority(name, Date.now())
  const port = await freePort()
  const server = await serveOffice({
    ...{ rooms, routes, port: 0, origin: `https://${name}:${port}`, patience },
    lan: { port, certificate: () => issueCertificate(authority, Date.now()) },
    nowMs: () => performance.now(),
  })
  atEnd(t, () => server.close())
  const asked = (
    host: string,
    localAddress: string,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; headers: Record<string, unknown> }> =>
    new Promise((done, failed) => {
      const to = {
        host: '127.0.0.1',
        port,
        localAddress,
        ca: authority.root,
        servername: name,
        agent: false,
      }
      const call = https.get(
        { ...to, path: '/api/session', headers: { ...headers, host } },
        answer => {
          answer.resume()
          answer.once('end', () => done({ status: answer.statusCode!, headers: answer.headers }))
        },
      )
      call.once('error', failed)
    })
  return { asked, port, own: `${name}:${port}`, here: `localhost:${server.port}` }
}

describe('建物の中から', () => {
  test('この機械の名では、よその機械からは呼べず、付けた名では、次から https だけになる', async t => {
    const { asked, own, here, port } = await inBuilding(t)
    const { status, headers } = await asked(own, elsewhere)
    assert.equal(status, 401)
    assert.equal(headers['strict-transport-security'], 'max-age=2592000')
    for (const host of [here, `127.0.0.1:${port}`, `127.0.0.2:${port}`, 'evil.example', name]) {
      assert.equal((await asked(host, elsewhere)).status, 421, host)
    }
    const local = await asked(here, '127.0.0.1')
    assert.equal(local.status, 401)
    assert.equal(local.headers['strict-transport-security'], undefined)
  })

  test('一台がいくつつないでも、ほかの機械のつながりは残る', async t => {
    const long = { headersTimeout: 3_600_000, requestTimeout: 3_600_000 }
    const { asked, own, port } = await inBuilding(t, {
      ...long,
      mostConnections: 12,
      mostOfAddress: 4,
    })
    const crowd = Array.from({ length: 30 }, () =>
      net.connect({ port, host: '127.0.0.1', localAddress: elsewhere }).on('error', () => {}),
    )
    atEnd(t, () => {
      for (const one of crowd) one.destroy()
    })
    await Promise.all(crowd.map(one => Promise.race([once(one, 'connect'), once(one, 'close')])))
    // The kernel may still be handing over the crowd; who is turned away of it is gone in a moment.
    await until(() =>
      asked(own, '127.0.0.3').then(
        ({ status }) => status === 401,
        () => false,
      ),
    )
  })

  test('つないで黙っている人は切られる', async t => {
    const { port } = await inBuilding(t, { headersTimeout: 400 })
    const silent = net.connect({ port, host: '127.0.0.1', localAddress: elsewhere })
    silent.resume().on('error', () => {})
    await once(silent, 'close')
  })
})
