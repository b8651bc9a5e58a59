import { type Canvas, distance, type Point } from './canvas.ts'
import { missing, smallKana, strokes } from './strokes.ts'

/** Colours from the paper to the ink, the softening steps of an edge between them. */
export type Ink = readonly number[]

export type Hand = { readonly height: number; readonly pen: number; readonly ink: Ink }

type Glyph = { readonly advance: number; readonly cover: Float64Array }
const glyphs = new Map<string, Glyph>()

const isMark = (sign: string) => sign === '\u3099' || sign === '\u309a'
const isNarrow = (sign: string) => sign.charCodeAt(0) < 0x80

/** Letters that can be written: the signs of `text` without those drawn as an empty box. */
export const legible = (text: string): boolean =>
  [...signs(text)].every(sign => sign in strokes || sign in smallKana)

function signs(text: string): string {
  return text.normalize('NFD').toUpperCase()
}

export function textWidth(text: string, height: number): number {
  return [...signs(text)].reduce((sum, sign) => sum + advanceOf(sign, height), 0)
}

const advanceOf = (sign: string, height: number) =>
  isMark(sign) ? 0 : isNarrow(sign) ? height / 2 : height

/** Writes one line with its upper left corner at (x, y), in cells of `height` (letters: half as wide). */
export function write(on: Canvas, x: number, y: number, text: string, hand: Hand): void {
  let at = x
  for (const sign of signs(text)) {
    const glyph = drawn(sign, hand)
    press(on, isMark(sign) ? at - hand.height : at, y, glyph, hand)
    at += glyph.advance
  }
}

function press(on: Canvas, x: number, y: number, glyph: Glyph, { height, ink }: Hand): void {
  const paper = 0
  for (let line = 0; line < height; line++) {
    for (let i = 0; i < height; i++) {
      const step = Math.round(glyph.cover[line * height + i]! * (ink.length - 1))
      const inside = x + i >= 0 && x + i < on.width && y + line >= 0 && y + line < on.height
      if (step !== paper && inside) on.pixels[(y + line) * on.width + x + i] = ink[step]!
    }
  }
}

function drawn(sign: string, { height, pen }: Hand): Glyph {
  const name = `${sign} ${height} ${pen}`
  const known = glyphs.get(name)
  if (known) return known
  const small = smallKana[sign]
  const scale = (small ? 0.7 : 1) * (height / 16)
  const shift: Point = small ? [height * 0.1, height * 0.28] : [0, 0]
  const lines = (strokes[small ?? sign] ?? missing)
    .split(' ')
    .map(line => points(line).map(([x, y]): Point => [x * scale + shift[0], y * scale + shift[1]]))
  const glyph = { advance: advanceOf(sign, height), cover: covered(lines, height, pen) }
  glyphs.set(name, glyph)
  return glyph
}

const points = (line: string): Point[] =>
  (line.match(/../g) ?? []).map(pair => [
    Number.parseInt(pair[0]!, 16) + 0.25,
    Number.parseInt(pair[1]!, 16),
  ])

/** How much of each pixel of a square cell a round pen covers, 0 … 1. */
function covered(lines: readonly (readonly Point[])[], height: number, pen: number): Float64Array {
  const cover = new Float64Array(height * height)
  for (let place = 0; place < cover.length; place++) {
    const middle: Point = [(place % height) + 0.5, Math.floor(place / height) + 0.5]
    for (const line of lines) {
      for (let i = 1; i < line.length; i++) {
        const near = pen / 2 + 0.5 - distance(middle, line[i - 1]!, line[i]!)
        cover[place] = Math.max(cover[place]!, Math.min(1, Math.max(0, near)))
      }
    }
  }
  return cover
}
