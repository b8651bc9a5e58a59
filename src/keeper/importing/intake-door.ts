import { dirname, join } from 'node:path'
import { listenPrivately } from '#door/private-socket.ts'
import type { Imports } from './imports.ts'

/** The socket on which rooms hand over foreign pictures: beside the keeper's door. */
export const intakePath = (door: string): string => join(dirname(door), 'intake')

/** Opens it; a stream whose token nobody announced is closed at its first frame. */
export const openIntake = (path: string, imports: Imports): Promise<{ close(): Promise<void> }> =>
  listenPrivately(path, socket => {
    imports
      .accept(socket)
      .catch(() => {})
      .finally(() => socket.destroy())
  })
