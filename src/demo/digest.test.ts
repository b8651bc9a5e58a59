import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { DigestGuard } from './digest.ts'

const guard = new DigestGuard({ user: 'demo', password: 'mori' })
const nonceOf = (of: DigestGuard) => /nonce="([^"]+)"/.exec(of.challenges[0]!)![1]!

/** RFC 7616 §3.4.1 without qop, as RTSP clients answer. */
function answer(algorithm: 'MD5' | 'SHA-256', password: string, method: string, nonce: string) {
  const name = algorithm.replace('-', '').toLowerCase()
  const hash = (text: string) => createHash(name).update(text).digest('hex')
  const uri = 'rtsp://127.0.0.1/camera-1/'
  const response = hash(
    `${hash(`demo:tachiai demo:${password}`)}:${nonce}:${hash(`${method}:${uri}`)}`,
  )
  return `Digest username="demo", realm="tachiai demo", nonce="${nonce}", uri="${uri}", response="${response}", algorithm=${algorithm}`
}

for (const algorithm of ['MD5', 'SHA-256'] as const) {
  test(`${algorithm}: the right password opens for this method and connection alone`, () => {
    const nonce = nonceOf(guard)
    const right = answer(algorithm, 'mori', 'PLAY', nonce)
    assert.ok(guard.admits('PLAY', right))
    assert.ok(!guard.admits('SETUP', right))
    assert.ok(!guard.admits('PLAY', answer(algorithm, 'Mori', 'PLAY', nonce)))
    const other = new DigestGuard({ user: 'demo', password: 'mori' })
    assert.ok(!other.admits('PLAY', right))
  })
}

test('no header, Basic, an unknown algorithm and rubbish are refused', () => {
  const basic = `Basic ${Buffer.from('demo:mori').toString('base64')}`
  const right = answer('MD5', 'mori', 'PLAY', nonceOf(guard))
  const odd = right.replace('algorithm=MD5', 'algorithm=constructor')
  for (const header of [undefined, '', basic, 'Digest', odd]) {
    assert.equal(guard.admits('PLAY', header), false, `${header}`)
  }
})
