/** Words to a server as no browser would send them. */
import net from 'node:net'

/** Everything it answered until it closed the connection, byte for byte; we never do. */
export const saidRaw = (port: number, words: string): Promise<string> =>
  answered(net.connect(port, '127.0.0.1'), socket => socket.write(words))

function answered(socket: net.Socket, say: (socket: net.Socket) => unknown): Promise<string> {
  return new Promise(done => {
    const parts: Buffer[] = []
    socket.on('data', part => parts.push(Buffer.from(part)))
    // A server that hangs up in the middle of our words has answered.
    socket.on('error', () => {})
    socket.on('close', () => done(Buffer.concat(parts).toString('utf8')))
    say(socket)
  })
}

/** Status lines of all answers in it. */
export const statusesOf = (said: string): readonly number[] =>
  [...said.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status))
