/** A passage of a rule document, verbatim, with the place a clerk would name. */
export type Article = { readonly document: string; readonly cite: string; readonly quote: string }

/** A passage in the document's own order; `because` says why it yields no datum, null where it yields one. */
export type Passage = Article & { readonly because: string | null }

export type Quoting = {
  (cite: string, passage: string): Article
  /** A passage that yields nothing for the machine: why, in a sentence. */
  readonly silent: (cite: string, passage: string, because: string) => Article
  /** Every passage quoted so far, in order. */
  readonly passages: readonly Passage[]
}

/**
 * Quotes from one document. The passage may be wrapped over several lines in the code: line breaks and
 * the spaces around them are taken out, everything else stays. That it stands in the document's
 * text.txt, under the article cited, and that no word of the document is left out, is proved by
 * `documents.test.ts`.
 */
export function quoting(document: string): Quoting {
  const passages: Passage[] = []
  const quoted = (cite: string, passage: string, because: string | null): Article => {
    const article = { document, cite, quote: passage.replace(/\s*\n\s*/g, '') }
    passages.push({ ...article, because })
    return article
  }
  return Object.assign((cite: string, passage: string) => quoted(cite, passage, null), {
    silent: quoted,
    passages,
  })
}
