import { chmod, rm } from 'node:fs/promises'
import net from 'node:net'
import { dirname, join } from 'node:path'
import type { Imports } from './imports.ts'

/** The socket on which rooms hand over foreign pictures: beside the keeper's door, for the same OS user alone. */
export const intakePath = (door: string): string => join(dirname(door), 'intake')

/** Opens it; a stream whose token nobody announced is closed at its first frame. */
export async function openIntake(
  path: string,
  imports: Imports,
): Promise<{ close(): Promise<void> }> {
  await rm(path, { force: true })
  const streams = new Set<net.Socket>()
  const server = net.createServer(socket => {
    streams.add(socket)
    socket.on('close', () => streams.delete(socket)).on('error', () => socket.destroy())
    imports
      .accept(socket)
      .catch(() => {})
      .finally(() => socket.destroy())
  })
  await new Promise<void>((done, failed) => server.once('error', failed).listen(path, done))
  await chmod(path, 0o600)
  return {
    close: () =>
      new Promise(done => {
        server.close(() => done())
        for (const stream of streams) stream.destroy()
      }),
  }
}
