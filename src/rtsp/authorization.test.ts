import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { authorization } from './authorization.ts'
import { challengesOf } from './challenge.ts'
import { StreamFault } from './stream-end.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const credentials = (user: string, password: string) => ({
  user: bytes(user),
  password: bytes(password),
})
const request = { method: 'GET', url: '/dir/index.html' }

function prove(field: string, user: string, password: string, cnonce: string): string {
  const [challenge] = challengesOf([field])
  assert.ok(challenge)
  const proof = authorization(challenge, credentials(user, password), request, 1, cnonce)
  return Buffer.from(proof).toString('latin1')
}

const responseIn = (proof: string) => /response="([0-9a-f]+)"/.exec(proof)?.[1]

describe('known answers', () => {
  const rfc7616 = (algorithm: string) =>
    `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, ` +
    'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", ' +
    'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
  const cnonce = 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ'

  test('RFC 7616 3.9.1, MD5 and SHA-256', () => {
    const md5 = prove(rfc7616('MD5'), 'Mufasa', 'Circle of Life', cnonce)
    assert.equal(responseIn(md5), '8ca523f5e9506fed4657c9700eebdbec')
    const sha256 = prove(rfc7616('SHA-256'), 'Mufasa', 'Circle of Life', cnonce)
    assert.equal(
      responseIn(sha256),
      '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1',
    )
    assert.match(sha256, /algorithm=SHA-256/)
    assert.match(sha256, /opaque="FQhe\/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"/)
    assert.match(sha256, /qop=auth, nc=00000001/)
  })

  test('RFC 2617 3.5', () => {
    const field =
      'Digest realm="testrealm@host.com", qop="auth,auth-int", ' +
      'nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"'
    const proof = prove(field, 'Mufasa', 'Circle Of Life', '0a4f113b')
    assert.equal(responseIn(proof), '6629fae49393a05397450978507c4ef1')
  })

  test('RFC 2069 2.4 with its erratum: no qop, no counter', () => {
    const field =
      'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", ' +
      'opaque="5ccc069c403ebaf9f0171e9517f40e41"'
    const proof = prove(field, 'Mufasa', 'CircleOfLife', 'unused')
    assert.equal(responseIn(proof), '1949323746fe6a43ef61f9606e7febea')
    assert.doesNotMatch(proof, /cnonce|nc=|qop/)
  })

  test('RFC 7617 2 and 2.1, and every length of the last group', () => {
    const basic = (user: string, password: string) =>
      prove('Basic realm="foo", charset="UTF-8"', user, password, '')
    assert.equal(basic('Aladdin', 'open sesame'), 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==')
    assert.equal(basic('test', '123£'), 'Basic dGVzdDoxMjPCow==')
    for (const password of ['', 'a', 'ab', 'abc', 'abcd']) {
      assert.equal(basic('u', password), `Basic ${Buffer.from(`u:${password}`).toString('base64')}`)
    }
  })
})

test('neither a user name nor a realm can end its quotes or the line', () => {
  const proof = prove('Digest realm="a\\"b", nonce="n"', 'x"\\', 'p', 'c')
  assert.match(proof, /^Digest username="x\\"\\\\", realm="a\\"b"/)
  assert.throws(() => prove('Digest realm="r", nonce="n"', 'u\r\nX: y', 'p', 'c'), StreamFault)
})

describe('choosing a challenge', () => {
  const strengths = (...fields: string[]) => challengesOf(fields).map(({ strength }) => strength)

  test('strongest first, from one field or from several', () => {
    const md5 = 'Digest realm="r", nonce="1"'
    const sha = 'Digest algorithm=SHA-256, realm="r", nonce="2", qop="auth"'
    assert.deepEqual(strengths('Basic realm="r"', md5, sha), ['sha256', 'md5', 'basic'])
    assert.deepEqual(strengths(`${md5}, Basic realm="r", ${sha}`), ['sha256', 'md5', 'basic'])
  })

  test('what cannot be answered is passed over', () => {
    assert.deepEqual(strengths('Digest realm="r", nonce="1", algorithm=SHA-512-256'), [])
    assert.deepEqual(strengths('Digest realm="r", nonce="1", qop="auth-int"'), [])
    assert.deepEqual(strengths('Digest realm="r"', 'Bearer x', 'nonsense', ''), [])
  })

  test('quotes, spaces, a stale nonce and session algorithms', () => {
    const [challenge] = challengesOf([
      'digest Realm = "IP Camera, \\"A\\"" , NONCE=abc, stale=TRUE, algorithm="MD5-sess"',
    ])
    assert.ok(challenge?.scheme === 'digest')
    assert.equal(challenge.realm, 'IP Camera, "A"')
    assert.equal(challenge.nonce, 'abc')
    assert.equal(challenge.stale, true)
    assert.equal(challenge.session, true)
  })
})
