import { printed, secondUs, tokyo } from '#civil/minute.ts'
import { type Canvas, canvas, rect } from './canvas.ts'
import { colour, inkOn, type Light, lightAt, type Palette, palette } from './colours.ts'
import { blankFrame, type Frame } from './h264/frame.ts'
import { textWidth, write } from './lettering.ts'
import { fountain, park } from './park.ts'
import { passerBy } from './passer-by.ts'
import { crossingLight, street } from './street.ts'

export const pictureSize = { width: 640, height: 360 } as const
const columns = 40
const rows = 23

type Scene = {
  readonly still: (on: Canvas, hour: number) => void
  readonly moving: (on: Canvas, us: number) => void
  readonly ground: number
}
const scenes: readonly [Scene, Scene] = [
  { still: street, moving: crossingLight, ground: 284 },
  { still: park, moving: fountain, ground: 282 },
]

/**
 * The picture of one camera: its name and the Asia/Tokyo clock above a drawn place where somebody walks by.
 *
 * `at` is a function of its instant (µs since the epoch) alone, whatever was asked before; the frame is
 * lent until the next call. Only macroblocks that changed are painted again.
 */
export class Picture {
  readonly #name: string
  readonly #scene: Scene
  readonly #still = canvas(columns * 16, rows * 16)
  readonly #now = canvas(columns * 16, rows * 16)
  readonly #painted = canvas(columns * 16, rows * 16)
  readonly #frame = blankFrame(columns, rows)
  #second = Number.NaN
  #hour = -1
  #light: Light | null = null
  #palette: Palette = palette('day')

  /** Even `place`s show the street, odd ones the park. */
  constructor(name: string, place: number) {
    this.#name = name
    this.#scene = scenes[place % 2 === 0 ? 0 : 1]
  }

  at(us: number): Frame {
    const second = Math.floor(us / secondUs)
    if (second !== this.#second) this.#stand(us)
    this.#second = second
    this.#now.pixels.set(this.#still.pixels)
    this.#scene.moving(this.#now, us)
    passerBy(this.#now, us, this.#scene.ground)
    this.#paint()
    return this.#frame
  }

  /** Draws what stands still during a second: the clock, and the place when its hour has passed. */
  #stand(us: number): void {
    const { hour } = tokyo(us)
    if (hour !== this.#hour) this.#scene.still(this.#still, hour)
    this.#hour = hour
    rect(this.#still, 0, 0, 640, 32, colour.band)
    writeName(this.#still, this.#name)
    write(this.#still, 320, 0, printed(us), { height: 32, pen: 3, ink: inkOn('band') })
    const light = lightAt(hour)
    if (light === this.#light) return
    this.#light = light
    this.#palette = palette(light)
    this.#painted.pixels.fill(255)
  }

  #paint(): void {
    for (let row = 0; row < rows; row++) {
      const from = row * 16 * stride
      const line = ({ pixels }: Canvas) => pixels.subarray(from, from + 16 * stride)
      if (Buffer.compare(line(this.#now), line(this.#painted)) === 0) continue
      for (let column = 0; column < columns; column++) {
        const corner = from + column * 16
        if (unchanged(this.#now.pixels, this.#painted.pixels, corner)) continue
        paintBlock(this.#now.pixels, this.#palette, this.#frame, column, row)
      }
    }
    this.#painted.pixels.set(this.#now.pixels)
  }
}

/** As large as the room beside the clock allows; what is longer still is cut. */
function writeName(on: Canvas, name: string): void {
  const room = 292
  const height = [24, 20, 16].find(size => textWidth(name, size) <= room) ?? 16
  let shown = name
  while (textWidth(shown, height) > room) shown = [...shown].slice(0, -1).join('')
  write(on, 16, 16 - height / 2, shown, { height, pen: height / 10, ink: inkOn('band') })
}

const stride = columns * 16

function unchanged(a: Uint8Array, b: Uint8Array, corner: number): boolean {
  for (let line = 0, at = corner; line < 16; line++, at += stride) {
    for (let i = at; i < at + 16; i++) if (a[i] !== b[i]) return false
  }
  return true
}

/** Colour numbers of one macroblock to samples; chroma is the mean of four pixels. */
function paintBlock(pixels: Uint8Array, of: Palette, frame: Frame, column: number, row: number) {
  for (let line = row * 16; line < row * 16 + 16; line++) {
    for (let i = column * 16; i < column * 16 + 16; i++) {
      frame.y[line * stride + i] = of.y[pixels[line * stride + i]!]!
    }
  }
  for (let line = row * 8; line < row * 8 + 8; line++) {
    for (let i = column * 8; i < column * 8 + 8; i++) {
      const corner = line * 2 * stride + i * 2
      frame.cb[(line * stride) / 2 + i] = mean(of.cb, pixels, corner)
      frame.cr[(line * stride) / 2 + i] = mean(of.cr, pixels, corner)
    }
  }
}

/** Mean of a plane over the square of four pixels at `corner`. */
function mean(plane: Uint8Array, pixels: Uint8Array, corner: number): number {
  const below = corner + stride
  const upper = plane[pixels[corner]!]! + plane[pixels[corner + 1]!]!
  return (upper + plane[pixels[below]!]! + plane[pixels[below + 1]!]! + 2) >> 2
}
