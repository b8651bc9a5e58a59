import type { Frame } from './frame.ts'

/**
 * A macroblock that is its neighbour's edge drawn on, plus one offset per plane (Intra_16x16, H.264
 * clause 8.3.3). Because everything is coded without loss, the source itself is what a decoder predicts from.
 */
export type Drawn = {
  /** Intra16x16PredMode: 0 vertical, 1 horizontal, 2 DC. */
  readonly lumaMode: number
  /** intra_chroma_pred_mode: 0 DC, 1 horizontal, 2 vertical. */
  readonly chromaMode: number
  readonly y: number
  readonly cb: number
  readonly cr: number
}

/** Offset of an edge of step `along` drawn on by step `across`, or null where the block is anything else. */
function offset(plane: Uint8Array, at: number, size: number, along: number, across: number) {
  const first = plane[at]! - plane[at - across]!
  for (let i = 0, edge = at - across; i < size; i++, edge += along) {
    const expected = plane[edge]! + first
    for (let j = 1, place = edge + across; j <= size; j++, place += across) {
      if (plane[place] !== expected) return null
    }
  }
  return first
}

/** DC without neighbours predicts 128. */
function flat(plane: Uint8Array, at: number, size: number, stride: number): number | null {
  const value = plane[at]!
  for (let line = 0; line < size; line++) {
    for (let i = 0; i < size; i++) if (plane[at + line * stride + i] !== value) return null
  }
  return value - 128
}

type Chroma = Pick<Drawn, 'chromaMode' | 'cb' | 'cr'>

function lumaOf(frame: Frame, column: number, row: number): Pick<Drawn, 'lumaMode' | 'y'> | null {
  const stride = frame.columns * 16
  const at = row * 16 * stride + column * 16
  if (column === 0 && row === 0) {
    const y = flat(frame.y, at, 16, stride)
    return y === null ? null : { lumaMode: 2, y }
  }
  const down = row > 0 ? offset(frame.y, at, 16, 1, stride) : null
  if (down !== null) return { lumaMode: 0, y: down }
  const across = column > 0 ? offset(frame.y, at, 16, stride, 1) : null
  return across === null ? null : { lumaMode: 1, y: across }
}

function chromaOf(frame: Frame, column: number, row: number): Chroma | null {
  const stride = frame.columns * 8
  const at = row * 8 * stride + column * 8
  const both = (chromaMode: number, of: (plane: Uint8Array) => number | null): Chroma | null => {
    const cb = of(frame.cb)
    const cr = cb === null ? null : of(frame.cr)
    return cb === null || cr === null ? null : { chromaMode, cb, cr }
  }
  if (column === 0 && row === 0) return both(0, plane => flat(plane, at, 8, stride))
  return (
    (row > 0 ? both(2, plane => offset(plane, at, 8, 1, stride)) : null) ??
    (column > 0 ? both(1, plane => offset(plane, at, 8, stride, 1)) : null)
  )
}

/** How to draw the macroblock on from its neighbours, or null where only its samples will do. */
export function drawnOn(frame: Frame, column: number, row: number): Drawn | null {
  const luma = lumaOf(frame, column, row)
  const chroma = luma && chromaOf(frame, column, row)
  return luma && chroma ? { ...luma, ...chroma } : null
}
