import type { Order } from '#door/door.ts'
import type { OfficePlace } from '#office/place.ts'
import { OperatorError, text } from './command.ts'
import { connectDoor, doorClient, resultOf } from './door-client.ts'
import { officeGone } from './office-client.ts'

/**
 * The result of one order to the running office; null: none runs, it went away, or did not answer in `patienceMs`.
 * Throws OperatorError on its fault.
 */
export async function askOffice<Result>(
  { door }: Pick<OfficePlace, 'door'>,
  order: Order,
  options: {
    readonly progress?: (progress: unknown) => void
    readonly patienceMs?: number
  } = {},
): Promise<Result | null> {
  const { progress = () => {}, patienceMs } = options
  const socket = await connectDoor(door)
  if (!socket) return null
  if (patienceMs !== undefined) {
    AbortSignal.timeout(patienceMs).addEventListener('abort', () => void socket.destroy())
  }
  try {
    return resultOf(await doorClient(socket, officeGone).order<Result>(order, progress))
  } catch (error) {
    if (error instanceof OperatorError && error.text === officeGone) return null
    throw error
  } finally {
    socket.destroy()
  }
}

export async function officeAnswers({ door }: Pick<OfficePlace, 'door'>): Promise<boolean> {
  const socket = await connectDoor(door)
  socket?.destroy()
  return socket !== null
}

/** For what may only be done while no office runs. */
export const officeRuns = () =>
  new OperatorError(
    text('事務室が動いています。', 'The office is running.'),
    text('止めてから、もう一度実行してください。', 'Stop it, then run this again.'),
  )
