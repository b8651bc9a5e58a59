import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { type Address, cameraAddress, redirected } from './address.ts'
import type { CameraEvents } from './camera-events.ts'
import { type Certificate, certificateOf, holdPin } from './certificate.ts'
import { type AuthStrength, strongest } from './challenge.ts'
import type { Trust } from './exchange.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { openLink } from './link.ts'
import { MessageReader } from './message-reader.ts'
import { Session } from './session.ts'
import { Share, surcharge } from './share.ts'
import { byCamera, endOfSocket } from './socket-end.ts'
import { Redirection } from './status.ts'
import { type StreamEnd, StreamFault } from './stream-end.ts'
import { openPortPair, type Port, type PortPair } from './udp-ports.ts'

/** Calls again and again until the function it gives is called. */
export type Timer = (everyUs: number, call: () => void) => () => void

export type CameraOptions = Trust & {
  /** `rtsp://` or `rtsps://`, without credentials; see `cameraAddress`, which throws a TypeError for anything else. */
  readonly url: string
  /** How RTP comes: on the RTSP connection (the default), or as unicast datagrams, which cannot be encrypted. */
  readonly transport?: 'tcp' | 'udp'
  /** SHA-256 of the key that a camera over TLS must show (`Certificate`); without one the first shown is taken. */
  readonly pin?: string
  /** Monotonic, µs. */
  readonly now: () => number
  readonly on: CameraEvents
  readonly limits?: Partial<Limits>
  /** By default the machine's timers. */
  readonly timer?: Timer
  /** For client nonces and RTCP names. By default the machine's. */
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
 * Records one camera: RTSP 1.0 over TCP or TLS, with RTP interleaved on the same connection or over UDP. It begins to
 * connect at once and never comes back by itself: after `ended` the caller waits as `reconnect.ts` says and opens anew.
 */
export function openCamera(options: CameraOptions): CameraConnection {
  return new Connection(options)
}

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
  #certificate: Certificate | null = null
  #ports: PortPair | null = null
  /** What earlier addresses asked for, where redirects were followed. */
  #asked: AuthStrength = 'none'
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
    if (this.#address.encrypted && options.transport === 'udp') {
      throw new TypeError('no datagrams inside TLS')
    }
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
    this.#isOpen = false
    this.#connectUs = this.#options.now()
    const current = (act: () => void) => {
      if (socket === this.#socket) act()
    }
    const socket = openLink(this.#address, {
      reached: () => current(() => this.#guard(() => this.#reached(socket))),
      read: (bytes, size) =>
        current(() => {
          if (!this.#hasEnded) this.#guard(() => this.#read(bytes, size))
        }),
      ticket: () =>
        current(() => {
          if (!this.#hasEnded)
            this.#guard(() => this.#share.take(surcharge.message, this.#options.now()))
        }),
      broke: error => current(() => this.#end(endOfSocket(error, this.#isOpen))),
      ended: () => current(() => this.#end(byCamera)),
      closed: () =>
        current(() => {
          this.#end(byCamera)
          this.#closed.resolve()
        }),
    })
    this.#socket = socket
  }

  /** Nothing is said before the camera's key is the known one, and nothing before there are ports to name. */
  #reached(socket: Socket): void {
    if (this.#hasEnded) return
    if (socket instanceof TLSSocket) {
      const shown = certificateOf(socket)
      const pin = this.#options.pin ?? this.#certificate?.sha256
      if (pin !== undefined) holdPin(pin, shown)
      this.#certificate = shown
    }
    if (this.#options.transport === 'udp') this.#openPorts(socket)
    else this.#begin(null)
  }

  #openPorts(socket: Socket): void {
    const { localAddress, remoteAddress } = socket
    if (!localAddress || !remoteAddress) {
      this.#end(byCamera)
      return
    }
    const isCurrent = () => socket === this.#socket && !this.#hasEnded
    const heard = (port: Port, datagram: Uint8Array) => {
      if (isCurrent()) this.#guard(() => this.#hear(port, datagram))
    }
    openPortPair(localAddress, remoteAddress, heard).then(
      ports => {
        if (!isCurrent()) return ports.close()
        this.#ports = ports
        this.#guard(() => this.#begin(ports))
      },
      error => {
        if (!(error instanceof StreamFault)) throw error
        if (isCurrent()) this.#end(error.end)
      },
    )
  }

  #begin(ports: PortPair | null): void {
    const {
      atLeast = 'none',
      allowBasic,
      pin,
      credentials,
      on,
      random = randomBytes,
    } = this.#options
    const session = new Session({
      url: this.#address.url,
      trust: {
        credentials,
        allowBasic: allowBasic || (this.#address.encrypted && pin !== undefined),
        atLeast: strongest(atLeast, this.#asked),
      },
      limits: this.#limits,
      events: on,
      send: bytes => this.#send(bytes),
      spend: bytes => this.#share.take(bytes, session.nowUs),
      random,
      certificate: this.#certificate,
      udp: ports && {
        firstPort: ports.first,
        agreed: ({ mediaPort, controlPort }) => ports.sendersAre(mediaPort, controlPort),
        send: report => ports.send(report),
      },
    })
    this.#session = session
    this.#reader = new MessageReader(this.#limits, session)
    this.#isOpen = true
    session.nowUs = this.#options.now()
    session.begin()
  }

  #hear(port: Port, datagram: Uint8Array): void {
    if (!this.#isOpen) return
    const nowUs = this.#options.now()
    this.#share.take(datagram.length + surcharge.datagram, nowUs)
    this.#session.nowUs = nowUs
    this.#session.datagram(port, datagram)
  }

  #read(bytes: Uint8Array, size: number): void {
    const nowUs = this.#options.now()
    this.#share.take(size, nowUs)
    if (!this.#isOpen) throw new StreamFault('notRtsp', 'it speaks before it is asked')
    this.#session.nowUs = nowUs
    this.#reader.read(bytes, size)
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
    // The process stood still: what came meanwhile is still to be read.
    const excusedUs = lateUs > this.#limits.tickUs ? lateUs : 0
    this.#connectUs += excusedUs
    this.#guard(() => {
      if (this.#isOpen) {
        this.#session.nowUs = nowUs
        this.#session.excuse(excusedUs)
        this.#session.tick()
      } else if (nowUs - this.#connectUs > this.#limits.connectUs) {
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
    this.#address = redirected(this.#address, location, this.#socket.remoteAddress)
    this.#asked = strongest(this.#asked, this.#session.strength)
    if (++this.#redirects > this.#limits.redirects)
      throw new StreamFault('refused', 'redirected in a circle')
    const old = this.#socket
    this.#ports?.close()
    this.#ports = null
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
    this.#ports?.close()
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
