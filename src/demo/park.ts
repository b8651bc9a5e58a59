import { type Canvas, convex, disc, limb, rect } from './canvas.ts'
import { colour, inkOn } from './colours.ts'
import { write } from './lettering.ts'
import { sky, tree } from './sky.ts'

/** A small park: cherry tree, slide, swing, bench, pond. */
export function park(on: Canvas, hour: number): void {
  sky(on, hour)
  convex(on, [[-40, 240], [120, 168], [280, 240]], colour.hill) // biome-ignore format: corners
  convex(on, [[360, 240], [520, 152], [700, 240]], colour.hill) // biome-ignore format: corners
  rect(on, 0, 224, 640, 32, colour.grassShade)
  rect(on, 0, 256, 640, 32, colour.path)
  rect(on, 0, 288, 640, 80, colour.grass)
  fence(on)
  tree(on, 80, 240, 'leaf')
  tree(on, 128, 240, 'leaf')
  tree(on, 568, 240, 'blossom')
  slide(on, 208)
  swing(on, 368)
  bench(on, 480)
  notice(on, 16)
  pond(on)
  lampPost(on, 336)
  for (let x = 24; x < 360; x += 64) flower(on, x, 336 - (x % 48))
}

/** The fountain of the pond plays for half of every ten seconds. */
export function fountain(on: Canvas, us: number): void {
  const second = Math.floor(us / 1_000_000) % 10
  if (second >= 5) return
  const high = Math.floor(us / 500_000) % 2 === 1
  limb(on, [496, 322], [496, high ? 300 : 304], 3, colour.cream)
  for (const side of [-8, 8]) limb(on, [496, high ? 300 : 304], [496 + side, 312], 2, colour.cream)
}

function fence(on: Canvas): void {
  for (const y of [212, 220]) rect(on, 0, y, 640, 3, colour.wood)
  for (let x = 6; x < 640; x += 32) rect(on, x, 208, 4, 20, colour.wood)
}

function slide(on: Canvas, x: number): void {
  for (const side of [0, 16]) rect(on, x + side, 176, 4, 76, colour.blue)
  for (let rung = 188; rung < 250; rung += 12) rect(on, x, rung, 20, 3, colour.steel)
  rect(on, x - 2, 176, 30, 5, colour.blue)
  limb(on, [x + 26, 180], [x + 76, 246], 8, colour.yellow)
  limb(on, [x + 76, 246], [x + 90, 248], 8, colour.yellow)
}

function swing(on: Canvas, x: number): void {
  rect(on, x, 176, 80, 4, colour.red)
  for (const side of [0, 76]) rect(on, x + side, 176, 4, 78, colour.red)
  for (const seat of [16, 46]) {
    for (const rope of [0, 14]) rect(on, x + seat + rope, 180, 2, 52, colour.pole)
    rect(on, x + seat - 2, 232, 20, 4, colour.wood)
  }
}

function bench(on: Canvas, x: number): void {
  rect(on, x, 226, 48, 4, colour.wood)
  rect(on, x, 236, 48, 5, colour.wood)
  for (const leg of [4, 40]) rect(on, x + leg, 226, 4, 26, colour.dark)
}

function notice(on: Canvas, x: number): void {
  for (const leg of [4, 86]) rect(on, x + leg, 272, 6, 48, colour.wood)
  rect(on, x, 256, 96, 36, colour.cream)
  write(on, x + 6, 260, '大川公園', { height: 21, pen: 2.2, ink: inkOn('cream') })
}

function pond(on: Canvas): void {
  for (const [inset, y] of [[24, 308], [8, 312], [0, 320], [8, 344], [24, 350]] as const) // biome-ignore format: rows
    rect(on, 400 + inset, y, 192 - 2 * inset, 8, colour.water)
  rect(on, 400, 320, 192, 24, colour.water)
  rect(on, 488, 320, 16, 6, colour.pole)
  rect(on, 432, 332, 24, 2, colour.cream)
  rect(on, 536, 338, 24, 2, colour.cream)
}

function lampPost(on: Canvas, x: number): void {
  rect(on, x - 2, 160, 4, 124, colour.dark)
  disc(on, x, 152, 10, colour.lamp)
  rect(on, x - 8, 140, 16, 4, colour.dark)
  rect(on, x - 32, 272, 64, 16, colour.glow)
}

function flower(on: Canvas, x: number, y: number): void {
  rect(on, x, y, 2, 8, colour.leafShade)
  disc(on, x + 1, y, 4, x % 3 === 0 ? colour.yellow : colour.blossom)
}
