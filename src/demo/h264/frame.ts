/**
 * A picture in YCbCr 4:2:0 (BT.601, 16…235), whole macroblocks: `columns` × `rows` of 16×16 luma samples.
 * Rows below the visible height are coded and cropped by the parameter set.
 */
export type Frame = {
  readonly columns: number
  readonly rows: number
  readonly y: Uint8Array
  readonly cb: Uint8Array
  readonly cr: Uint8Array
}

export function blankFrame(columns: number, rows: number): Frame {
  const blocks = columns * rows
  return {
    columns,
    rows,
    y: new Uint8Array(blocks * 256).fill(16),
    cb: new Uint8Array(blocks * 64).fill(128),
    cr: new Uint8Array(blocks * 64).fill(128),
  }
}

export function copyFrame(from: Frame, to: Frame): void {
  to.y.set(from.y)
  to.cb.set(from.cb)
  to.cr.set(from.cr)
}

function samePlane(a: Uint8Array, b: Uint8Array, start: number, stride: number, size: number) {
  for (let line = 0, at = start; line < size; line++, at += stride) {
    for (let i = at; i < at + size; i++) if (a[i] !== b[i]) return false
  }
  return true
}

/** Whether two frames of one size show the same macroblock at this place. */
export function sameBlock(a: Frame, b: Frame, column: number, row: number): boolean {
  const stride = a.columns * 16
  const half = a.columns * 8
  const chroma = row * 8 * half + column * 8
  return (
    samePlane(a.y, b.y, row * 16 * stride + column * 16, stride, 16) &&
    samePlane(a.cb, b.cb, chroma, half, 8) &&
    samePlane(a.cr, b.cr, chroma, half, 8)
  )
}

/** Whether two frames of one size show the same in a whole row of macroblocks. */
export function sameRow(a: Frame, b: Frame, row: number): boolean {
  const same = (left: Uint8Array, right: Uint8Array, samples: number) => {
    const [from, to] = [row * samples, (row + 1) * samples]
    return Buffer.compare(left.subarray(from, to), right.subarray(from, to)) === 0
  }
  const luma = a.columns * 256
  return same(a.y, b.y, luma) && same(a.cb, b.cb, luma / 4) && same(a.cr, b.cr, luma / 4)
}
