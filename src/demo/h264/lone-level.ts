import type { BitWriter } from './bit-writer.ts'

/** coeff_token for no coefficient, for one of ±1, for one other (H.264 table 9-5): value and length. */
type Tokens = readonly [Token, Token, Token]
type Token = readonly [value: number, bits: number]

const quietNeighbours: Tokens = [[1, 1], [1, 2], [5, 6]] // biome-ignore format: a table
const busyNeighbours: Tokens = [[3, 6], [1, 6], [0, 6]] // biome-ignore format: a table
const chroma: Tokens = [[1, 2], [1, 1], [7, 6]] // biome-ignore format: a table

/** Luma DC level: `busy` where the context nC of clause 9.2.1 is 8 or more, else it must be below 2. */
export function lumaLevel(out: BitWriter, level: number, busy: boolean): void {
  loneLevel(out, level, busy ? busyNeighbours : quietNeighbours)
}

export function chromaLevel(out: BitWriter, level: number): void {
  loneLevel(out, level, chroma)
}

/** One transform block whose only coefficient is its first (clause 7.3.5.3.3, residual_block_cavlc); |level| ≤ 1000. */
function loneLevel(out: BitWriter, level: number, [none, one, other]: Tokens): void {
  if (level === 0) {
    out.bits(...none)
    return
  }
  if (Math.abs(level) === 1) {
    out.bits(...one)
    out.bits(level < 0 ? 1 : 0, 1) // trailing_ones_sign_flag
  } else {
    out.bits(...other)
    magnitude(out, (level > 0 ? 2 * level - 2 : -2 * level - 1) - 2)
  }
  out.bits(1, 1) // total_zeros = 0
}

/** level_prefix and level_suffix at suffixLength 0 (clause 9.2.2.1). */
function magnitude(out: BitWriter, code: number): void {
  if (code < 14) {
    out.bits(1, code + 1)
  } else if (code < 30) {
    out.bits(1, 15)
    out.bits(code - 14, 4)
  } else {
    out.bits(1, 16)
    out.bits(code - 30, 12)
  }
}
