import { header, type Response } from './message.ts'
import { StreamFault } from './stream-end.ts'

/** The camera answers from another address; whoever holds the connection decides whether to follow. */
export class Redirection extends Error {
  readonly location: string | undefined

  constructor(location: string | undefined) {
    super('redirected')
    this.location = location
  }
}

/** Goes on where the answer is a success; else throws what it means for the stream (RFC 2326 11). `carriage`: what a SETUP asked for. */
export function expectSuccess(answer: Response, method: string, carriage = 'TCP'): void {
  const { status } = answer
  if (status < 300) return
  if (status < 400) throw new Redirection(header(answer.headers, 'location'))
  if (status === 403) throw new StreamFault('auth', 'the camera forbids this user the stream (403)')
  if (status === 404 || status === 410) {
    throw new StreamFault('notFound', `the camera does not know the path (${status})`)
  }
  if (status === 461) {
    const other = carriage === 'TCP' ? 'udp' : 'tcp'
    throw new StreamFault(
      'refused',
      `the camera refuses RTP over ${carriage} (461); try --transport ${other}`,
    )
  }
  throw new StreamFault('refused', `${method} is answered with ${status}`)
}
