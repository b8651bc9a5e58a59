import net from 'node:net'
import { createInterface } from 'node:readline'
import type { Order, Outcome } from '#door/door.ts'
import type { Refusal } from '#law/basis.ts'
import { OperatorError, type Text, text } from './command.ts'

/** Who takes orders behind a door of this machine (`door/door.ts`). */
export type DoorClient = {
  /** A fault rejects with OperatorError; a refusal is a value. */
  order<Result>(order: Order, progress?: (progress: unknown) => void): Promise<Answer<Result>>
}
export type Answer<Result> = { readonly result: Result } | { readonly refusal: Refusal }

/** For orders that no rule refuses: what came of it. */
export function resultOf<Result>(answer: Answer<Result>): Result {
  if ('result' in answer) return answer.result
  throw new OperatorError(text(answer.refusal.refused, answer.refusal.refused))
}

/** null: nobody is behind it, or it is not for this user. */
export const connectDoor = (path: string): Promise<net.Socket | null> =>
  new Promise(done => {
    const socket = net.connect(path)
    socket.once('connect', () => done(socket)).once('error', () => done(null))
  })

type Waiting = {
  readonly done: (outcome: Outcome) => void
  readonly failed: (error: Error) => void
  readonly progress: ((progress: unknown) => void) | undefined
}

/** `left`: what to say where the other end goes away before it has answered. */
export function doorClient(socket: net.Socket, left: Text): DoorClient {
  const waiting = new Map<number, Waiting>()
  let last = 0
  const gone = () => {
    const error = new OperatorError(left)
    for (const { failed } of waiting.values()) failed(error)
    waiting.clear()
  }
  socket.on('error', gone).on('close', gone)
  const lines = createInterface({ input: socket })
  // It passes on what befalls the socket, which `gone` hears anyway.
  lines
    .on('error', () => {})
    .on('line', line => {
      const { id, progress, ...outcome } = JSON.parse(line)
      if (progress !== undefined) return waiting.get(id)?.progress?.(progress)
      waiting.get(id)?.done(outcome)
      waiting.delete(id)
    })
  return {
    async order<Result>(order: Order, progress?: (progress: unknown) => void) {
      const id = ++last
      const outcome = await new Promise<Outcome>((done, failed) => {
        waiting.set(id, { done, failed, progress })
        socket.write(`${JSON.stringify({ id, ...order })}\n`)
      })
      if ('fault' in outcome) {
        const { message, hint } = outcome.fault
        throw new OperatorError(message, hint)
      }
      return outcome as Answer<Result>
    },
  }
}
