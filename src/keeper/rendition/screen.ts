import type { Minute } from '#civil/minute.ts'
import type { Border } from '#rendition/film.ts'
import type { Gap } from '#vault/gap.ts'
import { captionOf } from './border.ts'
import type { Footage } from './footage.ts'
import { reelOf } from './reel.ts'
import { RoomLine, type StartRoom } from './room-line.ts'

export type ScreenParts = {
  readonly footage: Footage
  readonly startRoom: StartRoom
  readonly border: (camera: string) => Border
}

/** What of a minute can be shown. */
export type MinuteShown = { readonly pictures: readonly number[]; readonly gaps: readonly Gap[] }
/** One picture; `jpeg` null: it cannot be decoded. */
export type PictureShown = { readonly captureUs: number; readonly jpeg: Uint8Array | null }

/** Minutes that a room keeps: where people look, and the ones beside it. */
const mostFilms = 3
/** A minute that broke so many rooms is not given to another one. */
const mostBroken = 2

/**
 * One session's pictures: a minute is read and handed to a room, which draws what it is asked for. The room begins at
 * once, so that it is there when the first picture is wanted, and goes with the session. One that breaks is replaced.
 * Whether anything may be shown is asked by whoever calls.
 */
export class Screen {
  readonly #parts: ScreenParts
  #line: Promise<RoomLine> | null = null
  readonly #known = new Map<string, MinuteShown>()
  /** In the room, the one asked for last at the end. */
  #films: readonly string[] = []
  readonly #broken = new Map<string, number>()
  readonly #asked = new Map<string, number>()
  #running: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor(parts: ScreenParts) {
    this.#parts = parts
    // A room that cannot be started says so when a picture is asked for.
    this.#room().catch(() => {})
  }

  minute(camera: string, minute: Minute): Promise<MinuteShown> {
    return this.#next(async () => {
      const film = filmOf(camera, minute)
      const known = this.#known.get(film)
      return known ?? this.#load(camera, minute)
    })
  }

  /** Null: the minute has no such picture. Throws where no room can be started. */
  picture(camera: string, minute: Minute, picture: number): Promise<PictureShown | null> {
    return this.#next(async () => {
      const film = filmOf(camera, minute)
      const { pictures } = this.#known.get(film) ?? (await this.#load(camera, minute))
      const captureUs = pictures[picture]
      if (captureUs === undefined) return null
      const caption = captionOf(captureUs, picture, pictures.length)
      const name = `${film}/${picture}`
      const again = this.#asked.get(name) ?? 0
      this.#asked.set(name, again + 1)
      while ((this.#broken.get(film) ?? 0) < mostBroken && !this.#closed) {
        const line = await this.#room()
        if (!this.#films.includes(film)) await this.#load(camera, minute)
        const drawn = await line.picture({ say: 'picture', film, picture, caption, again })
        if (drawn !== 'lost') return { captureUs, jpeg: drawn }
        this.#broken.set(film, (this.#broken.get(film) ?? 0) + 1)
      }
      return { captureUs, jpeg: null }
    })
  }

  /** Nothing more is drawn, from now on. */
  close(): void {
    this.#closed = true
    this.#line?.then(line => line.close()).catch(() => {})
  }

  async #load(camera: string, minute: Minute): Promise<MinuteShown> {
    const line = await this.#room()
    const film = filmOf(camera, minute)
    const { pictures, gaps, strips, body } = reelOf(await this.#parts.footage.read(camera, minute))
    line.film({ say: 'film', film, border: this.#parts.border(camera), strips }, body)
    const films = [...this.#films.filter(one => one !== film), film]
    for (const old of films.slice(0, -mostFilms)) line.forget(old)
    this.#films = films.slice(-mostFilms)
    const shown = { pictures, gaps }
    this.#known.set(film, shown)
    return shown
  }

  async #room(): Promise<RoomLine> {
    const found = await this.#line?.catch(() => null)
    if (this.#closed) throw new Error('the session is over')
    if (found && !found.lost) return found
    this.#films = []
    this.#line = this.#parts.startRoom().then(room => new RoomLine(room))
    const line = await this.#line
    if (this.#closed) line.close()
    return line
  }

  /** One after the other: a room draws one picture at a time. */
  #next<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#running.then(work)
    this.#running = done.catch(() => {})
    return done
  }
}

const filmOf = (camera: string, minute: Minute): string => `${camera}/${minute}`
