import type { FilmHead, PictureAsked } from '#rendition/film.ts'
import { Easel } from './easel.ts'
import { Strip } from './strip.ts'

/** A minute of a camera, ready to be drawn picture by picture. */
export class Film {
  readonly #strips: Strip[] = []
  /** Of each picture: its strip, and its unit there. */
  readonly #places = new Map<number, { readonly strip: Strip; readonly unit: number }>()
  readonly #easel: Easel

  constructor({ strips, border }: FilmHead, body: Uint8Array) {
    this.#easel = new Easel(border)
    let at = 0
    const take = (bytes: number) => {
      at += bytes
      return body.subarray(at - bytes, at)
    }
    for (const { decoder, setupBytes, units } of strips) {
      const setup = take(setupBytes)
      const strip = new Strip(
        decoder,
        setup,
        units.map(([bytes, key, ticks]) => ({ bytes: take(bytes), key: key === 1, ticks })),
      )
      this.#strips.push(strip)
      for (const [unit, [, , , picture]] of units.entries()) {
        if (picture >= 0) this.#places.set(picture, { strip, unit })
      }
    }
  }

  /** Null where no picture came out of the decoder. */
  draw({ picture, caption, again }: PictureAsked): Uint8Array | null {
    const place = this.#places.get(picture)
    const frame = place?.strip.frame(place.unit)
    return frame ? this.#easel.draw(frame, { caption, picture, again }) : null
  }

  close(): void {
    for (const strip of this.#strips) strip.close()
    this.#easel.close()
  }
}
