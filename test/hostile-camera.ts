/**
 * A camera that does as it is told, well or badly: an RTSP server on loopback whose answers a test scripts. What the
 * script does not name is answered as a good H.264 camera would.
 */
import { createServer, type Socket } from 'node:net'
import type { SentUnit } from './packetiser.ts'
import { interleaved, packetise } from './packetiser.ts'
import { h264 } from './parameter-sets.ts'

export type Request = {
  readonly method: string
  readonly url: string
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, string>
}

/** One connection, as the script sees it. */
export class Visitor {
  readonly socket: Socket
  #sequence = 0

  constructor(socket: Socket) {
    this.socket = socket
  }

  write(bytes: string | Uint8Array): void {
    this.socket.write(bytes)
  }

  answer(request: Request, status: number, fields: readonly string[] = [], body = ''): void {
    const lines = [`RTSP/1.0 ${status} Whatever`, `CSeq: ${request.headers.get('cseq')}`, ...fields]
    if (body !== '') lines.push(`Content-Length: ${Buffer.byteLength(body)}`)
    this.write(`${lines.join('\r\n')}\r\n\r\n${body}`)
  }

  /** Pictures on the media channel. */
  show(units: readonly SentUnit[], mtu = 1400, channel = 0): void {
    const cut = { codec: 'h264', mtu, aggregate: true, marker: true } as const
    const packets = packetise(units, { ...cut, firstSequence: this.#sequence })
    this.#sequence += packets.length
    for (const packet of packets) this.write(interleaved(channel, packet))
  }
}

export type Script = {
  /** By method; what is missing is answered well. */
  readonly [method: string]: (request: Request, visitor: Visitor) => void
}

export const description = [
  'v=0',
  's=camera',
  'a=control:*',
  'm=video 0 RTP/AVP 96',
  'a=rtpmap:96 H264/90000',
  `a=fmtp:96 sprop-parameter-sets=${[...h264.sps, ...h264.pps].map(set => Buffer.from(set).toString('base64')).join(',')}`,
  'a=control:track1',
  '',
].join('\r\n')

/** One picture each, `first` a key picture. */
export const pictures = (count: number, first = 1): SentUnit[] =>
  Array.from({ length: count }, (_, i) => ({
    stamp: 3000 * (first + i),
    nals: [Uint8Array.of(first + i === 1 ? 0x65 : 0x41, 0x88, 1, first + i)],
  }))

const well: Script = {
  OPTIONS: (request, visitor) => visitor.answer(request, 200, ['Public: DESCRIBE, SETUP, PLAY']),
  DESCRIBE: (request, visitor) =>
    visitor.answer(request, 200, ['Content-Type: application/sdp'], description),
  SETUP: (request, visitor) =>
    visitor.answer(request, 200, [
      'Session: s1;timeout=60',
      'Transport: RTP/AVP/TCP;interleaved=0-1',
    ]),
  PLAY: (request, visitor) => {
    visitor.answer(request, 200, ['Session: s1'])
    visitor.show(pictures(2))
  },
  TEARDOWN: (request, visitor) => {
    visitor.answer(request, 200)
    visitor.socket.end()
  },
}

export type HostileCamera = {
  readonly port: number
  readonly requests: readonly Request[]
  readonly visitors: readonly Visitor[]
  close(): Promise<void>
}

/** `onVisit` comes before any request: what it writes is an answer to nothing. */
export async function hostileCamera(
  script: Script = {},
  onVisit: (visitor: Visitor) => void = () => {},
): Promise<HostileCamera> {
  const requests: Request[] = []
  const visitors: Visitor[] = []
  const server = createServer(socket => {
    const visitor = new Visitor(socket)
    visitors.push(visitor)
    socket.on('error', () => {})
    onVisit(visitor)
    let text = ''
    socket.on('data', bytes => {
      text += bytes.toString('latin1')
      for (let end = text.indexOf('\r\n\r\n'); end !== -1; end = text.indexOf('\r\n\r\n')) {
        const [start = '', ...lines] = text.slice(0, end).split('\r\n')
        text = text.slice(end + 4)
        const [method = '', url = ''] = start.split(' ')
        const headers = new Map(
          lines.map(line => {
            const colon = line.indexOf(':')
            return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
          }),
        )
        const request = { method, url, headers }
        requests.push(request)
        const act = script[method] ?? well[method]
        if (act) act(request, visitor)
        else if (method !== 'RTSP/1.0') visitor.answer(request, 501)
      }
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    requests,
    visitors,
    async close() {
      for (const { socket } of visitors) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
