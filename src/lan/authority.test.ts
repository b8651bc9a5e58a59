import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { connect } from 'node:tls'
import { type Authority, makeAuthority } from './authority.ts'
import { issueCertificate } from './certificate.ts'

const nowMs = Date.UTC(2026, 10, 23, 9)
const host = 'tachiai.example'

/** What a client that trusts this root alone says of this certificate; null: nothing against it. */
async function verdict(
  t: TestContext,
  root: string,
  { chain, key }: { readonly chain: string; readonly key: string },
  asked: string,
): Promise<string | null> {
  const server = createServer({ cert: chain, key })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  t.after(() => server.close())
  const { port } = server.address() as AddressInfo
  return new Promise(done => {
    const socket = connect({ host: '127.0.0.1', port, servername: asked, ca: root })
    socket.once('secureConnect', () => done(null))
    socket.once('error', (error: NodeJS.ErrnoException) =>
      done(error.code === 'UNSPECIFIED' ? error.message : (error.code ?? '')),
    )
    socket.once('close', () => done('closed'))
  }).then(said => said as string | null)
}

test('a client that trusts the root takes the certificate for that name alone', async t => {
  const authority = await makeAuthority(host, Date.now())
  const own = await issueCertificate(authority, Date.now())
  assert.equal(await verdict(t, authority.root, own, host), null)
  assert.equal(
    await verdict(t, authority.root, own, 'other.example'),
    'ERR_TLS_CERT_ALTNAME_INVALID',
  )
  const stranger = await makeAuthority(host, Date.now())
  assert.notEqual(await verdict(t, stranger.root, own, host), null)
})

test('the intermediate that stays on the machine can speak for no other name', async t => {
  const authority = await makeAuthority(host, Date.now())
  for (const other of ['bank.example', `x.${host}.example`]) {
    const stolen: Authority = { ...authority, host: other }
    const forged = await issueCertificate(stolen, Date.now())
    assert.equal(await verdict(t, authority.root, forged, other), 'permitted subtree violation')
  }
})

test('OpenSSL reads the constraints as they are meant', async t => {
  const authority = await makeAuthority(host, nowMs)
  const folder = mkdtempSync(join(tmpdir(), 'tachiai-'))
  t.after(() => rmSync(folder, { recursive: true }))
  for (const pem of [authority.root, authority.intermediate]) {
    const file = join(folder, 'one.pem')
    writeFileSync(file, pem)
    const said = execFileSync('openssl', ['x509', '-in', file, '-noout', '-text']).toString()
    assert.match(said, /Name Constraints: critical\s+Permitted:\s+DNS:tachiai\.example/)
    assert.match(
      said,
      /Excluded:\s+IP:0\.0\.0\.0\/0\.0\.0\.0\s+IP:0:0:0:0:0:0:0:0\/0:0:0:0:0:0:0:0/,
    )
    assert.match(said, /CA:TRUE, pathlen:[01]/)
  }
})

test('the key of the root is not among what is left', async () => {
  const authority = await makeAuthority(host, nowMs)
  const root = new X509Certificate(authority.root)
  const keys = Object.values(authority).filter(text => text.includes('PRIVATE KEY'))
  assert.deepEqual(keys, [authority.intermediateKey])
  const { createPrivateKey } = await import('node:crypto')
  assert.equal(root.checkPrivateKey(createPrivateKey(authority.intermediateKey)), false)
  assert.ok(new X509Certificate(authority.intermediate).verify(root.publicKey))
})

test('a certificate is good for less than browsers allow', async () => {
  const { untilMs } = await issueCertificate(await makeAuthority(host, nowMs), nowMs)
  assert.ok(untilMs - nowMs < 398 * 86_400_000 && untilMs > nowMs)
})
