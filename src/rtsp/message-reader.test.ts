import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Message } from './message.ts'
import { MessageReader } from './message-reader.ts'
import { StreamFault } from './stream-end.ts'

const limits = { headBytes: 2000, bodyBytes: 1000 }

function collector() {
  const seen: unknown[] = []
  const reader = new MessageReader(limits, {
    frame: (channel, bytes, from, to) =>
      seen.push({ channel, bytes: Buffer.from(bytes.slice(from, to)).toString('hex') }),
    message: (message: Message) =>
      seen.push({ ...message, headers: [...message.headers], body: [...message.body] }),
  })
  return { seen, reader }
}

/** Feeds pieces through one buffer that is overwritten after every read, as the socket's is. */
function feed(reader: MessageReader, pieces: readonly Uint8Array[]): void {
  const buffer = new Uint8Array(100_000)
  for (const piece of pieces) {
    buffer.set(piece)
    reader.read(buffer, piece.length)
    buffer.fill(0xaa)
  }
}

const faultOf = (text: string | Uint8Array) => {
  const { reader } = collector()
  try {
    feed(reader, [Buffer.from(text)])
  } catch (error) {
    assert.ok(error instanceof StreamFault)
    return error.end
  }
  return null
}

const frameOf = fc
  .record({ channel: fc.nat(255), data: fc.uint8Array({ maxLength: 3000, size: 'max' }) })
  .map(({ channel, data }) =>
    Buffer.concat([Uint8Array.of(0x24, channel, data.length >> 8, data.length & 0xff), data]),
  )
const responseOf = fc
  .record({
    status: fc.integer({ min: 100, max: 599 }),
    body: fc.uint8Array({ maxLength: 500, size: 'max' }),
    end: fc.constantFrom('\r\n', '\n'),
  })
  .map(({ status, body, end }) =>
    Buffer.concat([
      Buffer.from(
        ['RTSP/1.0 ', `${status} X${end}CSeq: 3${end}`, `Content-Length: ${body.length}${end}`]
          .join('')
          .concat(end),
      ),
      body,
    ]),
  )
const requestOf = fc.constant(Buffer.from('\r\nOPTIONS * RTSP/1.0\r\nCSeq: 9\r\n\r\n'))

/** The same bytes in reads of any sizes. */
const pieces = (bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] => {
  const at = [...new Set(cuts.map(cut => cut % (bytes.length + 1)))].sort((a, b) => a - b)
  return [0, ...at].map((from, i) => bytes.subarray(from, at[i] ?? bytes.length))
}

describe('reading messages and frames', () => {
  test('however the bytes are cut into reads, the same comes out', () => {
    const items = fc.array(fc.oneof(frameOf, responseOf, requestOf), { maxLength: 8, size: 'max' })
    fc.assert(
      fc.property(items, fc.array(fc.nat(), { maxLength: 20, size: 'max' }), (all, cuts) => {
        const bytes = Buffer.concat(all)
        const whole = collector()
        feed(whole.reader, [bytes])
        assert.equal(whole.seen.length, all.length)
        const cut = collector()
        feed(cut.reader, pieces(bytes, cuts))
        assert.deepEqual(cut.seen, whole.seen)
        const dripping = collector()
        feed(
          dripping.reader,
          [...bytes].map(byte => Uint8Array.of(byte)),
        )
        assert.deepEqual(dripping.seen, whole.seen)
      }),
      { numRuns: 60 },
    )
  })

  test('a folded header, a repeated one and a body', () => {
    const { seen, reader } = collector()
    const text = 'RTSP/1.0 200 OK\r\nX: a\r\n  b\r\nx: c\r\nContent-Length: 2\r\n\r\nhi'
    feed(reader, [Buffer.from(text)])
    assert.deepEqual(seen, [
      {
        type: 'response',
        status: 200,
        headers: [
          ['x', ['a b', 'c']],
          ['content-length', ['2']],
        ],
        body: [...Buffer.from('hi')],
      },
    ])
  })
})

describe('refusing to read', () => {
  test('what is not RTSP is told from RTSP that breaks', () => {
    assert.deepEqual(faultOf('HTTP/1.1 400 Bad Request\r\n\r\n')?.kind, 'notRtsp')
    assert.deepEqual(faultOf('SSH-2.0-OpenSSH_9.2p1\r\n')?.kind, 'notRtsp')
    assert.deepEqual(faultOf(Uint8Array.of(0, 1, 2, 3))?.kind, 'notRtsp')
    assert.deepEqual(faultOf('RTSP/1.0 200 OK\r\n\r\n\x07')?.kind, 'malformed')
    assert.deepEqual(faultOf('RTSP/1.0 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n')?.kind, 'malformed')
    assert.deepEqual(faultOf('RTSP/2.0 200 OK\r\n\r\n')?.kind, 'malformed')
    assert.deepEqual(faultOf('RTSP/1.0 200 OK\r\nno colon\r\n\r\n')?.kind, 'malformed')
  })

  test('lengths are checked before anything is kept', () => {
    const withLength = (length: string) => `RTSP/1.0 200 OK\r\nContent-Length: ${length}\r\n\r\n`
    assert.equal(faultOf(withLength('1000')), null)
    for (const length of ['1001', '99999999999999', '-1', '0x10', '5\r\nContent-Length: 6']) {
      assert.equal(faultOf(withLength(length))?.kind, 'malformed', length)
    }
    assert.equal(faultOf(`RTSP/1.0 200 OK\r\nX: ${'a'.repeat(1950)}`), null)
    assert.equal(faultOf(`RTSP/1.0 200 OK\r\nX: ${'a'.repeat(2000)}`)?.kind, 'malformed')
    assert.equal(faultOf(`RTSP/1.0 200 OK\r\nX: ${'a'.repeat(2000)}\r\n\r\n`)?.kind, 'malformed')
  })

  test('random and mutated bytes end in a StreamFault or in nothing', () => {
    const sound = fc.array(fc.oneof(frameOf, responseOf, requestOf), { maxLength: 4, size: 'max' })
    const flips = fc.array(fc.tuple(fc.nat(), fc.nat(255)), {
      minLength: 1,
      maxLength: 8,
      size: 'max',
    })
    const mutated = fc.tuple(sound, flips).map(([items, changes]) => {
      const bytes = Buffer.concat(items)
      for (const [at, byte] of changes) if (bytes.length > 0) bytes[at % bytes.length] = byte
      return bytes
    })
    const random = fc.uint8Array({ maxLength: 300, size: 'max' })
    const cuts = fc.array(fc.nat(), { maxLength: 10, size: 'max' })
    fc.assert(
      fc.property(fc.oneof(mutated, random), cuts, (bytes, at) => {
        const { reader } = collector()
        try {
          feed(reader, pieces(bytes, at))
        } catch (error) {
          assert.ok(error instanceof StreamFault, String(error))
        }
      }),
      { numRuns: 300 },
    )
  })
})
