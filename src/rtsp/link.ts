import { connect, type Socket, type TcpNetConnectOpts } from 'node:net'
import type { Address } from './address.ts'
import { connectTls } from './certificate.ts'

export type LinkEvents = {
  /** The connection stands, over TLS with its handshake done; nothing was said yet. */
  readonly reached: () => void
  /** `bytes[0] … bytes[size - 1]`, lent for the call. */
  readonly read: (bytes: Uint8Array, size: number) => void
  /** Over TLS: a ticket for a later connection came, which nobody wants; nothing of it shows in `read`. */
  readonly ticket: () => void
  readonly broke: (error: NodeJS.ErrnoException) => void
  /** The other side has said all. */
  readonly ended: () => void
  readonly closed: () => void
}

/**
 * Where every socket's bytes are read to. One for all: a read and all that follows from it happen in one turn, so that
 * no two cameras ever use it at once. What must outlive the turn is copied.
 */
const readBuffer = Buffer.allocUnsafeSlow(256 * 1024)

/** Begins to connect to a camera, over TCP or TLS. */
export function openLink({ host, port, encrypted }: Address, on: LinkEvents): Socket {
  const whereTo: TcpNetConnectOpts = {
    host,
    port,
    noDelay: true,
    onread: {
      buffer: readBuffer,
      callback: size => {
        on.read(readBuffer, size)
        return true
      },
    },
  }
  const socket: Socket = encrypted ? connectTls(host, whereTo) : connect(whereTo)
  return socket
    .on(encrypted ? 'secureConnect' : 'connect', on.reached)
    .on('session', on.ticket)
    .on('error', on.broke)
    .on('end', on.ended)
    .on('close', on.closed)
}
