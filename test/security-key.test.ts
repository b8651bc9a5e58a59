import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { type Browser, chromium } from 'playwright-core'
import { securityKey } from '#cast/security-key.ts'
import { signingFault } from '#cosign/check.ts'
import type { GradeA } from '#cosign/cosignature.ts'
import { enrolled } from '#cosign/enrolment.ts'
import { actCommitment, challengeOf, type Statement } from '#cosign/statement.ts'
import { hmacSha256 } from '#hash/hmac.ts'
import { sha256 } from '#hash/sha256.ts'
import { signCheckpoint } from '#tlog/checkpoint.ts'
import { chromiumOptions } from './browser.ts'
import { freshSigner } from './ledger.ts'
import { cosignPrimitives } from './rosters.ts'
import { atEnd } from './site.ts'

/** A page of our own on localhost, and a security key with PIN plugged into the browser. */
async function pageWithKey(t: TestContext) {
  const server = createServer((_, answer) => answer.end('<!doctype html><title>署名</title>'))
  server.listen(0, 'localhost')
  await once(server, 'listening')
  atEnd(t, () => server.close())
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  const browser: Browser = await chromium.launch(chromiumOptions)
  atEnd(t, () => browser.close())
  const page = await browser.newPage()
  await page.goto(origin)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'usb', hasResidentKey: false },
      ...{ hasUserVerification: true, isUserVerified: true },
    },
  })
  const base64url = `bytes => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')`
  const bytes = (from: Uint8Array) => `new Uint8Array(${JSON.stringify([...from])})`
  const create = (challenge: Uint8Array, alg: number) =>
    page.evaluate<{ clientDataJSON: string; attestationObject: string }>(`(async () => {
      const text = ${base64url}
      const made = await navigator.credentials.create({ publicKey: {
        challenge: ${bytes(challenge)}, rp: { id: 'localhost', name: 'x' },
        user: { id: ${bytes(randomBytes(16))}, name: '髙橋', displayName: '髙橋' },
        pubKeyCredParams: [{ type: 'public-key', alg: ${alg} }],
        authenticatorSelection: { authenticatorAttachment: 'cross-platform', userVerification: 'required' },
      } })
      const { clientDataJSON, attestationObject } = made.response
      return { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject) }
    })()`)
  const get = (challenge: Uint8Array, id: string) =>
    page.evaluate<GradeA>(`(async () => {
      const text = ${base64url}
      const one = await navigator.credentials.get({ publicKey: {
        challenge: ${bytes(challenge)}, rpId: 'localhost', userVerification: 'required',
        allowCredentials: [{ type: 'public-key', id: ${bytes(Buffer.from(id, 'base64url'))} }],
      } })
      const { clientDataJSON, authenticatorData, signature } = one.response
      return { grade: 'A', credential: one.id, clientDataJSON: text(clientDataJSON),
        authenticatorData: text(authenticatorData), signature: text(signature) }
    })()`)
  return { party: { origin, rpId: 'localhost' }, create, get }
}

test('a real browser with a virtual key, and the software key of the tests, pass the same check', async t => {
  const { party, create, get } = await pageWithKey(t)
  const signer = freshSigner()
  const checkpoint = signCheckpoint(
    { origin: signer.key.name, size: 1, root: sha256() },
    signer.key,
    signer.sign,
  )
  const atUs = 1_795_400_000_000_000
  const actId = randomBytes(16).toString('base64url')
  const act = actCommitment(hmacSha256, actId, { stream: 'x/1', said: { type: 'Open', by: 'p' } })
  const here = { session: '1', terminal: '端末1', keeper: 'a1', person: '髙橋', act } as const
  const statement: Statement = {
    ...{ v: 2, verb: 'witness', n: null, actId, post: 'member', notAfterUs: atUs },
    ...here,
  }
  const expected = { ...here, verb: 'witness', n: null, atUs, leaves: 1 } as const
  const challenge = challengeOf(sha256, statement, checkpoint)

  const software = securityKey(party)
  const ways = [
    { make: (made: Uint8Array) => create(made, -7), sign: get },
    { make: (made: Uint8Array) => create(made, -257), sign: get },
    {
      make: async (made: Uint8Array) => software.attestation(made),
      sign: async (asked: Uint8Array) => software.assertion(asked),
    },
  ]
  const shapes: string[] = []
  for (const { make, sign } of ways) {
    const made = randomBytes(32)
    const found = enrolled(sha256, await make(made), made, party)
    assert.ok(found, 'enrolled')
    const proof = await sign(challenge, found.id)
    const ground = {
      ...{ relyingParty: party, ledger: signer.key, gradeC: false, terminalKey: () => null },
      credential: (id: string) =>
        id === found.id
          ? {
              ...{ person: '髙橋', key: found.key, attachment: 'cross-platform' as const },
              signCount: found.signCount,
            }
          : null,
    }
    const fault = (changed: GradeA) =>
      signingFault(cosignPrimitives, { statement, checkpoint, proof: changed }, expected, ground)
    assert.equal(fault(proof), null)
    for (const member of ['clientDataJSON', 'authenticatorData', 'signature'] as const) {
      const bytes = Buffer.from(proof[member], 'base64url')
      for (let at = 0; at < bytes.length; at++) {
        const other = Buffer.from(bytes)
        other[at]! ^= 1
        const changed = { ...proof, [member]: other.toString('base64url') }
        assert.notEqual(fault(changed), null, `${member} ${at}`)
      }
    }
    const client = JSON.parse(Buffer.from(proof.clientDataJSON, 'base64url').toString())
    shapes.push(
      `${Object.keys(client).slice(0, 4).join()} ${Buffer.from(proof.authenticatorData, 'base64url').length}`,
    )
  }
  assert.equal(new Set(shapes).size, 1, shapes.join(' | '))
})
