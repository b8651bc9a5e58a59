import net from 'node:net'
import type { Fault } from '#fault/fault.ts'

/**
 * A name that only one process of the machine can hold: an abstract socket, which the kernel frees when the process
 * dies, however it dies. (Two network name spaces would not see each other: said in design/trust.md.) `taken` is
 * thrown where somebody holds it.
 */
export async function holdName(name: string, taken: () => Fault): Promise<{ release(): void }> {
  const server = net.createServer(socket => socket.destroy())
  await new Promise<void>((held, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      failed(error.code === 'EADDRINUSE' ? taken() : error)
    })
    server.listen(`\0${name}`, held)
  })
  server.unref()
  return { release: () => void server.close() }
}
