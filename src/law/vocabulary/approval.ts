import { z } from 'zod'
import { basis, houseRuleBasis, rule, ruled } from './basis.ts'
import { act } from './grounds.ts'
import { list, words } from './notation.ts'
import { post } from './people.ts'

/** How members of a body decide: three equal ways. */
export const way = z.enum(['terminal', 'paper', 'telephone'])

/** A decision of a body of members. */
export const collegiate = ruled({
  /** Not by one person, whoever it is. */
  notAlone: basis,
  /** More than half of all members, the chair or the acting deputy among them. */
  majority: ruled({ of: z.literal('allMembers'), including: list(post) }),
  ways: list(ruled({ way, scannedBy: z.int().min(1) })),
  /** Telephone only under a resolution passed beforehand, naming who, how many, and the report. */
  telephone: ruled({ resolution: words, heardBy: z.int().min(1), reported: houseRuleBasis }),
})

/** Who decides on showing and handing over, and how. */
export const approval = ruled({
  body: z.enum(['committee', 'manager']),
  /** Acts that need it. `own`: approval of another act does not cover this one. */
  acts: list(ruled({ act, own: z.boolean() })),
  collegiate: collegiate.nullable(),
  /** One resolution may state several acts. */
  together: basis.nullable(),
  /** Nobody decides on their own request. */
  notOwnRequest: basis,
  /** A member may step aside; declared and recorded, it blocks nobody else. */
  recusal: ruled({ fewerThanTwo: basis }),
  /** One approval may cover several sessions when it says so; each has its own witnesses. */
  sessions: rule,
  /** A refusal is recorded with its reasons. */
  reasons: rule,
  /** It comes before the act. */
  before: basis,
  /** Nothing outside the approved cameras and minutes; wider is a new request. */
  range: basis,
})

export type Way = z.infer<typeof way>
export type Approval = z.infer<typeof approval>
