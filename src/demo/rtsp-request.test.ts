import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { RequestReader } from './rtsp-request.ts'

const play = 'PLAY rtsp://a/camera-1/ RTSP/1.0\r\nCSeq: 4\r\nSession: x\r\n\r\n'
const told =
  'SET_PARAMETER rtsp://a/camera-1/ RTSP/1.0\r\ncseq:5\r\nContent-Length: 6\r\n\r\na: \r\n\r'
const packet = Buffer.of(0x24, 1, 0, 6, 0x80, 0xc9, 13, 10, 13, 10)

test('requests are found between bodies and packets, however the stream is cut', () => {
  const stream = Buffer.concat([
    Buffer.from(play),
    packet,
    Buffer.from(told),
    packet,
    Buffer.from(play),
  ])
  fc.assert(
    fc.property(fc.array(fc.nat(stream.length)), cuts => {
      const reader = new RequestReader()
      const edges = [0, ...cuts.sort((a, b) => a - b), stream.length]
      const found = edges.flatMap((edge, i) =>
        reader.push(stream.subarray(edges[i - 1] ?? 0, edge)),
      )
      assert.deepEqual(
        found.map(({ method, headers }) => [method, headers.get('cseq')]),
        [['PLAY', '4'], ['SET_PARAMETER', '5'], ['PLAY', '4']], // biome-ignore format: a list
      )
    }),
  )
})

test('garbage, a head without end and a lying length are refused', () => {
  const hostile = [
    'GET / HTTP/1.1\r\n\r\n',
    'x'.repeat(20_000),
    'PLAY rtsp://a/ RTSP/1.0\r\nContent-Length: 99999999\r\n\r\n',
    'PLAY rtsp://a/ RTSP/1.0\r\nContent-Length: -1\r\n\r\n',
  ]
  for (const text of hostile) {
    assert.throws(() => new RequestReader().push(Buffer.from(text)), RangeError)
  }
})
