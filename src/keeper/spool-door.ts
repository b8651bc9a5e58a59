import { once } from 'node:events'
import type net from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { listenPrivately } from '#door/private-socket.ts'
import type { Spool } from './spool/spool.ts'

/** The socket at which an office reads what this keeper wrote down about itself: beside the keeper's door. */
export const spoolPath = (door: string): string => join(dirname(door), 'spool')

/** What a reader is told first, on a line of its own. */
export type SpoolGreeting = {
  readonly keeper: string
  /** Ed25519, 32 bytes, base64. */
  readonly publicKey: string
  /** The number of the last event that is durable now. */
  readonly head: number
}

export type SpoolDoor = { close(): Promise<void> }

/** An office, a second one that takes its place, and somebody who looks. */
const mostReaders = 4
const askAgainMs = 500
const longestRequest = 200

/**
 * Opens it. A reader gets a greeting, says `{"from":n}` on a line, and is sent the frames from that number on as they
 * stand in the spool, and each new one once it is durable, until it goes. Nothing else can be asked here: no frame
 * carries a key, a password or a picture. A slow reader waits for itself alone; nothing is kept for it.
 */
export async function openSpoolDoor(
  path: string,
  { keeper, publicKey, spool }: { keeper: string; publicKey: Uint8Array; spool: Spool },
): Promise<SpoolDoor> {
  const closed = new AbortController()
  let readers = 0
  const door = await listenPrivately(path, socket => {
    if (readers >= mostReaders) return void socket.destroy()
    readers++
    const greeting: SpoolGreeting = {
      keeper,
      publicKey: Buffer.from(publicKey).toString('base64'),
      head: spool.head.n,
    }
    socket.write(`${JSON.stringify(greeting)}\n`)
    serve(socket, spool, closed.signal)
      .catch(() => {})
      .finally(() => {
        readers--
        socket.destroy()
      })
  })
  return {
    close() {
      closed.abort()
      return door.close()
    },
  }
}

async function serve(socket: net.Socket, spool: Spool, closed: AbortSignal): Promise<void> {
  let next = await askedFrom(socket)
  while (!socket.destroyed && !closed.aborted) {
    if (next > spool.head.n) {
      await pause(askAgainMs, undefined, { signal: closed, ref: false })
      continue
    }
    let sent = false
    for await (const { n, frame } of spool.read(next)) {
      if (socket.destroyed || closed.aborted) return
      next = n + 1
      sent = true
      if (!socket.write(frame)) await once(socket, 'drain', { signal: closed })
    }
    // Numbers up to the head that no file has any more: they were told of, and there is nothing to send.
    if (!sent) next = spool.head.n + 1
  }
}

async function askedFrom(socket: net.Socket): Promise<number> {
  let said = ''
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    said += chunk
    const end = said.indexOf('\n')
    if (end >= 0) return readFrom(said.slice(0, end))
    if (said.length > longestRequest) break
  }
  throw new RangeError('no request')
}

function readFrom(line: string): number {
  const { from } = JSON.parse(line)
  if (!Number.isSafeInteger(from) || from < 1) throw new RangeError('not a number of an event')
  return from
}
