import { z } from 'zod'
import { list, shape, words } from './notation.ts'

/** Number of a reading in design/law.md: A from the clause matrix, B added while coding. */
export const readingNumber = z.templateLiteral([z.enum(['A', 'B']), z.int(), z.enum(['', 'b'])])

/** The words of the document themselves. */
export const textBasis = shape({ kind: z.literal('text'), cite: words, quote: words })

/** What we take the words to mean: `of` is the verbatim passage, `says` the meaning. */
export const readingBasis = shape({
  kind: z.literal('reading'),
  cite: words,
  reading: readingNumber,
  of: words,
  says: words,
})

/** Ours alone, and never shown with an article. */
export const houseRuleBasis = shape({
  kind: z.literal('houseRule'),
  cite: z.literal('内規'),
  rule: words,
})

/**
 * Law outside the document. Until the document's owner has confirmed it, the statute is not printed as
 * the ground of a refusal.
 */
export const otherLawBasis = shape({
  kind: z.literal('otherLaw'),
  cite: words,
  says: words,
  confirmed: z.boolean(),
})

/** On what a datum, a decision or a refusal rests; printed with it. */
export const basis = z.discriminatedUnion('kind', [
  textBasis,
  readingBasis,
  houseRuleBasis,
  otherLawBasis,
])

/** A rule: its data beside what they rest on. */
export const ruled = <T extends z.ZodRawShape>(fields: T) => shape({ ...fields, by: basis })
/** A rule whose whole content is its basis. */
export const rule = ruled({})
export const rules = list(rule)

export type ReadingNumber = z.infer<typeof readingNumber>
export type TextBasis = z.infer<typeof textBasis>
export type ReadingBasis = z.infer<typeof readingBasis>
export type HouseRule = z.infer<typeof houseRuleBasis>
export type OtherLaw = z.infer<typeof otherLawBasis>
export type Basis = z.infer<typeof basis>
export type Rule = z.infer<typeof rule>
