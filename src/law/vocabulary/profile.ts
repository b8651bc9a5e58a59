import { z } from 'zod'
import { approval } from './approval.ts'
import { basis, houseRuleBasis, readingBasis, rule, ruled, rules, textBasis } from './basis.ts'
import { cameras } from './cameras.ts'
import { copies } from './copies.ts'
import { credentials, incidents, media, terminals } from './custody.ts'
import { editing, extension, footage, importRule, retentionRule } from './footage.ts'
import { act, grounds, urgency, warrant } from './grounds.ts'
import { list, name, shape, words } from './notation.ts'
import {
  agreement,
  complaints,
  disclosure,
  engagement,
  fund,
  personIndex,
  report,
  secrecy,
  silence,
} from './outside.ts'
import { committee, deputy, manager, operators, postWord, succession } from './people.ts'
import { registers } from './registers.ts'
import { internalViewing, live, witnesses } from './witnesses.ts'

/** A version of the document: from when, and what a passing rule says of footage that exists already. */
export const version = shape({
  day: z.iso.date().nullable(),
  by: textBasis,
  /** 経過措置: under which footage taken before keeps the limit it had; null where there is none. */
  transitional: basis.nullable(),
})

/** Statutes and ordinances the document stands on, as it cites them; `note` where they were superseded. */
export const legalBasis = ruled({
  name: words,
  superseded: shape({ on: z.iso.date(), says: words, by: basis }).nullable(),
})

/**
 * A rule document as data: every datum beside its basis. Plain JSON throughout, so that it can be
 * canonically written and hashed, and a municipality's own is data too. What a document says nothing about
 * rests on a house rule (内規).
 */
export const profile = shape({
  id: name,
  /** The document's own title. */
  title: words,
  /** As clerks call it: 北斗市, 堺市役所本庁舎. */
  called: words,
  version: words,
  purpose: ruled({ says: words }),
  /** From when the document and each amendment apply, in order; day null: left blank in it. */
  effectiveFrom: list(version),
  /** Across versions the earliest limit holds: a longer one never reaches footage that exists. */
  acrossVersions: rule,
  legalBasis: list(legalBasis),
  /** Which unit keeps the document; only it adopts another version. Null where the document names none. */
  owner: ruled({ unit: words }).nullable(),
  /** The document this one stands under; `held` false: its text is not here (親要綱 未収録). */
  parent: ruled({ title: words, held: z.boolean(), mark: words, looser: basis }).nullable(),

  posts: list(postWord),
  manager,
  deputy,
  committee: committee.nullable(),
  operators,
  succession,

  cameras,
  footage,
  retention: retentionRule,
  extension,
  /** What the document says about the end of the period; printed on erasure certificates. */
  erasure: shape({ by: textBasis, failed: houseRuleBasis }),
  imports: importRule,
  audio: shape({ recorded: z.literal(false), by: readingBasis }),
  editing,
  live,

  grounds,
  urgency: urgency.nullable(),
  warrant,
  approval,
  witnesses,
  internalViewing,
  copies,
  registers,
  secrecy,

  terminals,
  media,
  credentials,
  incidents,

  agreements: list(agreement),
  engagement,
  disclosure,
  reports: list(report),
  complaints,
  fund: fund.nullable(),
  personIndex: personIndex.nullable(),
  silence,

  /** Duties of people that the machine can only remind of and have attested. */
  attested: list(ruled({ id: name, says: words, everyDays: z.int().min(1).nullable() })),
  /** What the document says that binds by itself, for screens and forms. */
  declarations: rules,

  words: shape({
    request: list(ruled({ word: words })),
    acts: list(ruled({ act, word: words })),
  }),
})

/** A passage that yields no datum, with the reason. */
export const silentPassage = shape({ cite: words, quote: words, because: words })

export type Profile = z.infer<typeof profile>
export type Version = z.infer<typeof version>
export type LegalBasis = z.infer<typeof legalBasis>
