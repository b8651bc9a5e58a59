import type { Border } from '#rendition/film.ts'
import { fitted, type Lettering, letteringFor } from './lettering.ts'

/** Where everything stands around a picture, in pixels. The picture itself is never covered by the border. */
export type Layout = Lettering & {
  readonly width: number
  readonly height: number
  /** Where the picture begins. */
  readonly top: number
  readonly lines: readonly { readonly text: string; readonly y: number }[]
  /** Where the caption's lines begin. */
  readonly captionYs: readonly number[]
}

/** `caption` is one of those to come: they differ by a digit or two. */
export function layoutOf(
  border: Border,
  pictureWidth: number,
  pictureHeight: number,
  caption: string,
): Layout {
  const lettering = letteringFor(pictureWidth)
  const { lineHeight, margin } = lettering
  const above = fitted(border.above, pictureWidth, lettering)
  const below = fitted(border.below, pictureWidth, lettering)
  const captionLines = fitted([`${caption}0000`], pictureWidth, lettering)
  const band = (lines: number) => even(lines * lineHeight + margin)
  const top = band(above.length)
  const under = top + even(pictureHeight)
  const y = (from: number, line: number) => from + Math.round(margin / 2) + line * lineHeight
  return {
    ...lettering,
    width: even(pictureWidth),
    height: under + band(below.length + captionLines.length),
    top,
    lines: [
      ...above.map((text, line) => ({ text, y: y(0, line) })),
      ...below.map((text, line) => ({ text, y: y(under, line) })),
    ],
    captionYs: captionLines.map((_, line) => y(under, below.length + line)),
  }
}

/** JPEG's colours stand for two pixels each way. */
const even = (length: number): number => length + (length % 2)
