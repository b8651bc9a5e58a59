import { type Canvas, convex, disc, limb, rect } from './canvas.ts'
import { colour } from './colours.ts'

/** Somebody walks through every half minute: to the right in a coat, the next time back in a jacket. */
const roundUs = 30_000_000
const stepUs = 100_000
const pixelsPerStep = 4
/** Swing of the legs over one stride, in pixels. */
const swing = [0, 4, 7, 8, 7, 4, 0, -4, -7, -8, -7, -4] as const

/** Draws whoever walks by at this moment, feet on the line `ground`. */
export function passerBy(on: Canvas, us: number, ground: number): void {
  const step = Math.floor((us % roundUs) / stepUs)
  const way = step * pixelsPerStep - 24
  if (way > on.width + 24) return
  const back = Math.floor(us / roundUs) % 2 === 1
  walker(on, back ? on.width - way : way, ground, swing[step % swing.length]!, back)
}

function walker(on: Canvas, x: number, ground: number, stride: number, back: boolean): void {
  const facing = back ? -1 : 1
  const cloth = back ? colour.jacket : colour.coat
  const hip = ground - 22
  const neck = ground - 44
  limb(on, [x, neck + 4], [x - stride * 0.9, hip + 1], 4, colour.trousers)
  limb(on, [x, hip], [x + stride, ground - 2], 5, colour.trousers)
  limb(on, [x, hip], [x - stride, ground - 2], 5, colour.trousers)
  limb(on, [x + stride, ground - 2], [x + stride + 3 * facing, ground - 2], 4, colour.dark)
  limb(on, [x - stride, ground - 2], [x - stride + 3 * facing, ground - 2], 4, colour.dark)
  convex(on, [[x - 5, neck], [x + 5, neck], [x + 8, hip + 4], [x - 8, hip + 4]], cloth) // biome-ignore format: corners
  const hand = x + stride * 0.9
  limb(on, [x, neck + 4], [hand, hip], 4, cloth)
  disc(on, hand, hip + 1, 2.5, colour.skin)
  if (back) rect(on, Math.round(hand) - 5, hip + 3, 10, 11, colour.yellow)
  disc(on, x, neck - 6, 7, colour.hair)
  disc(on, x + 2 * facing, neck - 5, 5.5, colour.skin)
  rect(on, x + (back ? -5 : 3), neck - 7, 2, 2, colour.hair)
}
