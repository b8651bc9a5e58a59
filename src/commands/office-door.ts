import net from 'node:net'
import { createInterface } from 'node:readline'
import type { Order, Outcome } from '#door/door.ts'
import type { OfficePlace } from '#office/place.ts'
import { OperatorError } from './command.ts'

/** The result of one order to the running office; null: none runs. Throws OperatorError on its fault. */
export async function askOffice<Result>(
  { door }: Pick<OfficePlace, 'door'>,
  order: Order,
  progress: (progress: unknown) => void = () => {},
): Promise<Result | null> {
  const socket = await reach(door)
  if (!socket) return null
  try {
    socket.on('error', () => {})
    socket.write(`${JSON.stringify({ id: 1, ...order })}\n`)
    for await (const line of createInterface({ input: socket })) {
      const answer = JSON.parse(line) as Outcome & { readonly progress?: unknown }
      if (answer.progress !== undefined) progress(answer.progress)
      else return resultOf<Result>(answer)
    }
    return null
  } finally {
    socket.destroy()
  }
}

export async function officeAnswers({ door }: Pick<OfficePlace, 'door'>): Promise<boolean> {
  const socket = await reach(door)
  socket?.destroy()
  return socket !== null
}

const reach = (door: string): Promise<net.Socket | null> =>
  new Promise(done => {
    const socket = net.connect(door)
    socket.once('connect', () => done(socket)).once('error', () => done(null))
  })

function resultOf<Result>(outcome: Outcome): Result {
  if ('result' in outcome) return outcome.result as Result
  if ('fault' in outcome) throw new OperatorError(outcome.fault.message, outcome.fault.hint)
  throw new OperatorError({ ja: outcome.refusal.refused, en: outcome.refusal.refused })
}
