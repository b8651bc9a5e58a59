import type { Article } from './quote.ts'

/** Number of a reading in design/law.md. */
export type ReadingNumber = `A${number}` | 'A6b'

/** The words of the document themselves. */
export type TextBasis = { readonly kind: 'text'; readonly cite: string; readonly quote: string }
/** What we take the words to mean: `of` is the verbatim passage, `says` the meaning. */
export type ReadingBasis = {
  readonly kind: 'reading'
  readonly cite: string
  readonly reading: ReadingNumber
  readonly of: string
  readonly says: string
}
/** Ours alone, and never shown with an article. */
export type HouseRule = { readonly kind: 'houseRule'; readonly cite: '内規'; readonly rule: string }
export type OtherLaw = { readonly kind: 'otherLaw'; readonly cite: string }

/** On what a datum, a decision or a refusal rests; printed with it. */
export type Basis = TextBasis | ReadingBasis | HouseRule | OtherLaw

export const text = ({ cite, quote }: Article): TextBasis => ({ kind: 'text', cite, quote })

export const reading = (number: ReadingNumber, of: Article, says: string): ReadingBasis => ({
  kind: 'reading',
  cite: of.cite,
  reading: number,
  of: of.quote,
  says,
})

export const houseRule = (rule: string): HouseRule => ({ kind: 'houseRule', cite: '内規', rule })
export const otherLaw = (cite: string): OtherLaw => ({ kind: 'otherLaw', cite })

/** One line for screens, certificates and refusals. */
export function printedBasis(basis: Basis): string {
  switch (basis.kind) {
    case 'text':
      return `${basis.cite}により`
    case 'reading':
      return `${basis.cite}の読み方（${basis.reading}）`
    case 'houseRule':
      return '内規'
    case 'otherLaw':
      return basis.cite
  }
}

/** An act that is not allowed: an ordinary value, shown and recorded. `next` is what the person can do. */
export type Refusal = { readonly refused: string; readonly basis: Basis; readonly next: string }

export const refuse = (refused: string, basis: Basis, next: string): Refusal => ({
  refused,
  basis,
  next,
})

export const isRefusal = (outcome: object): outcome is Refusal => 'refused' in outcome
