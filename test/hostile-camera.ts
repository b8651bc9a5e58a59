/**
 * A camera that does as it is told, well or badly: an RTSP server on loopback whose answers a test scripts. What the
 * script does not name is answered as a good H.264 camera would, over UDP where it is asked for that.
 */
import { createSocket, type Socket as UdpSocket } from 'node:dgram'
import { createServer, type Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import type { Identity } from './identities.ts'
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
  readonly ports: UdpPorts
  /** Where the visitor wants datagrams; 0: on the connection. */
  clientPort = 0
  #sequence = 0

  constructor(socket: Socket, ports: UdpPorts) {
    this.socket = socket
    this.ports = ports
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
    for (const packet of packets) {
      if (this.clientPort > 0) this.datagram(packet)
      else this.write(interleaved(channel, packet))
    }
  }

  /** To the visitor's even port, or to the odd one; from ours, or from another's. */
  datagram(bytes: Uint8Array, to: 'media' | 'control' = 'media', from = this.ports[to]): void {
    from.send(bytes, this.clientPort + (to === 'media' ? 0 : 1), '127.0.0.1')
  }
}

export type UdpPorts = { readonly media: UdpSocket; readonly control: UdpSocket }

/** A UDP port of this machine; what comes in is added to `heard`. */
export async function udpPort(heard: Buffer[] = [], address = '127.0.0.1'): Promise<UdpSocket> {
  const socket = createSocket('udp4')
  socket.on('message', bytes => heard.push(bytes)).on('error', () => {})
  await new Promise<void>(resolve => socket.bind(0, address, resolve))
  return socket
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
  SETUP: (request, visitor) => visitor.answer(request, 200, setUp(request, visitor)),
  PLAY: (request, visitor) => {
    visitor.answer(request, 200, ['Session: s1'])
    visitor.show(pictures(2))
  },
  TEARDOWN: (request, visitor) => {
    visitor.answer(request, 200)
    visitor.socket.end()
  },
}

/** The fields of an answer to SETUP, as it was asked for; `more` is added to the Transport field of one over UDP. */
export function setUp(request: Request, visitor: Visitor, more = ';ssrc=00001234'): string[] {
  const asked = /client_port=(\d+)-(\d+)/.exec(request.headers.get('transport') ?? '')
  if (!asked) return ['Session: s1;timeout=60', 'Transport: RTP/AVP/TCP;interleaved=0-1']
  visitor.clientPort = Number(asked[1])
  const { media, control } = visitor.ports
  const ours = `server_port=${media.address().port}-${control.address().port}`
  return [
    'Session: s1',
    `Transport: RTP/AVP;unicast;client_port=${asked[1]}-${asked[2]};${ours}${more}`,
  ]
}

export type HostileCamera = {
  readonly port: number
  /** What came in at the UDP ports. */
  readonly heard: { readonly media: readonly Buffer[]; readonly control: readonly Buffer[] }
  readonly requests: readonly Request[]
  readonly visitors: readonly Visitor[]
  /** Shows another key from the next connection on, and cuts those that are. */
  becomes(identity: Identity): void
  close(): Promise<void>
}

/** `onVisit` comes before any request: what it writes is an answer to nothing. With `tls` it is a camera of `rtsps`. */
export async function hostileCamera(
  script: Script = {},
  onVisit: (visitor: Visitor) => void = () => {},
  tls?: TlsOptions,
): Promise<HostileCamera> {
  const requests: Request[] = []
  const visitors: Visitor[] = []
  const heard = { media: [] as Buffer[], control: [] as Buffer[] }
  const ports = { media: await udpPort(heard.media), control: await udpPort(heard.control) }
  const visited = (socket: Socket) => {
    const visitor = new Visitor(socket, ports)
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
  }
  const secure = tls ? createTlsServer(tls, visited) : null
  const server = secure ?? createServer(visited)
  server.on('tlsClientError', () => {})
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    requests,
    visitors,
    heard,
    becomes(identity) {
      secure?.setSecureContext(identity)
      for (const { socket } of visitors) socket.destroy()
    },
    async close() {
      ports.media.close()
      ports.control.close()
      for (const { socket } of visitors) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
