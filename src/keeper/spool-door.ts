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

type Readable = Pick<Spool, 'head' | 'publicKey' | 'read'>
export type SpoolDoor = { close(): Promise<void> }

/** An office, a second one that takes its place, and somebody who looks. */
const mostReaders = 4
const askAgainMs = 500
const longestRequest = 200
/** Who asks nothing, or takes nothing of what was sent, is let go: its place is for others. */
const patienceMs = 60_000

/**
 * Opens it, for this keeper's OS user and for the group of the folder (the office's, where there is one). A reader gets
 * a greeting, says `{"from":n}` on a line, and is sent the frames from that number on as they stand in the spool, and
 * each new one once it is durable, until it goes. Nothing else can be asked here: no frame carries a key, a password
 * or a picture. A slow reader waits for itself alone; nothing is kept for it but one file of the spool.
 */
export async function openSpoolDoor(
  path: string,
  { keeper, spool }: { readonly keeper: string; readonly spool: Readable },
  patience: number = patienceMs,
): Promise<SpoolDoor> {
  const closed = new AbortController()
  let readers = 0
  const door = await listenPrivately(
    path,
    socket => {
      if (readers >= mostReaders) return void socket.destroy()
      readers++
      const greeting: SpoolGreeting = {
        keeper,
        publicKey: Buffer.from(spool.publicKey).toString('base64'),
        head: spool.head.n,
      }
      socket.write(`${JSON.stringify(greeting)}\n`)
      const gone = new AbortController()
      socket.once('close', () => gone.abort())
      const over = AbortSignal.any([closed.signal, gone.signal])
      serve(socket, spool, over, patience)
        .catch(() => {})
        .finally(() => {
          readers--
          socket.destroy()
        })
    },
    0o660,
  )
  return {
    close() {
      closed.abort()
      return door.close()
    },
  }
}

async function serve(
  socket: net.Socket,
  spool: Readable,
  over: AbortSignal,
  patience: number,
): Promise<void> {
  const waitAtMost = () => AbortSignal.any([over, AbortSignal.timeout(patience)])
  let next = await askedFrom(socket, waitAtMost())
  // One request for each reader: whatever it says more is not listened to.
  socket.resume()
  while (!over.aborted) {
    if (next > spool.head.n) {
      await pause(askAgainMs, undefined, { signal: over, ref: false })
      continue
    }
    const until = spool.head.n
    for await (const { n, frame } of spool.read(next)) {
      if (over.aborted) return
      next = n + 1
      if (!socket.write(frame)) await once(socket, 'drain', { signal: waitAtMost() })
    }
    // Numbers up to the head that no file has any more: they were told of, and there is nothing to send.
    next = Math.max(next, until + 1)
  }
}

function askedFrom(socket: net.Socket, signal: AbortSignal): Promise<number> {
  return new Promise((asked, failed) => {
    let said = ''
    signal.addEventListener('abort', () => failed(signal.reason), { once: true })
    socket.setEncoding('utf8').on('data', function hear(chunk) {
      said += chunk
      const end = said.indexOf('\n')
      if (end < 0 && said.length <= longestRequest) return
      socket.off('data', hear)
      try {
        asked(readFrom(said.slice(0, Math.max(end, 0))))
      } catch (error) {
        failed(error)
      }
    })
  })
}

function readFrom(line: string): number {
  const { from } = JSON.parse(line)
  if (!Number.isSafeInteger(from) || from < 1) throw new RangeError('not a number of an event')
  return from
}
