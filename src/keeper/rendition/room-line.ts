import type { Socket } from 'node:net'
import type { FilmHead, PictureAsked } from '#rendition/film.ts'
import { fromRoom, type Message, messageHead } from '#rendition/message.ts'
import { MessageReader } from '#rendition/message-reader.ts'

/** What started a room, hands over its end of the line, and can end it. */
export type StartedRoom = { readonly line: Socket; kill(): void }
export type StartRoom = () => Promise<StartedRoom>

/** A decoder that takes longer over one picture goes round in circles. */
const longestMs = 10_000

/** A picture as the room drew it; null: none came out of the decoder; `lost`: the room is gone. */
export type Drawn = Uint8Array | null | 'lost'

/**
 * The keeper's end of the line to a room: asked one thing after the other. What the room says is a picture or nothing;
 * which one it is and when it was taken the keeper knows by itself. A room that is late, breaks the form or goes is over.
 */
export class RoomLine {
  readonly #room: StartedRoom
  readonly #reader = new MessageReader(fromRoom)
  #waiting: ((drawn: Drawn) => void) | null = null
  #lost = false

  constructor(room: StartedRoom) {
    this.#room = room
    room.line
      .on('data', (bytes: Buffer) => this.#hear(bytes))
      .on('error', () => {})
      .on('close', () => this.close())
      .resume()
  }

  get lost(): boolean {
    return this.#lost
  }

  /** Hands over a minute. It is not waited for: a room that is gone shows at the next picture. */
  film(head: FilmHead, body: readonly Uint8Array[]): void {
    const bytes = body.reduce((sum, part) => sum + part.length, 0)
    this.#say(head, bytes)
    for (const part of body) if (this.#room.line.writable) this.#room.line.write(part)
  }

  forget(film: string): void {
    this.#say({ say: 'forget', film }, 0)
  }

  picture(asked: PictureAsked): Promise<Drawn> {
    if (this.#lost) return Promise.resolve('lost')
    return new Promise(done => {
      const late = setTimeout(() => this.close(), longestMs)
      this.#waiting = drawn => {
        clearTimeout(late)
        this.#waiting = null
        done(drawn)
      }
      this.#say(asked, 0)
    })
  }

  close(): void {
    if (this.#lost) return
    this.#lost = true
    this.#room.line.destroy()
    this.#room.kill()
    this.#waiting?.('lost')
  }

  #hear(bytes: Uint8Array): void {
    try {
      for (const message of this.#reader.read(bytes)) this.#answer(message)
    } catch {
      this.close()
    }
  }

  #answer({ head, body }: Message<unknown>): void {
    const said = (head as { say?: unknown } | null)?.say
    const isNone = said === 'none' && body.length === 0
    const isPicture = said === 'picture' && isJpeg(body)
    if (this.#waiting && (isNone || isPicture)) this.#waiting(isNone ? null : body)
    else this.close()
  }

  #say(head: object, bodyBytes: number): void {
    if (this.#room.line.writable) this.#room.line.write(messageHead(head, bodyBytes))
  }
}

/** SOI and EOI stand at its ends (ITU-T T.81, B.2.1); what stands between is for whoever looks at it. */
const isJpeg = (bytes: Uint8Array): boolean =>
  bytes.length > 4 &&
  bytes[0] === 0xff &&
  bytes[1] === 0xd8 &&
  bytes.at(-2) === 0xff &&
  bytes.at(-1) === 0xd9
