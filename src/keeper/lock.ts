import net from 'node:net'
import { Fault, sentence } from '#fault/fault.ts'
import { lockName } from './premises.ts'

/**
 * One keeper for one site: held as an abstract socket name, which the kernel frees when the process
 * dies, however it dies. (Two network name spaces would not see each other: said in design/trust.md.)
 */
export async function holdLock(site: string): Promise<{ release(): void }> {
  const server = net.createServer(socket => socket.destroy())
  await new Promise<void>((held, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const busy = error.code === 'EADDRINUSE'
      failed(busy ? alreadyRunning() : error)
    })
    server.listen(lockName(site), held)
  })
  server.unref()
  return { release: () => void server.close() }
}

const alreadyRunning = () =>
  new Fault(
    'Conflict',
    sentence(
      'この設定の録画係は、すでに動いています。',
      'A keeper of this site is already running.',
    ),
    sentence('状態は「tachiai status」で見られます。', 'See "tachiai status".'),
  )
