import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { cameraAddress, controlUrl, redirected } from './address.ts'
import { StreamFault } from './stream-end.ts'

describe('the address of a camera', () => {
  test('host, port and the URL that requests name', () => {
    assert.deepEqual(cameraAddress('rtsp://Camera.example/a/b?c=1&d=2#e'), {
      host: 'camera.example',
      port: 554,
      url: 'rtsp://Camera.example/a/b?c=1&d=2',
      encrypted: false,
    })
    assert.equal(cameraAddress('rtsp://[fd00::1]:8554/x').host, 'fd00::1')
    assert.equal(cameraAddress('rtsp://[fd00::1]:8554/x').port, 8554)
    const { port, encrypted } = cameraAddress('rtsps://camera/x')
    assert.deepEqual([port, encrypted], [322, true])
    assert.equal(cameraAddress('rtsps://camera:554/x').port, 554)
  })

  test('anything else is refused without being repeated', () => {
    const wrong = [
      'rtsp://user:hunter2@camera/x',
      'rtsp://hunter2@camera/x',
      'rtspu://camera/hunter2',
      'rtsps://officer:hunter2@camera/x',
      'http://camera/hunter2',
      'camera/hunter2',
      'rtsp:///hunter2',
      'rtsp://camera:0/hunter2',
      `rtsp://camera/${'hunter2'.repeat(500)}`,
    ]
    for (const url of wrong) {
      assert.throws(
        () => cameraAddress(url),
        error => error instanceof TypeError && !error.message.includes('hunter2'),
        url,
      )
    }
  })
})

describe('control URLs (RFC 2326 C.1.1)', () => {
  const base = 'rtsp://camera/stream'
  const cases: readonly (readonly [string, string | undefined, string])[] = [
    [base, undefined, base],
    [base, '*', base],
    [base, 'trackID=1', 'rtsp://camera/stream/trackID=1'],
    [`${base}/`, 'trackID=1', 'rtsp://camera/stream/trackID=1'],
    [`${base}?channel=1`, 'trackID=1', 'rtsp://camera/stream?channel=1/trackID=1'],
    [base, '/other/track', 'rtsp://camera/other/track'],
    [base, 'rtsp://10.0.0.7:554/stream/track1', 'rtsp://10.0.0.7:554/stream/track1'],
    [base, 'RTSP://camera/x', 'RTSP://camera/x'],
  ]
  for (const [from, control, expected] of cases) {
    test(`${control} on ${from}`, () => assert.equal(controlUrl(from, control), expected))
  }

  test('one that would end the request line ends the stream', () => {
    for (const control of ['a b', 'a\r\nX: y', 'あ', 'x'.repeat(3000)]) {
      assert.throws(() => controlUrl(base, control), StreamFault)
    }
  })
})

test('a redirect stays on the host, and as encrypted as it was', () => {
  const from = cameraAddress('rtsp://camera/a')
  assert.equal(redirected(from, 'rtsp://CAMERA:8554/b').port, 8554)
  for (const to of ['rtsp://other/a', 'rtsps://camera/a', 'http://camera/a', '/b', undefined]) {
    assert.throws(() => redirected(from, to), StreamFault, to)
  }
  const secure = cameraAddress('rtsps://camera/a')
  assert.equal(redirected(secure, 'rtsps://camera/b').port, 322)
  assert.throws(() => redirected(secure, 'rtsp://camera:322/b'), /out of the encryption/)
  assert.equal(redirected(from, 'rtsp://10.0.0.7/b', '10.0.0.7').host, '10.0.0.7')
  assert.throws(() => redirected(from, 'rtsp://10.0.0.8/b', '10.0.0.7'), StreamFault)
})
