import { chmod, mkdir, rm } from 'node:fs/promises'
import net from 'node:net'
import { dirname } from 'node:path'

/** Callers who do not go are let go after this. */
const patienceMs = 500

/**
 * A unix socket that only its owner's OS user (and root) can reach, in a folder of its own kind; with `mode` 0o660 the
 * group of that folder can, too. A caller's error ends that caller alone.
 */
export async function listenPrivately(
  path: string,
  serve: (socket: net.Socket) => void,
  mode: 0o600 | 0o660 = 0o600,
): Promise<{ close(): Promise<void> }> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await rm(path, { force: true })
  const callers = new Set<net.Socket>()
  const server = net.createServer(socket => {
    callers.add(socket)
    socket.on('close', () => callers.delete(socket)).on('error', () => socket.destroy())
    serve(socket)
  })
  await new Promise<void>((done, failed) => server.once('error', failed).listen(path, done))
  await chmod(path, mode)
  return {
    close: () =>
      new Promise(done => {
        server.close(() => done())
        for (const socket of callers) socket.end()
        setTimeout(() => callers.forEach(socket => void socket.destroy()), patienceMs).unref()
      }),
  }
}
