import type net from 'node:net'
import { createInterface } from 'node:readline'
import { Fault, type Sentence, sentence } from '#fault/fault.ts'
import type { Refusal } from '#law/basis.ts'
import { listenPrivately } from './private-socket.ts'

/**
 * The keeper's door on the machine itself: a socket that only its own OS user (and root) can reach.
 * One JSON object a line: `{ id, order, ... }` in, `{ id, progress }`* then one of
 * `{ id, result }`, `{ id, refusal }`, `{ id, fault }` out. No order can yield a picture or a key.
 */
export type Order = { readonly order: string; readonly [field: string]: unknown }
export type Outcome =
  | { readonly result: unknown }
  | { readonly refusal: Refusal }
  | { readonly fault: { readonly message: Sentence; readonly hint?: Sentence } }
export type Progress = (progress: unknown) => void
export type OrderHandler = (order: Order, progress: Progress) => Promise<Outcome>

const longestLine = 64 * 1024

export const openDoor = (path: string, handle: OrderHandler): Promise<{ close(): Promise<void> }> =>
  listenPrivately(path, socket => serve(socket, handle))

/** Orders of one caller that are worked on together; who asks more, or reads no answers, waits. */
const mostAtOnce = 16

function serve(socket: net.Socket, handle: OrderHandler): void {
  let unread = 0
  let running = 0
  /** At most what came in one read: nothing more is read while any wait. */
  const waiting: string[] = []
  const goOn = () => {
    if (socket.destroyed) waiting.length = 0
    while (waiting.length > 0 && running < mostAtOnce && !socket.writableNeedDrain) {
      running += 1
      void answer(socket, waiting.shift()!, handle).finally(() => {
        running -= 1
        goOn()
      })
    }
    if (waiting.length > 0) socket.pause()
    else socket.resume()
  }
  socket.on('drain', goOn).on('data', (chunk: Buffer | string) => {
    const lineEnd = chunk.lastIndexOf('\n')
    unread = lineEnd < 0 ? unread + chunk.length : chunk.length - lineEnd - 1
    if (unread > longestLine) socket.destroy()
  })
  const lines = createInterface({ input: socket }).on('line', line => {
    waiting.push(line)
    goOn()
  })
  // It passes on what befalls the socket, and an error that nobody takes would end the keeper.
  lines.on('error', () => {})
}

async function answer(socket: net.Socket, line: string, handle: OrderHandler): Promise<void> {
  let id: unknown
  const say = (fields: object) => {
    if (socket.writable) socket.write(`${JSON.stringify({ id, ...fields })}\n`)
  }
  try {
    const request = JSON.parse(line)
    id = request.id
    // Progress that nobody reads is not kept for him.
    say(await handle(request, progress => socket.writableNeedDrain || say({ progress })))
  } catch (error) {
    say({ fault: faultOf(error) })
  }
}

function faultOf(error: unknown): { message: Sentence; hint?: Sentence } {
  if (error instanceof Fault) {
    return { message: error.sentence, ...(error.hint ? { hint: error.hint } : {}) }
  }
  if (process.env.TACHIAI_DEBUG) console.error(error)
  const detail = error instanceof Error ? error.message : String(error)
  return {
    message: sentence(`録画係の中で問題が起きました: ${detail}`, `The keeper failed: ${detail}`),
  }
}
