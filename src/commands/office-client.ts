import type { Premises } from '#keeper/premises.ts'
import type { OfficePlace } from '#office/place.ts'
import { OperatorError, text } from './command.ts'
import { connectDoor, type DoorClient, doorClient } from './door-client.ts'
import { requirePremises } from './keeper-client.ts'
import { officePlace, withoutOffice } from './office-place.ts'
import type { Terminal } from './terminal.ts'

/** Where the office goes away before it has answered. */
export const officeGone = text('事務室との接続が切れました。', 'The office has gone.')

/** Where the office of this machine lives, whether it runs or not. */
export async function requireOffice(
  terminal: Terminal,
): Promise<{ readonly premises: Premises; readonly place: OfficePlace }> {
  const premises = await requirePremises(terminal)
  if (!withoutOffice(terminal.env)) return { premises, place: officePlace(premises, terminal.env) }
  throw new OperatorError(
    text('この機械には事務室がありません。', 'This machine has no office.'),
    text('事務室のある機械で実行してください。', 'Run it where the office is.'),
  )
}

/** The office that is running here. The keys of its files are in that process and nowhere else. */
export async function withOffice<Result>(
  terminal: Terminal,
  use: (office: DoorClient) => Promise<Result>,
): Promise<Result> {
  const { door } = officePlace(await requirePremises(terminal), terminal.env)
  const socket = await connectDoor(door)
  if (!socket) {
    throw new OperatorError(
      text('事務室が動いていません。', 'The office is not running.'),
      text(
        '「tachiai run」で動かしてから、もう一度行ってください。',
        'Start it with "tachiai run", then try again.',
      ),
    )
  }
  try {
    return await use(doorClient(socket, officeGone))
  } finally {
    socket.destroy()
  }
}
