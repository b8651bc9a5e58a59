import { minuteUs } from '#civil/minute.ts'
import type { FootageRange } from '#domain/footage-range.ts'
import type { Problem } from '#web/problem.ts'
import { problemIn } from '../client.ts'
import { Film, type FilmMinute, holeUs, type Place } from './film.ts'
import type { Gap, Showing } from './showing.ts'

export type Projected = {
  readonly range: number
  /** What stands on the canvas; null: nothing does. */
  readonly place: Place | null
  /** How many pictures its minute has. */
  readonly of: number
  readonly isPlaying: boolean
  readonly speed: number
  /** What is missing here, while it stands on the canvas instead of a picture. */
  readonly gap: Gap | null
  /** No decoder makes anything of this picture. */
  readonly isUnreadable: boolean
  readonly isAtEnd: boolean
  /** Of this range there is no picture at all. */
  readonly isEmpty: boolean
  /** Why nothing of this range can be shown. */
  readonly problem: Problem | null
}

export const speeds = [0.25, 0.5, 1, 2, 4, 8] as const
/** Playing picks at most so many pictures a second; one by one every picture is shown. */
const mostASecond = 15
/** So many pictures are fetched before they are due; dropped where nothing may be shown. */
const mostAhead = 3
const longestGapShownMs = 2000

type Ahead = { readonly key: string; readonly bitmap: Promise<ImageBitmap | null> }

/**
 * Draws one session's pictures on a canvas, one at a time. Nothing is kept but what is on the canvas and the few that are
 * due next; when the session is not open the canvas is emptied before anything else happens.
 */
