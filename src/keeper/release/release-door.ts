import type net from 'node:net'
import { dirname, join } from 'node:path'
import { listenPrivately } from '#door/private-socket.ts'
import { isRefusal, type Refusal } from '#law/basis.ts'
import { isRecord } from '#leaf/leaf.ts'
import type { Releases } from './releases.ts'
import type { Session } from './session.ts'

/** The socket on which an office shows receipts: beside the keeper's door. */
export const releasePath = (door: string): string => join(dirname(door), 'release')

/** A receipt of a very large case; a longer line ends the connection. */
const longestLine = 16 << 20
const tickMs = 250

export type ReleaseDoorParts = {
  readonly releases: Releases
  /** Told of every refusal, so that it is recorded. */
  readonly refused: (refusal: Refusal) => void
}

/**
 * One JSON object a line. The keeper begins with its greeting; the office says `told`, `receipt`, `begin`, `alive` (every
 * 2 s), `minute`, `picture`, `present`, `leave`, `end`, or, beside any session, `order`; the keeper answers `greeting`, `ordered`, `started`, `open`, `minute`, `picture`
 * (a JPEG in base64), `present`, `refusal`, `unavailable`, and says by itself `question` and `closed`. The session is the
 * connection: when it goes, nothing more is shown.
 */
export const openReleaseDoor = (
  path: string,
  parts: ReleaseDoorParts,
): Promise<{ close(): Promise<void> }> =>
  listenPrivately(
    path,
    socket => {
      const visit = new Visit(socket, parts)
      visit.begin().catch(() => socket.destroy())
    },
    0o660,
  )

class Visit {
  readonly #socket: net.Socket
  readonly #parts: ReleaseDoorParts
  #session: Session | null = null
  #asked = 0
  #ticking: NodeJS.Timeout | null = null
  #running: Promise<unknown> = Promise.resolve()

  constructor(socket: net.Socket, parts: ReleaseDoorParts) {
    this.#socket = socket
    this.#parts = parts
  }

  async begin(): Promise<void> {
    const { releases } = this.#parts
    let rest = ''
    this.#socket.setEncoding('utf8').on('data', (chunk: string) => {
      rest += chunk
      if (rest.length > longestLine) return void this.#socket.destroy()
      const lines = rest.split('\n')
      rest = lines.pop()!
      for (const line of lines) this.#next(line)
    })
    this.#socket.on('close', () => {
      if (this.#ticking) clearInterval(this.#ticking)
      void this.#session?.close('connectionLost')
    })
    this.#say({ greeting: await releases.greeting() })
  }

  /** What is said is answered in order; a word that is none ends the connection. */
  #next(line: string): void {
    // Silence is measured from what is heard, and an end is one, whatever waits behind something slow.
    if (line === '{"alive":true}') return void this.#session?.alive()
    if (line === '{"leave":true}' && this.#session) return void this.#session.leave()
    if (line === '{"end":true}' && this.#session) return void this.#session.close('ended')
    this.#running = this.#running
      .then(() => this.#hear(JSON.parse(line)))
      .catch(() => void this.#socket.destroy())
  }

  async #hear(said: unknown): Promise<void> {
    if (!isRecord(said)) throw new SyntaxError('not an object')
    const { releases } = this.#parts
    const session = this.#session
    if ('told' in said) {
      await releases.told(said.told)
      return this.#say({ greeting: await releases.greeting() })
    }
    if ('order' in said && !session) {
      const found = await releases.order(JSON.stringify(said.order))
      return isRefusal(found) ? this.#refuse(found) : this.#say({ ordered: found.kind })
    }
    if ('receipt' in said && !session) return this.#open(JSON.stringify(said.receipt))
    if (!session) throw new SyntaxError('no session')
    if ('begin' in said) {
      return this.#say({ open: await releases.begin(session, said.begin) })
    }
    if ('present' in said) {
      const refusal = await session.answer(said.present)
      return refusal ? this.#refuse(refusal) : this.#say({ present: true })
    }
    if ('minute' in said) return this.#answer('minute', await minuteOf(session, said.minute))
    if ('picture' in said) return this.#answer('picture', await pictureOf(session, said.picture))
    throw new SyntaxError('an unknown word')
  }

  async #open(text: string): Promise<void> {
    const found = await this.#parts.releases.open(text)
    if (isRefusal(found)) return this.#refuse(found)
    this.#session = found
    // It may have gone while the receipt was looked at.
    if (this.#socket.destroyed) return found.close('connectionLost')
    this.#say({ started: found.started, from: (await this.#parts.releases.greeting()).from })
    this.#ticking = setInterval(() => void this.#tick(found), tickMs)
  }

  async #tick(session: Session): Promise<void> {
    await session.tick()
    const { question } = session
    if (question && question.n !== this.#asked) {
      this.#asked = question.n
      this.#say({ question })
    }
    if (session.state !== 'closed') return
    if (this.#ticking) clearInterval(this.#ticking)
    this.#say({ closed: true })
    this.#socket.end()
  }

  #answer(word: 'minute' | 'picture', found: object | null): void {
    if (found && isRefusal(found)) this.#refuse(found)
    else this.#say(found && 'unavailable' in found ? found : { [word]: found })
  }

  #refuse(refusal: Refusal): void {
    this.#parts.refused(refusal)
    this.#say({ refusal })
  }

  #say(words: object): void {
    if (this.#socket.writable) this.#socket.write(`${JSON.stringify(words)}\n`)
  }
}

/** Throws SyntaxError where a minute is not named. */
function minuteOf(session: Session, said: unknown): Promise<object> {
  const { camera, minute } = namedIn(said)
  return session.minute(camera, minute).catch(unavailable)
}

async function pictureOf(session: Session, said: unknown): Promise<object | null> {
  const { camera, minute, picture } = namedIn(said)
  if (!Number.isInteger(picture)) throw new SyntaxError('no picture named')
  const found = await session.picture(camera, minute, Number(picture)).catch(unavailable)
  if (!found || !('jpeg' in found)) return found
  const { captureUs, jpeg } = found
  return { captureUs, jpeg: jpeg && Buffer.from(jpeg).toString('base64') }
}

function namedIn(said: unknown) {
  if (!isRecord(said) || typeof said.camera !== 'string' || !Number.isInteger(said.minute)) {
    throw new SyntaxError('no minute named')
  }
  return { camera: said.camera, minute: Number(said.minute), picture: said.picture }
}

/** No room can be started, or the disk does not answer: the session goes on. */
const unavailable = () => ({ unavailable: true })
