import { type Canvas, disc, rect } from './canvas.ts'
import { colour } from './colours.ts'

/** Sky in four flat layers; sun and moon go from left to right with the hour. */
export function sky(on: Canvas, hour: number): void {
  rect(on, 0, 0, 640, 96, colour.skyHigh)
  rect(on, 0, 96, 640, 48, colour.skyMid)
  rect(on, 0, 144, 640, 48, colour.skyLow)
  rect(on, 0, 192, 640, 64, colour.skyRim)
  const way = hour >= 5 && hour < 19 ? (hour - 5) / 13 : ((hour + 5) % 24) / 9
  disc(on, 32 + way * 576, 152 - 84 * Math.sin(way * Math.PI), 18, colour.orb)
  cloud(on, 72, 64)
  cloud(on, 352, 112)
  cloud(on, 560, 80)
}

function cloud(on: Canvas, x: number, y: number): void {
  disc(on, x, y, 10, colour.cloud)
  disc(on, x + 16, y - 5, 13, colour.cloud)
  disc(on, x + 34, y, 10, colour.cloud)
  rect(on, x, y, 34, 10, colour.cloud)
}

export function tree(on: Canvas, x: number, base: number, crown: 'leaf' | 'blossom'): void {
  const light = colour[crown]
  const shade = crown === 'leaf' ? colour.leafShade : colour.red
  rect(on, x - 4, base - 32, 8, 36, colour.wood)
  disc(on, x - 14, base - 42, 15, light)
  disc(on, x + 14, base - 42, 15, crown === 'leaf' ? shade : light)
  disc(on, x, base - 58, 19, light)
}
