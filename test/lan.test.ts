import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { request } from 'node:https'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { siteWithOffice } from './office-site.ts'
import { created, loginIdOf, Person, passwordOf } from './scenario/person.ts'
import { until } from './site.ts'

/** A port that nobody had a moment ago. */
const freePort = (): Promise<number> =>
  new Promise(done => {
    const probe = createServer().listen(0, '::', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => done(port))
    })
  })

/** What a machine that trusts this root alone gets there; the name leads to this machine. */
const asked = (
  port: number,
  root: string,
  path: string,
  { host = 'tachiai.example', method = 'GET' } = {},
): Promise<{ readonly status: number; readonly text: string } | { readonly refused: string }> =>
  new Promise(done => {
    const call = request(
      { host: '127.0.0.1', port, path, method, ca: root, servername: 'tachiai.example' },
      answer => {
        let text = ''
        answer.setEncoding('utf8').on('data', part => {
          text += part
        })
        answer.once('end', () => done({ status: answer.statusCode ?? 0, text }))
      },
    )
    call.setHeader('host', `${host}:${port}`)
    call.once('error', (error: NodeJS.ErrnoException) => done({ refused: error.code ?? '' }))
    call.end()
  })

test('建物の中の名前: 管理責任者が入れるまでは付かず、付けると証明書で確かめられ、やめると閉じる', async t => {
  process.env.TACHIAI_HTTP = '0'
  const site = await siteWithOffice(t)
  await site.init('nishinari')
  const run = await site.start(['run'])
  await until(
    async () => (await site.json(['account', 'first', '--by', '設置者'])).code === 0,
    () => run.said(),
  )
  const port = await freePort()
  const words = ['lan', 'make', 'tachiai.example', '--port', String(port)]
  const early = await site.call(words)
  assert.equal(early.code, 1)
  assert.match(early.stderr, /だれもこの事務室に入れません/)
  assert.match((await site.call(['lan', 'show'])).stdout, /この機械でだけ/)

  const { code, address } = (await site.json(['account', 'first', '--by', '設置者'])).value
  const manager = new Person('課長', address, new Map())
  const unit = '西成区役所市民協働課'
  const head = { person: '課長', of: null, unit, inOffice: true, fromUs: 'now' }
  const appointments = [{ type: 'AppointManager', words: head }]
  const own = { person: '課長', loginId: loginIdOf('課長'), password: passwordOf('課長') }
  created(await manager.post('/api/first', { code, appointments, ...own }))
  assert.equal((await site.call(['lan', 'make', '192.168.1.20'])).code, 1)

  const out = join(site.folder, 'たちあい.crt')
  const made = await site.json([...words, '--out', out])
  assert.equal(made.code, 0)
  assert.equal(made.value.address, `https://tachiai.example:${port}`)
  const root = await readFile(out, 'utf8')
  assert.doesNotMatch(root, /PRIVATE/)
  await until(
    async () => 'status' in (await asked(port, root, '/sign-in')),
    () => run.said(),
  )
  assert.match(run.said(), /住所が変わったので、始め直します/)
  const page = await asked(port, root, '/api/session')
  assert.equal('status' in page && page.status, 401)
  const other = await asked(port, root, '/api/session', { host: 'evil.example' })
  assert.ok('status' in other && other.status !== 401 && other.status >= 400, 'another name')
  const [stranger] = await Promise.all([asked(port, '', '/')])
  assert.ok('refused' in stranger, 'nobody trusts it who was not told to')
  assert.equal((await site.call(words)).code, 1, 'not made anew by accident')
  assert.match((await site.call(['lan', 'show'])).stdout, /https:\/\/tachiai\.example/)

  assert.equal((await site.call(['lan', 'off'])).code, 0)
  await until(async () => 'refused' in (await asked(port, root, '/sign-in')))
  assert.equal(await run.stop(), 0)
})
