import type { CapturedUnit } from '#video/access-unit.ts'
import type { Piece } from './pieces.ts'

/**
 * Whether pictures are missing between what came before and what comes: gaps, and the end of a minute that a crash cut
 * short. What the vault calls undecodable it says to whoever opens a minute alone; here the units themselves tell.
 */
export const isBreak = (piece: Piece): boolean =>
  (piece.kind === 'gap' && piece.gap.cause !== 'undecodable') ||
  (piece.kind === 'end' && piece.seal === null)

/**
 * Follows whether a decoder that was given everything decodable so far can decode what comes: from a key frame on,
 * until something is missing. Pictures that follow the first key frame and are shown before it (H.265, 23008-2 3.1:
 * RASL) refer to the group before.
 */
export class Decodability {
  #holds = false
  #beganTicks = Number.NEGATIVE_INFINITY

  decodes({ key, ptsTicks }: CapturedUnit): boolean {
    if (key && !this.#holds) {
      this.#holds = true
      this.#beganTicks = ptsTicks
    }
    if (this.#holds && ptsTicks > this.#beganTicks) this.#beganTicks = Number.NEGATIVE_INFINITY
    return this.#holds && ptsTicks >= this.#beganTicks
  }

  break(): void {
    this.#holds = false
  }
}
