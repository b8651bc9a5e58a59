import { type Canvas, convex, disc, limb, rect } from './canvas.ts'
import { colour, inkOn } from './colours.ts'
import { write } from './lettering.ts'
import { sky, tree } from './sky.ts'

const ground = 256

/** A shopping street: edges keep to the grid of 16 wherever they can, since flat macroblocks cost nothing. */
export function street(on: Canvas, hour: number): void {
  sky(on, hour)
  convex(on, [[300, 256], [352, 200], [432, 256]], colour.hill) // biome-ignore format: corners
  road(on)
  house(on, 0)
  shop(on, 112)
  tree(on, 344, ground, 'leaf')
  apartments(on, 400)
  hall(on, 528)
  wires(on)
  vendor(on, 304)
  postBox(on, 496)
  lamp(on, 384)
}

/** The light for walkers: green for 20 s of every minute, blinking at its end as they do. */
export function crossingLight(on: Canvas, us: number): void {
  const second = Math.floor(us / 1_000_000) % 60
  const blinking = second >= 15 && second < 20 && Math.floor(us / 500_000) % 2 === 1
  const go = second < 20
  rect(on, 464, 208, 16, 32, colour.dark)
  disc(on, 472, 216, 6, go ? colour.road : colour.stop)
  disc(on, 472, 232, 6, go && !blinking ? colour.go : colour.road)
}

function road(on: Canvas): void {
  rect(on, 0, ground, 640, 32, colour.pavement)
  rect(on, 0, 288, 640, 4, colour.curb)
  rect(on, 0, 292, 640, 60, colour.road)
  rect(on, 0, 348, 640, 4, colour.curb)
  rect(on, 0, 352, 640, 16, colour.pavement)
  for (let x = 48; x < 640; x += 96) rect(on, x, 318, 48, 4, colour.paint)
  rect(on, 384, 292, 128, 56, colour.road)
  for (let x = 384; x < 512; x += 32) rect(on, x, 296, 16, 48, colour.paint)
  rect(on, 352, 272, 80, 16, colour.glow)
}

function house(on: Canvas, x: number): void {
  rect(on, x, 160, 112, 96, colour.wall)
  convex(on, [[x - 16, 160], [x + 16, 112], [x + 96, 112], [x + 128, 160]], colour.roof) // biome-ignore format: corners
  rect(on, x, 156, 124, 4, colour.roofShade)
  rect(on, x + 16, 176, 32, 32, colour.litWindow)
  rect(on, x + 30, 176, 4, 32, colour.wallShade)
  rect(on, x + 64, 192, 32, 64, colour.wood)
  rect(on, x + 68, 196, 24, 28, colour.window)
  rect(on, x + 86, 232, 4, 4, colour.yellow)
  rect(on, x + 12, 208, 40, 4, colour.wallShade)
  rect(on, x, 240, 64, 16, colour.wallShade)
  cat(on, x + 24, 240)
}

function cat(on: Canvas, x: number, base: number): void {
  disc(on, x, base - 5, 6, colour.cat)
  rect(on, x - 6, base - 5, 18, 5, colour.cat)
  disc(on, x + 11, base - 10, 5, colour.cat)
  convex(on, [[x + 7, base - 11], [x + 7, base - 18], [x + 11, base - 14]], colour.cat) // biome-ignore format: corners
  convex(on, [[x + 15, base - 11], [x + 15, base - 18], [x + 11, base - 14]], colour.cat) // biome-ignore format: corners
  rect(on, x + 9, base - 11, 1, 2, colour.hair)
  rect(on, x + 13, base - 11, 1, 2, colour.hair)
  for (const stripe of [-2, 2, 6]) rect(on, x + stripe, base - 9, 2, 4, colour.catStripe)
  limb(on, [x - 6, base - 3], [x - 10, base + 4], 3, colour.cat)
}

