/** A drawing in colour numbers, one byte per pixel; what falls outside is cut off. */
export type Canvas = {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

export type Point = readonly [x: number, y: number]

export function canvas(width: number, height: number): Canvas {
  return { width, height, pixels: new Uint8Array(width * height) }
}

export function rect(on: Canvas, x: number, y: number, w: number, h: number, colour: number): void {
  const left = Math.max(0, x)
  const right = Math.min(on.width, x + w)
  if (left >= right) return
  for (let line = Math.max(0, y); line < Math.min(on.height, y + h); line++) {
    on.pixels.fill(colour, line * on.width + left, line * on.width + right)
  }
}

/** Fills one line between two edges, both rounded to the nearest pixel. */
function span(on: Canvas, line: number, from: number, to: number, colour: number): void {
  const left = Math.round(from)
  rect(on, left, line, Math.round(to) - left, 1, colour)
}

/** A filled disc about the corner point (x, y). */
export function disc(on: Canvas, x: number, y: number, radius: number, colour: number): void {
  for (let line = Math.floor(y - radius); line < y + radius; line++) {
    const rise = line + 0.5 - y
    const half = Math.sqrt(Math.max(0, radius * radius - rise * rise))
    span(on, line, x - half, x + half, colour)
  }
}

/** A filled convex polygon. */
export function convex(on: Canvas, corners: readonly Point[], colour: number): void {
  const ys = corners.map(([, y]) => y)
  for (let line = Math.floor(Math.min(...ys)); line < Math.max(...ys); line++) {
    const crossings = corners.flatMap(([x, y], i) => {
      const [nextX, nextY] = corners[(i + 1) % corners.length]!
      const share = (line + 0.5 - y) / (nextY - y)
      return share >= 0 && share <= 1 ? [x + share * (nextX - x)] : []
    })
    if (crossings.length > 1) span(on, line, Math.min(...crossings), Math.max(...crossings), colour)
  }
}

/** A thick line with round ends. */
export function limb(on: Canvas, from: Point, to: Point, thickness: number, colour: number): void {
  const reach = thickness / 2
  const [left, right] = [Math.min(from[0], to[0]) - reach, Math.max(from[0], to[0]) + reach]
  const [top, bottom] = [Math.min(from[1], to[1]) - reach, Math.max(from[1], to[1]) + reach]
  for (let y = Math.floor(top); y < bottom; y++) {
    for (let x = Math.floor(left); x < right; x++) {
      if (distance([x + 0.5, y + 0.5], from, to) <= reach) rect(on, x, y, 1, 1, colour)
    }
  }
}

/** From a point to the nearest place of a line between two others. */
export function distance(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const [px, py] = [point[0] - from[0], point[1] - from[1]]
  const length = dx * dx + dy * dy
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length))
  return Math.hypot(px - share * dx, py - share * dy)
}
