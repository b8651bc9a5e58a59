import net from 'node:net'
import { frameOverhead, frameParts, longestEvent } from '#frame/layout.ts'

/** A keeper as its spool door introduces it. */
export type Greeting = {
  readonly keeper: string
  readonly publicKey: Uint8Array
  readonly head: number
}
export type SpoolReader = {
  readonly greeting: Greeting
  /** Frames from a number on, in batches as they come; ends when the keeper goes. Throws RangeError on what is no frame. */
  frames(from: number): AsyncGenerator<readonly Uint8Array[]>
  close(): void
}

const longestGreeting = 1000
const greetingMs = 5000

/**
 * Reaches a keeper's spool door; null: nobody is there. The signal ends the connection wherever it is.
 * Throws RangeError on a greeting that is none or does not come.
 */
export async function readSpool(path: string, signal: AbortSignal): Promise<SpoolReader | null> {
  const socket = await connected(path, signal)
  if (!socket) return null
  const giveUp = setTimeout(() => socket.destroy(), greetingMs)
  try {
    return await introduced(socket)
  } catch (error) {
    socket.destroy()
    throw error
  } finally {
    clearTimeout(giveUp)
  }
}

async function introduced(socket: net.Socket): Promise<SpoolReader> {
  const incoming = socket.iterator({ destroyOnReturn: false })
  let rest = Buffer.alloc(0)
  const more = async (): Promise<boolean> => {
    const { value, done } = await incoming.next()
    if (!done) rest = Buffer.concat([rest, value])
    return !done
  }
  while (!rest.includes(0x0a)) {
    if (rest.length > longestGreeting || !(await more())) throw new RangeError('no greeting')
  }
  const end = rest.indexOf(0x0a)
  const greeting = greetingIn(rest.subarray(0, end).toString('utf8'))
  rest = rest.subarray(end + 1)
  return {
    greeting,
    async *frames(from) {
      socket.write(`${JSON.stringify({ from })}\n`)
      do {
        const found: Uint8Array[] = []
        for (;;) {
          const parts = frameParts(rest)
          if (!parts) break
          found.push(rest.subarray(0, parts.end))
          rest = rest.subarray(parts.end)
        }
        if (found.length > 0) yield found
        if (rest.length >= 4 && rest.readUInt32BE(0) > longestEvent)
          throw new RangeError('no frame')
        if (rest.length > longestEvent + frameOverhead) throw new RangeError('no frame')
      } while (await more())
    },
    close: () => void socket.destroy(),
  }
}

function connected(path: string, signal: AbortSignal): Promise<net.Socket | null> {
  return new Promise(done => {
    const socket = net.connect({ path, signal })
    socket.once('connect', () => done(socket))
    socket.once('close', () => done(null))
    socket.on('error', () => {})
  })
}

function greetingIn(line: string): Greeting {
  const { keeper, publicKey, head } = JSON.parse(line)
  const key = Buffer.from(String(publicKey), 'base64')
  if (typeof keeper !== 'string' || !/^[0-9a-f]{32}$/.test(keeper) || key.length !== 32) {
    throw new RangeError('no greeting')
  }
  return { keeper, publicKey: key, head: Number(head) }
}