function shop(on: Canvas, x: number): void {
  rect(on, x, 96, 192, 160, colour.cream)
  rect(on, x, 92, 192, 4, colour.wallShade)
  rect(on, x + 16, 112, 160, 32, colour.board)
  write(on, x + 24, 114, 'パンの', { height: 28, pen: 3, ink: inkOn('board') })
  write(on, x + 112, 114, '町口', { height: 28, pen: 3, ink: inkOn('board') })
  for (let stripe = 0; stripe < 12; stripe++) {
    const shade = stripe % 2 === 0 ? colour.red : colour.cream
    rect(on, x + stripe * 16, 160, 16, 16, shade)
    disc(on, x + stripe * 16 + 8, 176, 8, shade)
  }
  rect(on, x + 16, 192, 96, 48, colour.shopWindow)
  for (const bar of [46, 78]) rect(on, x + bar, 192, 4, 48, colour.wallShade)
  for (let loaf = 0; loaf < 6; loaf++) disc(on, x + 24 + loaf * 16, 236, 6, colour.catStripe)
  rect(on, x + 16, 236, 96, 4, colour.wood)
  rect(on, x + 128, 192, 48, 64, colour.wood)
  rect(on, x + 132, 196, 40, 60, colour.shopWindow)
  rect(on, x + 150, 196, 4, 60, colour.wood)
}

function apartments(on: Canvas, x: number): void {
  rect(on, x, 64, 128, 192, colour.flat)
  rect(on, x, 60, 128, 4, colour.flatShade)
  for (let floor = 0; floor < 5; floor++) {
    for (let door = 0; door < 3; door++) {
      const lit = (floor * 5 + door * 3) % 4 === 1
      rect(on, x + 16 + door * 32, 80 + floor * 32, 16, 16, lit ? colour.litWindow : colour.window)
    }
    rect(on, x, 100 + floor * 32, 128, 4, colour.flatShade)
  }
  rect(on, x + 48, 240, 32, 16, colour.dark)
}

function hall(on: Canvas, x: number): void {
  rect(on, x, 144, 112, 112, colour.hall)
  rect(on, x - 4, 140, 116, 8, colour.roofShade)
  rect(on, x + 16, 160, 80, 32, colour.wood)
  write(on, x + 28, 162, '町会', { height: 28, pen: 3, ink: inkOn('wood') })
  rect(on, x + 16, 208, 32, 48, colour.roof)
  rect(on, x + 20, 212, 24, 44, colour.litWindow)
  rect(on, x + 64, 208, 32, 32, colour.litWindow)
  rect(on, x + 78, 208, 4, 32, colour.hall)
}

function wires(on: Canvas): void {
  for (const y of [72, 80]) rect(on, 0, y, 400, 2, colour.dark)
  rect(on, 320, 56, 8, 200, colour.pole)
  rect(on, 304, 70, 40, 4, colour.pole)
  rect(on, 328, 88, 12, 24, colour.steel)
  rect(on, 470, 240, 4, 44, colour.pole)
}

function vendor(on: Canvas, x: number): void {
  rect(on, x, 208, 32, 56, colour.blue)
  rect(on, x + 4, 212, 24, 24, colour.vendorFace)
  const cans = [colour.red, colour.board, colour.yellow, colour.blue, colour.coat]
  for (let can = 0; can < 8; can++) {
    rect(on, x + 6 + (can % 4) * 6, can < 4 ? 214 : 226, 3, 8, cans[can % cans.length]!)
  }
  rect(on, x + 4, 240, 24, 2, colour.steel)
  rect(on, x + 6, 248, 20, 8, colour.dark)
}

function postBox(on: Canvas, x: number): void {
  rect(on, x, 232, 16, 36, colour.red)
  rect(on, x - 2, 228, 20, 6, colour.red)
  rect(on, x + 3, 238, 10, 3, colour.dark)
  rect(on, x + 4, 246, 8, 8, colour.cream)
}

function lamp(on: Canvas, x: number): void {
  rect(on, x, 176, 4, 108, colour.dark)
  limb(on, [x + 2, 178], [x - 14, 172], 4, colour.dark)
  convex(on, [[x - 28, 176], [x - 22, 170], [x - 10, 170], [x - 6, 176]], colour.dark) // biome-ignore format: corners
  rect(on, x - 26, 176, 18, 4, colour.lamp)
}
