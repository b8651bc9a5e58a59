import type { Basis } from '#law/basis.ts'
import type { Datum } from '#law/data.ts'

/** A cite without its spelling: full-width or not, with or without spaces and the document's own prefix. */
const plain = (cite: string): string =>
  cite
    .normalize('NFKC')
    .replace(/[\s（）()]/g, ' ')
    .replace(/^(運用基準|要領|指針)/, '')
    .trim()

/** Whether a cite is the article, or stands within it. */
export function isWithin(cite: string, article: string): boolean {
  const [inner, outer] = [plain(cite), plain(article)]
  return inner === outer || (inner.startsWith(outer) && !/^\d/.test(inner.slice(outer.length)))
}

export const citeOf = (basis: Basis): string | null =>
  basis.kind === 'text' || basis.kind === 'reading' ? basis.cite : null

/** The data that rest on an article or on a part of it. */
export const restingOn = (data: readonly Datum[], article: string): readonly Datum[] =>
  data.filter(({ basis }) => {
    const cite = basis && citeOf(basis)
    return cite !== null && isWithin(cite, article)
  })
