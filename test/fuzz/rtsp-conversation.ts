/** All that a camera says on a connection, from its first answer on: messages, RTP, RTCP, mutated. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { defaultLimits } from '#rtsp/limits.ts'
import { MessageReader } from '#rtsp/message-reader.ts'
import { Session } from '#rtsp/session.ts'
import { Share } from '#rtsp/share.ts'
import { Redirection } from '#rtsp/status.ts'
import { StreamFault } from '#rtsp/stream-end.ts'
import { isWellFormed } from '#video/nal-units.ts'
import { isComplete } from '#video/parameter-sets.ts'
import { mutated } from './mutation.ts'
import { captureNamed, type Subject } from './subject.ts'

const captures = ['gstreamer-h264', 'gstreamer-h265', 'gstreamer-digest', 'demo-digest'].map(name =>
  captureNamed(`${name}.rtsp`),
)

const secret = 'hunter2'

/** Messages, their bodies and frames, one after the other; what is neither is one piece to its end. */
export function conversationPieces(bytes: Uint8Array): Uint8Array[] {
  const pieces: Uint8Array[] = []
  const whole = Buffer.from(bytes)
  for (let at = 0; at < whole.length; ) {
    const isFrame = whole[at] === 0x24
    const head = whole.indexOf('\r\n\r\n', at)
    let end = head === -1 ? whole.length : head + 4
    if (isFrame && at + 4 <= whole.length) end = at + 4 + whole.readUInt16BE(at + 2)
    pieces.push(whole.subarray(at, end))
    if (!isFrame) {
      const length = /\r\nContent-Length: (\d+)/i.exec(whole.toString('latin1', at, end))
      if (length) pieces.push(whole.subarray(end, end + Number(length[1])))
      end += Number(length?.[1] ?? 0)
    }
    at = end
  }
  return pieces
}

type Heard = {
  readonly connected: number
  /** SHA-256 of each picture, in order. */
  readonly units: readonly string[]
  readonly end: string | null
  readonly requests: readonly string[]
}

/** A client without socket or clock; reads are cut after `readBytes`, in a buffer that is overwritten between them. */
class Client {
  readonly units: string[] = []
  readonly requests: string[] = []
  connected = 0
  end: string | null = null
  readonly #share = new Share(defaultLimits, 0)
  readonly #session: Session
  readonly #reader: MessageReader

  constructor() {
    this.#session = new Session({
      url: 'rtsp://camera.example/cam0',
      trust: {
        credentials: () => ({ user: Buffer.from('officer'), password: Buffer.from(secret) }),
        allowBasic: false,
      },
      limits: defaultLimits,
      events: {
        connected: ({ parameterSets, server }) => {
          assert.ok(isComplete(parameterSets))
          assert.match(server ?? '', /^[\x20-\x7e]{0,80}$/)
          this.connected += 1
        },
        parameterSets: sets => assert.ok(isComplete(sets)),
        unit: ({ bytes, ptsTicks }) => {
          assert.equal(this.connected, 1, 'no picture before its parameter sets')
          assert.ok(isWellFormed(bytes) && bytes.length <= defaultLimits.unitBytes)
          assert.ok(Number.isSafeInteger(ptsTicks) && ptsTicks >= 0)
          this.units.push(createHash('sha256').update(bytes).digest('hex'))
        },
        loss: (packets, units) => assert.ok(packets >= 0 && units >= 0 && packets + units > 0),
        senderReport: ({ ntpUs, rtpTicks }) => {
          assert.ok(Number.isSafeInteger(ntpUs) && Number.isSafeInteger(rtpTicks))
        },
        ended: () => assert.fail('a session does not end itself'),
      },
      send: bytes => this.requests.push(Buffer.from(bytes).toString('latin1')),
      spend: bytes => this.#share.take(bytes, this.#session.nowUs),
      random: bytes => new Uint8Array(bytes),
      certificate: null,
      udp: null,
    })
    this.#reader = new MessageReader(defaultLimits, this.#session)
    this.#session.begin()
  }

  read(buffer: Uint8Array, size: number): void {
    if (this.end !== null) return
    try {
      this.#reader.read(buffer, size)
    } catch (fault) {
      if (fault instanceof Redirection) this.end = 'redirected'
      else if (fault instanceof StreamFault) {
        assert.ok(!fault.end.detail.includes(secret))
        assert.match(fault.end.detail, /^[\x20-\x7e]{1,120}$/)
        this.end = fault.end.kind
      } else throw fault
    }
  }
}

