import type { Article } from './quote.ts'
import type {
  Basis,
  HouseRule,
  OtherLaw,
  ReadingBasis,
  ReadingNumber,
  TextBasis,
} from './vocabulary/basis.ts'

export type { Basis, HouseRule, OtherLaw, ReadingBasis, ReadingNumber, TextBasis }

export const text = ({ cite, quote }: Article): TextBasis => ({ kind: 'text', cite, quote })

export const reading = (number: ReadingNumber, of: Article, says: string): ReadingBasis => ({
  kind: 'reading',
  cite: of.cite,
  reading: number,
  of: of.quote,
  says,
})

export const houseRule = (rule: string): HouseRule => ({ kind: 'houseRule', cite: '内規', rule })
/** Law outside the five documents. It counts as unconfirmed until the document's owner has said so. */
export const otherLaw = (cite: string, says: string): OtherLaw => ({
  kind: 'otherLaw',
  cite,
  says,
  confirmed: false,
})

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
      return basis.confirmed ? basis.cite : '他の法令（規程の所管の確認待ち）'
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