export class Projector {
  readonly #showing: Showing
  readonly #films: readonly Film[]
  readonly #listeners = new Set<() => void>()
  readonly #stopWatching: () => void
  #canvas: HTMLCanvasElement | null = null
  #ahead: readonly Ahead[] = []
  /** Counts what was asked of it: whatever is older is not drawn any more. */
  #wish = 0
  /** Where it stands, whether or not it may be shown just now. */
  #at: Place | null = null
  #wasOpen = true
  #now: Projected = {
    ...{ range: 0, place: null, of: 0, isPlaying: false, speed: 1, gap: null },
    ...{ isUnreadable: false, isAtEnd: false, isEmpty: false, problem: null },
  }

  constructor(showing: Showing) {
    this.#showing = showing
    this.#films = showing.begun.ranges.map(
      range => new Film(range, minute => this.#minute(range, minute)),
    )
    this.#stopWatching = showing.subscribe(() => this.#watch())
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
  readonly snapshot = () => this.#now

  get film(): Film {
    return this.#films[this.#now.range]!
  }

  /** Where it draws; null: the canvas is gone. */
  onto(canvas: HTMLCanvasElement | null): void {
    this.#canvas = canvas
    if (canvas && this.#at) void this.#go(async () => this.#at)
    else if (canvas) this.first()
  }

  close(): void {
    this.#stopWatching()
    this.#blank()
  }

  first = () => void this.#go(() => this.film.first())
  last = () => void this.#go(() => this.film.last())
  jump = (us: number) => void this.#go(() => this.film.at(us))
  frame = (by: 1 | -1) => void this.#go(() => this.#from(at => this.film.step(at, by)))
  second = (by: 1 | -1) => void this.#go(() => this.#from(at => this.film.move(at, by * 1_000_000)))

  /** Another camera or time that was approved. */
  turnTo(range: number): void {
    if (range === this.#now.range || !this.#films[range]) return
    this.#at = null
    this.#tell({ range, place: null, gap: null, problem: null, isAtEnd: false, isEmpty: false })
    this.#empty()
    this.first()
  }

  setSpeed(speed: number): void {
    this.#tell({ speed })
    if (this.#now.isPlaying) void this.#play()
  }

  toggle(): void {
    if (this.#now.isPlaying) this.pause()
    else void this.#play()
  }

  pause(): void {
    this.#wish++
    this.#drop()
    this.#tell({ isPlaying: false })
  }

  async #from(next: (at: Place) => Promise<Place | null>): Promise<Place | null> {
    return this.#at ? next(this.#at) : this.film.first()
  }

  /** A picture that somebody asked for is on its way. */
  isBusy = false

  /** One picture that somebody asked for. */
  async #go(where: () => Promise<Place | null>): Promise<void> {
    const wish = ++this.#wish
    this.#drop()
    this.isBusy = true
    this.#tell({ isPlaying: false, gap: null, problem: null })
    try {
      const place = await where()
      if (wish !== this.#wish) return
      if (!place) return this.#tell({ isAtEnd: this.#at !== null, isEmpty: this.#at === null })
      // From here on the next step counts, also before it is drawn.
      this.#at = place
      await this.#draw(place, await this.#fetch(place), wish)
    } catch (error) {
      this.#failed(error, wish)
    } finally {
      if (wish === this.#wish) this.isBusy = false
    }
  }

  async #play(): Promise<void> {
    const wish = ++this.#wish
    this.#drop()
    try {
      let at = this.#now.isAtEnd || !this.#at ? await this.film.first() : this.#at
      if (!at || wish !== this.#wish) return
      this.#tell({ isPlaying: true, gap: null, isAtEnd: false, problem: null })
      if (at !== this.#now.place) await this.#draw(at, await this.#fetch(at), wish)
      let anchor = { us: at.captureUs, ms: performance.now() }
      while (wish === this.#wish) {
        const next = await this.#nextPlayed(at)
        if (wish !== this.#wish) return
        if (!next) return this.#tell({ isPlaying: false, isAtEnd: true })
        void this.#fetchAhead(next, wish)
        if (next.captureUs - at.captureUs > holeUs) {
          await this.#showGap(at, next)
          if (wish !== this.#wish) return
          anchor = { us: next.captureUs, ms: performance.now() }
        }
        const dueMs = anchor.ms + (next.captureUs - anchor.us) / this.#now.speed / 1000
        await pause(dueMs - performance.now())
        if (wish !== this.#wish) return
        await this.#draw(next, await this.#fetch(next), wish)
        // A machine that cannot keep up plays slower; it leaves nothing out that it did not say.
        if (performance.now() - dueMs > 250) anchor = { us: next.captureUs, ms: performance.now() }
        at = next
      }
    } catch (error) {
      this.#failed(error, wish)
    }
  }

  /** The next picture that playing shows: at most so many a second, and never over a gap without saying so. */
  async #nextPlayed(at: Place): Promise<Place | null> {
    const soonestUs = at.captureUs + (1_000_000 * this.#now.speed) / mostASecond - 5000
    let next = await this.film.step(at, 1)
    let before = at
    while (next && next.captureUs < soonestUs) {
      if (next.captureUs - before.captureUs > holeUs) return next
      before = next
      next = await this.film.step(next, 1)
    }
    return next ?? (before === at ? null : before)
  }

  /** What comes next is on its way while this one is looked at. */
  async #fetchAhead(from: Place, wish: number): Promise<void> {
    let place: Place | null = from
    while (place && wish === this.#wish && this.#ahead.length < mostAhead) {
      this.#fetchLater(place)
      place = await this.#nextPlayed(place).catch(() => null)
    }
  }

  #fetchLater(place: Place): void {
    const key = keyOf(place)
    if (this.#ahead.some(one => one.key === key)) return
    const { camera } = this.film.range
    const bitmap = this.#showing.picture(camera, place.minute, place.picture)
    bitmap.catch(() => null)
    this.#ahead = [...this.#ahead, { key, bitmap }]
  }

  async #fetch(place: Place): Promise<ImageBitmap | null> {
    this.#fetchLater(place)
    const key = keyOf(place)
    const found = this.#ahead.find(one => one.key === key)!
    this.#ahead = this.#ahead.filter(one => one !== found)
    return found.bitmap
  }

  async #draw(place: Place, bitmap: ImageBitmap | null, wish: number): Promise<void> {
    const canvas = this.#canvas
    if (wish !== this.#wish || !canvas || this.#showing.now.stage !== 'open') {
      bitmap?.close()
      return
    }
    this.#at = place
    const { pictures } = await this.film.minute(place.minute)
    if (this.#showing.now.stage !== 'open') return bitmap?.close()
    if (bitmap) {
      if (canvas.width !== bitmap.width) canvas.width = bitmap.width
      if (canvas.height !== bitmap.height) canvas.height = bitmap.height
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
      canvas.dataset.capturedUs = String(place.captureUs)
      bitmap.close()
    } else this.#empty()
    this.#tell({ place, of: pictures.length, gap: null, isUnreadable: !bitmap, isAtEnd: false })
  }

  /** Instead of a picture, what is missing, for as long as it lasted or a moment. */
  async #showGap(from: Place, to: Place): Promise<void> {
    const [gap] = this.film.gapsBetween(from.captureUs, to.captureUs)
    const { captureUs: fromUs } = from
    this.#empty()
    this.#tell({ gap: gap ?? { fromUs, toUs: to.captureUs, cause: 'unknown' } })
    const lastsMs = (to.captureUs - fromUs) / this.#now.speed / 1000
    await pause(Math.min(lastsMs, longestGapShownMs))
    this.#tell({ gap: null })
  }

  #failed(error: unknown, wish: number): void {
    // What was broken off by the end of the session, or by another wish, is no news.
    if (wish !== this.#wish || this.#showing.now.stage !== 'open') return
    this.#wish++
    this.#tell({ isPlaying: false, problem: problemIn(error) })
  }

  #watch(): void {
    const isOpen = this.#showing.now.stage === 'open'
    if (isOpen === this.#wasOpen) return
    this.#wasOpen = isOpen
    if (!isOpen) this.#blank()
    else if (this.#at) void this.#go(async () => this.#at)
  }

  #blank(): void {
    this.#wish++
    this.#empty()
    this.#drop()
    this.#tell({ isPlaying: false, place: null, gap: null })
  }

  #empty(): void {
    const canvas = this.#canvas
    if (!canvas) return
    delete canvas.dataset.capturedUs
    canvas.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height)
  }

  #drop(): void {
    for (const { bitmap } of this.#ahead) bitmap.then(one => one?.close()).catch(() => null)
    this.#ahead = []
  }

  /** A minute that may not be shown, because it is gone or still runs, is a gap that says so. */
  async #minute({ camera }: FootageRange, minute: number): Promise<FilmMinute> {
    try {
      return { ...(await this.#showing.minute(camera, minute)), why: null }
    } catch (error) {
      const problem = problemIn(error)
      if (problem?.status !== 409 || this.#showing.now.stage !== 'open') throw error
      const fromUs = minute * minuteUs
      const gap = { fromUs, toUs: fromUs + minuteUs, cause: problem.detail }
      return { pictures: [], gaps: [gap], why: problem.detail }
    }
  }

  #tell(now: Partial<Projected>): void {
    this.#now = { ...this.#now, ...now }
    for (const listener of [...this.#listeners]) listener()
  }
}

const keyOf = ({ minute, picture }: Place): string => `${minute}/${picture}`

const pause = (ms: number): Promise<void> => new Promise(done => setTimeout(done, Math.max(0, ms)))
