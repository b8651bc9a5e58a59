/** A passage of a rule document, verbatim, with the place a clerk would name. */
export type Article = { readonly document: string; readonly cite: string; readonly quote: string }

/**
 * Quotes from one document. The passage may be wrapped over several lines in the code: line breaks and
 * the spaces around them are taken out, everything else stays. That it stands in the document's
 * text.txt, under the article cited, is proved by the profile's test.
 */
export const quoting =
  (document: string) =>
  (cite: string, passage: string): Article => ({
    document,
    cite,
    quote: passage.replace(/\s*\n\s*/g, ''),
  })
