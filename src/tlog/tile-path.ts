import type { TileAt } from './ranges.ts'

/** `tile/0/x001/x234/067`, a partial one with `.p/<width>` behind it (C2SP tlog-tiles). */
export function tilePath({ level, n, width }: TileAt): string {
  if (!Number.isInteger(level) || level < 0 || level > 63) throw new RangeError(`level ${level}`)
  return `tile/${level}/${numbered(n, width)}`
}

/** The entries below tile `n` of level 0. */
export const bundlePath = ({ n, width }: Omit<TileAt, 'level'>): string =>
  `tile/entries/${numbered(n, width)}`

function numbered(n: number, width: number): string {
  if (!Number.isSafeInteger(n) || n < 0 || !Number.isInteger(width) || width < 1 || width > 256) {
    throw new RangeError(`no tile ${n} of ${width}`)
  }
  const digits = String(n)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g)!
  const path = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/')
  return width === 256 ? path : `${path}.p/${width}`
}

/** Every tile of a tree of this size, and the widths of its bundles: what a whole export has. */
export function* tilesIn(size: number): Generator<TileAt> {
  for (let level = 0, hashes = size; hashes > 0; level++, hashes = Math.floor(hashes / 256)) {
    for (let n = 0; n * 256 < hashes; n++) {
      yield { level, n, width: Math.min(256, hashes - n * 256) }
    }
  }
}
