import type { Piece } from '#vault/pieces.ts'
import type { CapturedUnit } from '#video/access-unit.ts'

/** Notes of the vault for whoever opens a minute alone; here the units themselves tell. */
const isNoteForAlone = ({ cause }: { readonly cause: string }): boolean => cause === 'undecodable'

/**
 * Follows whether a decoder that was given everything so far can decode what comes: from a key frame on, until
 * something is missing.
 */
export class Decodability {
  holds = false

  unit({ key }: CapturedUnit): boolean {
    if (key) this.holds = true
    return this.holds
  }

  /** Gaps, and the end of a minute that a crash cut short. */
  other(piece: Piece): void {
    if (piece.kind === 'gap' && !isNoteForAlone(piece.gap)) this.holds = false
    if (piece.kind === 'end' && piece.seal === null) this.holds = false
  }
}
