import { z } from 'zod'
import { basis, houseRuleBasis, rule, ruled } from './basis.ts'
import { check, entry } from './grounds.ts'
import { days, list, name, shape, words } from './notation.ts'
import { post } from './people.ts'

/** An agreement that puts its own procedure in the place of named articles, with one named partner. */
export const agreement = ruled({
  with: words,
  /** Articles it displaces; everything else still binds. */
  displaces: list(words),
  onlyThese: basis,
  /** Clauses it must contain before it is put in force. */
  clauses: list(ruled({ id: name, says: words })),
  /** The register line precedes the extraction under it too. */
  lineFirst: rule,
  /** Extraction without an earlier line. */
  withoutLine: basis,
  correctiveDemand: rule,
  /** Access is suspended only where the agreement says so. */
  suspension: houseRuleBasis,
  /** A mismatch between the lines and the device's log is looked into, never passed over. */
  mismatch: houseRuleBasis,
})

/** Work given to a contractor. */
export const engagement = ruled({
  /** Written promise of secrecy, handed in beforehand. */
  pledge: ruled({ document: words, endDate: houseRuleBasis }).nullable(),
  /** The committee approved the contractor. */
  approved: basis.nullable(),
  /** What the contract must say. */
  clauses: list(ruled({ id: name, says: words })),
  /** The people who will come are reported beforehand. */
  roster: basis.nullable(),
  /** A contractor never sees a recorded picture. */
  noPictures: basis.nullable(),
})

/** A person asks for their own images, or another under the ordinance. */
export const disclosure = ruled({
  /** The ground that serves a person without the statutory track; null: none. */
  informalGround: words.nullable(),
  /** The statutory track. */
  statutory: ruled({ name: words, notInformal: basis }).nullable(),
  identity: ruled({
    facts: z.int().min(1),
    notByPictureAlone: basis,
    beforeSearch: houseRuleBasis,
  }),
  byOthers: ruled({ track: words }).nullable(),
  method: ruled({ name: words, entries: list(entry) }).nullable(),
  checks: list(check),
  /** Why it is the manager who decides. */
  managerDecides: basis,
  /** Nothing is kept longer for it, unless a provision orders it. */
  preservation: ruled({
    /** Which provision is written down; absent: on the same basis. */
    provision: houseRuleBasis.exactOptional(),
  }),
})

/** A report to somebody outside. */
export const report = ruled({
  id: name,
  to: words,
  after: z.enum(['cameraFirstOn', 'identifyingUse']),
  dueDays: shape({ count: days, by: basis }),
  states: list(entry),
})

export const complaints = ruled({
  closeNeeds: basis,
  writtenReply: houseRuleBasis,
  acknowledge: shape({ withinDays: days, by: houseRuleBasis }),
  answer: shape({ withinDays: days, by: houseRuleBasis }),
})

/** Who must keep silent, and how they are told. */
export const secrecy = ruled({
  binds: list(post),
  afterPost: basis.nullable(),
  /** Those who were shown or given pictures. */
  recipients: basis.nullable(),
  /** 告知文: shown and recorded before the first picture. */
  notice: shape({ says: words, by: houseRuleBasis }),
  /** A pledge may be asked and never blocks. */
  pledge: houseRuleBasis,
  /** What was learned and told is written down first. That it needs a ground at all, `closedToTelling` says. */
  telling: rule,
})

export const fund = ruled({
  optional: basis,
  yearly: basis,
  spending: basis,
  /** A year without a deposit is written down with its reason. */
  skipped: houseRuleBasis,
  notBelowZero: houseRuleBasis,
})

/** The document is silent: refuse, and ask this body. */
export const silence = ruled({ ask: words })

/** Classification as 保有個人情報 once pictures are organised by person. */
export const personIndex = ruled({
  says: words,
  /** By a machine: never. */
  never: basis,
  /** What was compared with what is written down. */
  recorded: houseRuleBasis,
  /** Whether it must be listed among the body's files is for the statute to say. */
  fileRegister: basis,
})

export type Agreement = z.infer<typeof agreement>
export type Engagement = z.infer<typeof engagement>
export type Disclosure = z.infer<typeof disclosure>
export type Report = z.infer<typeof report>
export type Complaints = z.infer<typeof complaints>
export type Secrecy = z.infer<typeof secrecy>
export type Fund = z.infer<typeof fund>
export type PersonIndex = z.infer<typeof personIndex>
export type Silence = z.infer<typeof silence>
