import { Encoder } from './h264/encoder.ts'
import { Picture, pictureSize } from './picture.ts'

/** What a camera shows at one moment. `ticks`: 90 kHz since it was switched on; `us`: its own wall clock. */
export type Shown = {
  readonly units: readonly Uint8Array[]
  readonly key: boolean
  readonly ticks: number
  readonly us: number
}

export type Viewer = (shown: Shown) => void

const secondsBetweenKeys = 2
const mostSecondsMadeUp = 5

/**
 * One simulated camera: draws and encodes at a fixed rate while somebody watches, and rests otherwise.
 *
 * `now` is asked exactly once for each picture. A new viewer makes the next picture a key picture for
 * everybody. A process held up for longer than five seconds leaves the missed pictures out.
 */
export class Camera {
  readonly name: string
  readonly encoder: Encoder
  readonly framesPerSecond: number
  readonly #picture: Picture
  readonly #now: () => number
  readonly #viewers = new Set<Viewer>()
  readonly #startedMs = performance.now()
  #timer: NodeJS.Timeout | undefined
  #next = 0
  #sinceKey = 0
  #keyWanted = true

  constructor(name: string, place: number, framesPerSecond: number, now: () => number) {
    this.name = name
    this.framesPerSecond = framesPerSecond
    this.encoder = new Encoder({ ...pictureSize, framesPerSecond })
    this.#picture = new Picture(name, place)
    this.#now = now
  }

  /** Shows every picture from the next key picture on; call the returned function to stop. */
  watch(viewer: Viewer): () => void {
    this.#viewers.add(viewer)
    this.#keyWanted = true
    if (this.#timer === undefined) {
      this.#next = this.#slot() + 1
      this.#wait()
    }
    return () => {
      this.#viewers.delete(viewer)
      if (this.#viewers.size === 0) this.#rest()
    }
  }

  /** Number of the frame interval that runs now. */
  #slot(): number {
    return Math.floor(((performance.now() - this.#startedMs) * this.framesPerSecond) / 1000)
  }

  #wait(): void {
    const dueMs = this.#startedMs + (this.#next * 1000) / this.framesPerSecond
    this.#timer = setTimeout(() => this.#show(), Math.max(0, dueMs - performance.now()))
  }

  #rest(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #show(): void {
    const late = this.#slot() - this.#next
    if (late > mostSecondsMadeUp * this.framesPerSecond) this.#next += late
    const key = this.#keyWanted || this.#sinceKey >= secondsBetweenKeys * this.framesPerSecond
    this.#keyWanted = false
    this.#sinceKey = key ? 1 : this.#sinceKey + 1
    const us = this.#now()
    const coded = this.encoder.encode(this.#picture.at(us), key)
    const ticks = Math.round((this.#next * 90_000) / this.framesPerSecond)
    this.#next++
    this.#wait()
    for (const viewer of [...this.#viewers]) viewer({ ...coded, ticks, us })
  }
}
