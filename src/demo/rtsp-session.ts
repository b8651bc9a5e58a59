import { randomBytes } from 'node:crypto'
import type { Duplex } from 'node:stream'
import type { Camera, Shown } from './camera.ts'
import { type Credentials, DigestGuard } from './digest.ts'
import { RtpStream } from './rtp.ts'
import { RequestReader, type RtspRequest } from './rtsp-request.ts'
import { description } from './sdp.ts'

const methods = 'OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, SET_PARAMETER, TEARDOWN'
export const timeoutSeconds = 60
/** A client this far behind misses pictures until it has caught up and a key picture comes. */
const mostUnsentBytes = 1 << 20
const reportEveryUs = 5_000_000

type Answer = {
  readonly status: string
  readonly headers?: readonly (readonly [name: string, value: string])[]
  readonly body?: string
}

/** One RTSP connection (RFC 2326): a single session, one camera, RTP over the connection itself. */
export class RtspSession {
  readonly #socket: Duplex
  readonly #cameras: ReadonlyMap<string, Camera>
  readonly #guard: DigestGuard | null
  readonly #reader = new RequestReader()
  readonly #id = randomBytes(8).toString('hex')
  #camera: Camera | undefined
  #stream: RtpStream | undefined
  #stopWatching: (() => void) | undefined
  #behind = true
  #reportedUs = Number.NEGATIVE_INFINITY
  #heardMs = performance.now()

  constructor(
    socket: Duplex,
    cameras: ReadonlyMap<string, Camera>,
    credentials: Credentials | undefined,
  ) {
    this.#socket = socket
    this.#cameras = cameras
    this.#guard = credentials ? new DigestGuard(credentials) : null
    socket.on('data', (chunk: Buffer) => this.#hear(chunk))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.#stop())
  }

  #hear(chunk: Uint8Array): void {
    this.#heardMs = performance.now()
    try {
      for (const request of this.#reader.push(chunk)) this.#serve(request)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      this.#stop()
      this.#socket.end('RTSP/1.0 400 Bad Request\r\n\r\n')
    }
  }

  #serve(request: RtspRequest): void {
    const { status, headers = [], body = '' } = this.#answer(request)
    const lines = [
      `RTSP/1.0 ${status}`,
      `CSeq: ${request.headers.get('cseq') ?? '0'}`,
      'Server: tachiai demo',
      ...headers.map(([name, value]) => `${name}: ${value}`),
      ...(body ? [`Content-Length: ${Buffer.byteLength(body)}`] : []),
    ]
    this.#socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`)
    if (request.method === 'PLAY' && status === '200 OK') this.#start()
    if (request.method === 'TEARDOWN' && status === '200 OK') this.#socket.end()
  }

  #answer(request: RtspRequest): Answer {
    if (request.method === 'OPTIONS') return { status: '200 OK', headers: [['Public', methods]] }
    if (this.#guard && !this.#guard.admits(request.method, request.headers.get('authorization'))) {
      const headers = this.#guard.challenges.map(value => ['WWW-Authenticate', value] as const)
      return { status: '401 Unauthorized', headers }
    }
    switch (request.method) {
      case 'DESCRIBE':
        return this.#describe(request)
      case 'SETUP':
        return this.#setUp(request)
      case 'PLAY':
        return this.#ofSession(request, () => this.#play(request))
      case 'GET_PARAMETER':
      case 'SET_PARAMETER':
        return { status: '200 OK', headers: this.#stream ? [['Session', this.#id]] : [] }
      case 'TEARDOWN':
        return this.#ofSession(request, () => {
          this.#stop()
          return { status: '200 OK' }
        })
      default:
        return { status: '501 Not Implemented', headers: [['Public', methods]] }
    }
  }

  #cameraOf(url: string): Camera | undefined {
    const path = /^rtsp:\/\/[^/]+\/([^/?]+)/i.exec(url)?.[1]
    return path === undefined ? undefined : this.#cameras.get(path)
  }

  #describe({ url }: RtspRequest): Answer {
    const camera = this.#cameraOf(url)
    if (!camera) return { status: '404 Not Found' }
    const headers = [
      ['Content-Type', 'application/sdp'],
      ['Content-Base', `${url.replace(/\/$/, '')}/`],
    ] as const
    return { status: '200 OK', headers, body: description(camera) }
  }

  #setUp({ url, headers }: RtspRequest): Answer {
    const camera = this.#cameraOf(url)
    if (!camera) return { status: '404 Not Found' }
    const transport = headers.get('transport') ?? ''
    const [, channel] = /RTP\/AVP\/TCP;.*interleaved=(\d{1,3})/.exec(transport) ?? []
    if (this.#stream) return { status: '455 Method Not Valid in This State' }
    if (channel === undefined || Number(channel) > 254) {
      return { status: '461 Unsupported Transport' }
    }
    this.#camera = camera
    this.#stream = new RtpStream(Number(channel))
    const ssrc = this.#stream.ssrc.toString(16).padStart(8, '0').toUpperCase()
    const channels = `${channel}-${Number(channel) + 1}`
    return {
      status: '200 OK',
      headers: [
        ['Transport', `RTP/AVP/TCP;unicast;interleaved=${channels};ssrc=${ssrc};mode="PLAY"`],
        ['Session', `${this.#id};timeout=${timeoutSeconds}`],
      ],
    }
  }

  #ofSession({ headers }: RtspRequest, act: () => Answer): Answer {
    const known = this.#stream && headers.get('session')?.split(';')[0] === this.#id
    if (!known) return { status: '454 Session Not Found' }
    const { status, headers: own = [] } = act()
    return { status, headers: [['Session', this.#id], ...own] }
  }

  #play({ url }: RtspRequest): Answer {
    const track = `url=${url.replace(/\/$/, '')}/video;seq=${this.#stream!.nextSequence}`
    return {
      status: '200 OK',
      headers: [
        ['Range', 'npt=now-'],
        ['RTP-Info', track],
      ],
    }
  }

  #start(): void {
    this.#stopWatching ??= this.#camera!.watch(shown => this.#send(shown))
  }

  #stop(): void {
    this.#stopWatching?.()
    this.#stopWatching = undefined
  }

  #send(shown: Shown): void {
    if (performance.now() - this.#heardMs > 2 * timeoutSeconds * 1000) this.#socket.destroy()
    if (this.#socket.destroyed) return
    if (this.#socket.writableLength > mostUnsentBytes) this.#behind = true
    else if (this.#behind && shown.key) this.#behind = false
    if (this.#behind) return
    const stream = this.#stream!
    this.#socket.write(stream.picture(shown.units, shown.ticks))
    if (Math.abs(shown.us - this.#reportedUs) >= reportEveryUs) {
      this.#reportedUs = shown.us
      this.#socket.write(stream.senderReport(shown.us, shown.ticks))
    }
  }
}
