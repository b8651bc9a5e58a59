import { printedBasis } from '#law/basis.ts'
import type { Letter } from '#letters/letter.ts'

/** What the template of letters gets: the letter, with its bases in the words that are printed. */
export type LetterData = Omit<Letter, 'bases' | 'id'> & {
  /** Whose layout it is. */
  readonly mark: string
  readonly bases: readonly {
    readonly kind: string
    readonly printed: string
    readonly words: string
  }[]
  readonly checkpoint: string | null
  readonly dated: string
}

/** Law outside the document that its owner has not confirmed is not printed as a ground: that there is some is said. */
export function letterData(
  { bases, id: _, ...letter }: Letter,
  dated: string,
  checkpoint: string | null,
): LetterData {
  const printed = bases.map(basis => {
    const { kind } = basis
    const named = kind === 'houseRule' ? '' : printedBasis(basis)
    if (kind === 'text') return { kind, printed: named, words: `「${basis.quote}」` }
    if (kind === 'reading') return { kind, printed: named, words: basis.says }
    if (kind === 'houseRule') return { kind, printed: named, words: basis.rule }
    return { kind, printed: named, words: basis.confirmed ? basis.says : '' }
  })
  const known = printed.filter(
    (one, at) =>
      printed.findIndex(({ printed, words }) => printed === one.printed && words === one.words) ===
      at,
  )
  return { ...letter, mark: '本システムの様式（内規）', bases: known, dated, checkpoint }
}