function listen(said: Uint8Array, readBytes: number, beside?: Uint8Array): [Heard, Heard] {
  const buffer = Buffer.alloc(Math.max(readBytes, 1 << 16))
  const clients = [new Client(), new Client()] as const
  const streams = [said, beside ?? new Uint8Array(0)] as const
  for (let at = 0; at < Math.max(said.length, streams[1].length); at += readBytes) {
    for (const [n, bytes] of streams.entries()) {
      const part = bytes.subarray(at, at + readBytes)
      buffer.fill(0x24)
      buffer.set(part)
      if (part.length > 0) clients[n]!.read(buffer, part.length)
    }
  }
  return [clients[0], clients[1]]
}

/** A request is a start line and fields that we know, whatever the camera wants said back. */
const request =
  /^[A-Z_]+ [\x21-\x7e]+ RTSP\/1\.0\r\nCSeq: \d+\r\nUser-Agent: tachiai\r\n(?:(?:Accept|Transport|Session|Range|Authorization): [^\r\n]*\r\n)*\r\n$/
const declined = /^RTSP\/1\.0 501 Not Implemented\r\n(?:CSeq: \d{1,9}\r\n)?\r\n$/

const good = captures[0]!
const unmolested = listen(good, 4096)[0]
assert.ok(unmolested.units.length >= 12 && unmolested.end === null)

export const rtspConversation: Subject = {
  name: 'rtsp conversation',
  inputs: mutated({
    real: captures,
    pieces: conversationPieces,
    words: [
      ...['\r\n', '\r\n\r\n', '\n\n', '$', '$\0\0\0', 'RTSP/1.0 200 OK\r\n', 'HTTP/1.1 200 OK\r\n'],
      ...['RTSP/1.0 302 Moved\r\nCSeq: 2\r\nLocation: rtsp://camera.example/b\r\n\r\n'],
      ...['Content-Length: 4\r\n', 'Content-Base: rtsp://a b/\r\n', 'CSeq: 3\r\n', 'Session: \r\n'],
      ...[
        'Transport: RTP/AVP/TCP;interleaved=0-0\r\n',
        'WWW-Authenticate: Digest realm="',
        ' folded',
      ],
      ...['OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n', 'a=control:', 'm=video 0 RTP/AVP 96\r\n'],
    ],
  }),
  try(said) {
    const [heard, beside] = listen(said, 4096, good)
    assert.deepEqual(beside.units, unmolested.units, 'the stream beside it lost pictures')
    assert.equal(beside.end, null)
    assert.ok(heard.connected <= 1)
    for (const text of heard.requests) {
      if (!declined.test(text)) assert.match(text, request)
      assert.ok(!text.includes(secret) && !text.includes(btoa(secret)))
      assert.ok(text.length < 8192)
    }
    const answers = Buffer.from(said).toString('latin1').split('RTSP/1.').length
    assert.ok(heard.requests.length <= answers, 'more is asked than was answered')
    // How the bytes are cut into reads is the network's doing.
    const [otherwise] = listen(said, 61)
    assert.deepEqual(otherwise.units, heard.units)
    assert.equal(otherwise.end, heard.end)
  },
  // Three clients read, one of them 61 bytes at a time.
  stepsPerByte: 5,
  stepsAtLeast: 40_000,
  runs: 250,
}
