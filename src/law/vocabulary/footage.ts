import { z } from 'zod'
import { basis, houseRuleBasis, readingBasis, rule, ruled, textBasis } from './basis.ts'
import { list, shape, words } from './notation.ts'

/** What a person decided where the document leaves the period to them. */
export const decidedRetention = z
  .strictObject({
    hours: z.number(),
    reason: z.string(),
    /** The handling manual's version, or a decision under the proviso (事情, 設置目的). */
    writtenIn: z.union([
      shape({ manual: z.string() }),
      shape({
        circumstance: z.string(),
        purpose: z.string(),
        alsoInManual: z.string().exactOptional(),
      }),
    ]),
    decidedBy: z.string(),
    /** Civil day of the decision; an overdue review never stops recording. */
    decidedOn: z.string(),
    reviewOn: z.string().exactOptional(),
  })
  .readonly()

/**
 * How long a document lets footage live.
 *
 * Ceilings (…以内) say by when it is gone: never late, at most 120 s early (内規). Periods say how long it
 * is kept: never early, at most 60 s late (内規). Life is counted from capture; the grain is the minute.
 */
export const retention = z.discriminatedUnion('kind', [
  /** KAI 168, HOKUTO 720: rolling from the first frame (読み A1, A3). */
  shape({ kind: z.literal('ceilingHours'), hours: z.int().min(1) }),
  /** So many civil days counting the day of capture: ends at a midnight, a ceiling (A1's stricter switch). */
  shape({ kind: z.literal('inclusiveDays'), days: z.int().min(1) }),
  /** NISHINARI 7: whole civil days counted from the day after capture; ends at 00:00 of D+8 (読み A4). */
  shape({ kind: z.literal('civilDays'), days: z.int().min(1) }),
  /** SAKAI 2: through the same weekday so many weeks on; ends at 00:00 of D+15 (読み A5). */
  shape({ kind: z.literal('sameWeekday'), weeksAhead: z.int().min(1) }),
  /** A period of hours from capture (A5's switch of 336 h): never early. */
  shape({ kind: z.literal('periodHours'), hours: z.int().min(1) }),
  /** KAWASAKI: what the manager decided, a ceiling; null while nothing is decided (読み A6). */
  shape({ kind: z.literal('minimumNecessary'), decided: decidedRetention.nullable() }),
])

export const retentionRule = shape({
  rule: retention,
  /** The words that set the period. */
  by: textBasis,
  /** How the words become an instant. */
  computed: readingBasis,
  /** How near the instant the machine must be. */
  tolerance: houseRuleBasis,
  /** Another way of counting that the document's owner, and nobody else, may choose. */
  ownerMayChoose: list(shape({ id: words, rule: retention, by: readingBasis })),
  /** Only where the document leaves the period to a person. */
  decision: shape({
    decidedBy: ruled({ posts: list(words) }),
    /** Written in the handling manual. */
    inManual: readingBasis,
    /** Or decided for a circumstance, by purpose. */
    byCircumstance: textBasis,
    review: houseRuleBasis,
    /** A new camera waits until there is a value. */
    gate: houseRuleBasis,
  }).nullable(),
  /** May footage be given up before its limit by an order? Ours: never by one person, never under a request. */
  earlyErasure: ruled({ kind: z.enum(['never', 'quorum']) }),
})

export const holdGround = ruled({
  /** In full, as it is written on forms. */
  code: words,
  alsoCalled: list(words),
  decidedBy: ruled({ posts: list(words) }),
  /** The paper the ground itself demands. */
  document: shape({ name: words, by: textBasis }).nullable(),
})

export const holdHouse = shape({
  decider: houseRuleBasis,
  reason: houseRuleBasis,
  rangeExact: houseRuleBasis,
  endDate: houseRuleBasis,
  review: houseRuleBasis,
  reviewEveryDays: z.int(),
})

/** Whether and by whom the life of footage may be lengthened. */
export const extension = z.discriminatedUnion('kind', [
  shape({ kind: z.literal('none'), by: readingBasis, next: words }),
  shape({
    kind: z.literal('allowed'),
    by: textBasis,
    grounds: list(holdGround),
    house: holdHouse,
  }),
])

/** What the document means for footage that comes on a medium instead of from the camera itself. */
export const importRule = shape({
  /** From when its life is counted. */
  capture: readingBasis,
  /** What becomes of the medium it came on. */
  sourceMedium: readingBasis,
})

/** The stored picture is never changed; a derivative may be, where the document leaves room. */
export const editing = shape({
  stored: shape({ mode: z.literal('never'), by: basis }),
  derivative: shape({ mode: z.literal('forProvision'), by: basis }).nullable(),
  /** Why none is made where the document does not speak of it; absent: what it says of the stored picture forbids it. */
  noDerivative: houseRuleBasis.exactOptional(),
  /** A rendition with names round it is display, never stored. */
  rendition: basis,
})

/** What the document calls footage, and what it says of the end of its life. */
export const footage = shape({
  word: words,
  /** What is footage and what is not. */
  means: basis,
  /** Why nothing recorded is free of the rules because nobody in it could be identified. */
  noExemption: basis,
  /** Nothing leaks; nothing lies outside the vault. */
  kept: rule,
  /** Kept only as long and as often as needed. */
  needless: rule,
  /** What was learned from it, and by whom it must not be told. */
  purposeOnly: rule,
})

export type Retention = z.infer<typeof retention>
export type DecidedRetention = z.infer<typeof decidedRetention>
export type RetentionRule = z.infer<typeof retentionRule>
export type Extension = z.infer<typeof extension>
export type HoldGround = z.infer<typeof holdGround>
export type ImportRule = z.infer<typeof importRule>
export type Editing = z.infer<typeof editing>
