import { z } from 'zod'
import { basis, houseRuleBasis, rule, ruled } from './basis.ts'
import { list, shape, words } from './notation.ts'
import { post } from './people.ts'

/** What is witnessed. `takeOut` is the work of making the copy. */
export const witnessedAct = z.enum(['viewing', 'takeOut', 'internalViewing', 'aimCheck'])

/** 立会い: so many different people of a pool, present throughout. */
export const witnessRule = ruled({
  acts: list(witnessedAct),
  atLeast: z.int().min(1),
  from: shape({ posts: list(post), word: words, by: basis }),
  /** Posts that must be among them; each list is met by any one of its posts. */
  mustInclude: list(ruled({ anyOf: list(post) })),
  operatorCounts: ruled({ kind: z.enum(['yes', 'no', 'ifResolved']) }),
  /** Who asked cannot be a witness. */
  requesterNever: basis,
})

export const witnesses = shape({
  rules: list(witnessRule),
  /** Where the document has none: the manager's approval and the operator's own signature. */
  without: ruled({ operatorSigns: basis }).nullable(),
  presence: shape({ everyMinutes: z.int().min(1), by: houseRuleBasis, throughout: houseRuleBasis }),
})

/** Looking without a third party's request. */
export const internalViewing = ruled({
  kind: z.enum(['never', 'withinPurpose']),
  /** Without a ground: what an exception needs. */
  exception: basis.nullable(),
  /** Inside the purpose too: a request and a record. */
  recorded: rule,
  /** Who may look besides manager and operators: only those permitted, for each act. */
  permitted: basis.nullable(),
})

/** Live pictures. No live surface exists yet; the rule says what a later one may be. */
export const live = ruled({
  mode: z.enum(['none', 'placesAndRoster', 'perPurpose']),
  places: list(words),
  /** Anywhere else; absent where the document itself excludes it. */
  elsewhere: basis.exactOptional(),
  /** Constant watching, where the document forbids it. */
  forbids: basis.nullable(),
  /** Who may watch is reported beforehand; their watching is recorded by the duty roster. */
  roster: ruled({ recordedBy: words, liveOnly: basis }).nullable(),
  /** A look at the aim of a camera: at which occasions, how long, before how many; nothing is kept. */
  aimCheck: shape({
    occasions: list(z.enum(['installation', 'repair', 'aimAlarm'])),
    seconds: z.int().min(1),
    attending: z.int().min(1),
    by: houseRuleBasis,
  }).nullable(),
})

export type WitnessedAct = z.infer<typeof witnessedAct>
export type WitnessRule = z.infer<typeof witnessRule>
export type Witnesses = z.infer<typeof witnesses>
export type InternalViewing = z.infer<typeof internalViewing>
export type Live = z.infer<typeof live>
