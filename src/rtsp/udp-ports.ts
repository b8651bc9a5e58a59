import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import { StreamFault } from './stream-end.ts'

/** Which of a pair a datagram came in at: RTP on the even port, RTCP on the odd one (RFC 3550 11). */
export type Port = 'media' | 'control'

/** Two ports of this machine that take datagrams of one camera and of nobody else. */
export interface PortPair {
  /** The even one; the other is one more. */
  readonly first: number
  /**
   * The camera's ports, as SETUP told them (null: untold). From here on the kernel itself passes over what comes from
   * elsewhere, and something is sent out so that a firewall in between lets the answers in.
   * Where it was not told, reports go to the port from which the first sender report comes.
   */
  sendersAre(mediaPort: number | null, controlPort: number | null): void
  /** To the camera's RTCP port, where one is known. Whether it arrives nobody says. */
  send(report: Uint8Array): void
  close(): void
}

/** Bursts of large pictures wait here while the process does something else. Above `net.core.rmem_max` the kernel gives less. */
const receiveBytes = 1 << 20
const attempts = 30

/**
 * Binds an even port and the odd one above it on `local`, the address at which this machine talks to the camera.
 * `heard` gets what comes from `camera` (an address, no name); the bytes are the receiver's to keep. Rejects with a
 * StreamFault where no pair is free.
 */
export async function openPortPair(
  local: string,
  camera: string,
  heard: (port: Port, datagram: Uint8Array) => void,
): Promise<PortPair> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const one = await bound(local, 0)
    if (one === null) break
    const port = one.address().port
    const other = await bound(local, port % 2 === 0 ? port + 1 : port - 1)
    if (other !== null) {
      const [media, control] = port % 2 === 0 ? [one, other] : [other, one]
      return pairOf(media, control, camera.replace(/%.*$/, ''), heard)
    }
    one.close()
  }
  throw new StreamFault('network', 'no pair of UDP ports is free on this machine')
}

/** Null where the port is taken. */
function bound(address: string, port: number): Promise<Socket | null> {
  const socket = createSocket({ type: isIPv6(address) ? 'udp6' : 'udp4' })
  return new Promise(resolve => {
    socket.once('error', () => {
      socket.close()
      resolve(null)
    })
    socket.bind({ address, port, exclusive: true }, () => {
      socket.removeAllListeners('error')
      // A camera that does not listen at its ports lets us know; that says nothing about what it sends.
      socket.on('error', () => {})
      resolve(socket)
    })
  })
}

function pairOf(
  media: Socket,
  control: Socket,
  camera: string,
  heard: (port: Port, datagram: Uint8Array) => void,
): PortPair {
  let isClosed = false
  let controlConnected = false
  let controlIsUntold = false
  const from = { media: null as number | null, control: null as number | null }
  const listen = (port: Port, socket: Socket) =>
    socket.on('message', (datagram: Buffer, { address, port: sender }: RemoteInfo) => {
      if (isClosed || (from[port] !== null && sender !== from[port])) return
      if (address !== camera && !address.startsWith(`${camera}%`)) return
      if (port === 'control' && from.control === null && controlIsUntold) meetControl(sender)
      heard(port, datagram)
    })
  listen('media', media)
  listen('control', control)
  try {
    media.setRecvBufferSize(receiveBytes)
  } catch {
    // What the kernel gives by itself has to do.
  }
  const meet = (socket: Socket, port: number, opening: Uint8Array, met: () => void) =>
    socket.connect(port, camera, () => {
      if (isClosed) return
      met()
      socket.send(opening, () => {})
    })
  const meetControl = (port: number) => {
    from.control = port
    meet(control, port, emptyReport, () => {
      controlConnected = true
    })
  }
  return {
    first: media.address().port,
    sendersAre(mediaPort, controlPort) {
      from.media = mediaPort
      if (mediaPort !== null) meet(media, mediaPort, emptyRtp, () => {})
      if (controlPort !== null) meetControl(controlPort)
      else controlIsUntold = true
    },
    send(report) {
      if (!isClosed && controlConnected) control.send(report, () => {})
    },
    close() {
      if (isClosed) return
      isClosed = true
      media.close()
      control.close()
    },
  }
}

/** As clients usually open the way: an RTP packet without a payload, and a receiver report about nobody. */
const emptyRtp = Uint8Array.of(0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
const emptyReport = Uint8Array.of(0x80, 201, 0, 1, 0, 0, 0, 0)
