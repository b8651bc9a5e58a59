/** The rule documents the matrix speaks of: ids of their profiles. */
export const documents = ['kai', 'hokuto', 'nishinari', 'sakai', 'kawasaki'] as const
export type DocumentId = (typeof documents)[number]

/**
 * M the software can make the breach impossible or evident; R people act, the software orders, gates and
 * records it; P a thing of the world, only attested; D a definition or the scope.
 */
export type RowKind = 'M' | 'R' | 'P' | 'D'

export type BasisKind = 'text' | 'reading' | 'houseRule' | 'otherLaw'

/** One thing a clause makes the software refuse (or let run), with the kind of basis it must print. */
export type RefuseItem = {
  readonly basis: BasisKind
  /** The reading's number where the matrix gives it one: A8. */
  readonly number?: string
  readonly says: string
}

/** One clause of a document as duties of the software. */
export type Row = {
  /** KAI-10-2b: the document, then the place of the clause in it. */
  readonly id: string
  /** Verbatim words by which the clause is found in the document. */
  readonly phrase: string
  readonly meaning: string
  readonly kind: RowKind
  readonly does: string
  readonly actor: string
  readonly when: string
  readonly refuses: readonly RefuseItem[]
}
