import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { type Address, cameraAddress, redirected } from './address.ts'
import type { CameraEvents } from './camera-events.ts'
import type { Trust } from './exchange.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { MessageReader } from './message-reader.ts'
import { Session } from './session.ts'
import { Share } from './share.ts'
import { Redirection } from './status.ts'
import { type StreamEnd, StreamFault } from './stream-end.ts'

/** Calls again and again until the function it gives is called. */
export type Timer = (everyUs: number, call: () => void) => () => void

export type CameraOptions = Trust & {
  /** `rtsp://`, without credentials; see `cameraAddress`, which throws a TypeError for anything else. */
  readonly url: string
  /** Monotonic, µs. */
  readonly now: () => number
  readonly on: CameraEvents
  readonly limits?: Partial<Limits>
  /** By default the machine's timers. */
  readonly timer?: Timer
  /** For client nonces. By default the machine's. */
  readonly random?: (bytes: number) => Uint8Array
}

export interface CameraConnection {
  /**
   * Ends the stream with TEARDOWN (`ended` comes at once, kind `closed`, where it has not come yet) and resolves when
   * the socket is closed, within `closeUs`. May be called again.
   */
  close(): Promise<void>
}

/**
 * Records one camera: RTSP 1.0 with RTP interleaved on the same TCP connection. It begins to connect at once and never
 * comes back by itself: after `ended` the caller waits as `reconnect.ts` says and opens anew.
 */
export function openCamera(options: CameraOptions): CameraConnection {
  return new Connection(options)
}

/**
 * Where every socket's bytes are read to. One for all: a read and all that follows from it happen in one turn, so that
 * no two cameras ever use it at once. What must outlive the turn is copied.
 */
const readBuffer = Buffer.allocUnsafeSlow(256 * 1024)

const everyInterval: Timer = (everyUs, call) => {
  const interval = setInterval(call, everyUs / 1000)
  return () => clearInterval(interval)
}

class Connection implements CameraConnection {
  readonly #options: CameraOptions
  readonly #limits: Limits
  readonly #timer: Timer
  readonly #share: Share
  readonly #stopTicks: () => void
  readonly #closed = Promise.withResolvers<void>()
  #address: Address
  #socket!: Socket
  #session!: Session
  #reader!: MessageReader
  #isOpen = false
  #hasEnded = false
  #redirects = 0
  #connectUs = 0
  #tickedUs: number

  constructor(options: CameraOptions) {
    this.#options = options
    this.#limits = { ...defaultLimits, ...options.limits }
    this.#timer = options.timer ?? everyInterval
    this.#address = cameraAddress(options.url)
    this.#tickedUs = options.now()
    this.#share = new Share(this.#limits, this.#tickedUs)
    this.#connect()
    this.#stopTicks = this.#timer(this.#limits.tickUs, () => this.#tick())
  }

  close(): Promise<void> {
    this.#end({ kind: 'closed', detail: 'closed by the recorder' })
    return this.#closed.promise
  }

  #connect(): void {
    const random = this.#options.random ?? randomBytes
    const session = new Session({
      url: this.#address.url,
      trust: this.#options,
      limits: this.#limits,
      events: this.#options.on,
      send: bytes => this.#send(bytes),
      spend: bytes => this.#share.take(bytes, session.nowUs),
      clientNonce: () => Buffer.from(random(12)).toString('hex'),
    })
    this.#session = session
    this.#reader = new MessageReader(this.#limits, session)
    this.#isOpen = false
    this.#connectUs = this.#options.now()
    const socket = connect({
      host: this.#address.host,
      port: this.#address.port,
      noDelay: true,
      onread: {
        buffer: readBuffer,
        callback: size => {
          if (socket === this.#socket && !this.#hasEnded) this.#guard(() => this.#read(size))
          return true
        },
      },
    })
    this.#socket = socket
    const current = (act: () => void) => () => {
      if (socket === this.#socket) act()
    }
    socket.on(
      'connect',
      current(() => this.#guard(() => this.#begin())),
    )
    socket.on('error', error => {
      if (socket === this.#socket) this.#end(endOfSocket(error, this.#isOpen))
    })
    socket.on(
      'end',
      current(() => this.#end(byCamera)),
    )
    socket.on(
      'close',
      current(() => {
        this.#end(byCamera)
        this.#closed.resolve()
      }),
    )
  }

  #begin(): void {
    if (this.#hasEnded) return
    this.#isOpen = true
    this.#session.nowUs = this.#options.now()
    this.#session.begin()
  }

  #read(size: number): void {
    const nowUs = this.#options.now()
    this.#share.take(size, nowUs)
    this.#session.nowUs = nowUs
    this.#reader.read(readBuffer, size)
  }

  #send(bytes: Uint8Array): void {
    this.#socket.write(bytes, () => bytes.fill(0))
    if (this.#socket.writableLength > this.#limits.unreadBytes) {
      throw new StreamFault('overShare', 'the camera asks and does not read the answers')
    }
  }

  #tick(): void {
    const nowUs = this.#options.now()
    const lateUs = nowUs - this.#tickedUs - this.#limits.tickUs
    this.#tickedUs = nowUs
    this.#session.nowUs = nowUs
    // The process stood still: what came meanwhile is still to be read.
    if (lateUs > this.#limits.tickUs) {
      this.#connectUs += lateUs
      this.#session.excuse(lateUs)
    }
    this.#guard(() => {
      if (this.#isOpen) this.#session.tick()
      else if (nowUs - this.#connectUs > this.#limits.connectUs) {
        throw new StreamFault('network', 'the connection is not answered')
      }
    })
  }

  #guard(act: () => void): void {
    try {
      act()
    } catch (error) {
      if (error instanceof StreamFault) this.#end(error.end)
      else if (error instanceof Redirection) this.#guard(() => this.#follow(error))
      else throw error
    }
  }

  #follow({ location }: Redirection): void {
    this.#address = redirected(this.#address, location)
    if (++this.#redirects > this.#limits.redirects)
      throw new StreamFault('refused', 'redirected in a circle')
    const old = this.#socket
    this.#connect()
    old.destroy()
  }

  /** Once; nothing is told after it. */
  #end(end: StreamEnd): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#stopTicks()
    this.#leave()
    this.#options.on.ended(end)
  }

  /** A camera that is told keeps no dead session, of which it may have few. */
  #leave(): void {
    const socket = this.#socket
    if (!this.#isOpen || socket.readyState !== 'open') return void socket.destroy()
    const stop = this.#timer(this.#limits.closeUs, () => socket.destroy())
    socket.once('close', stop)
    try {
      this.#session.tearDown()
    } catch {
      // No credentials any more, or the camera does not read: it will find out by itself.
    }
    socket.end()
  }
}

const byCamera: StreamEnd = { kind: 'closed', detail: 'the camera closed the connection' }

function endOfSocket(error: NodeJS.ErrnoException, wasOpen: boolean): StreamEnd {
  const code = error.code ?? 'unknown'
  if (wasOpen) return { kind: 'closed', detail: `the connection broke (${code})` }
  if (code === 'ECONNREFUSED') return { kind: 'refused', detail: 'nobody listens there' }
  return { kind: 'network', detail: `no way to the camera (${code})` }
}
