import { z } from 'zod'
import { basis, houseRuleBasis, rule, ruled } from './basis.ts'
import { days, list, shape, words } from './notation.ts'

/** Posts hold powers, people hold posts. The document's own word for each stands in `posts` of its profile. */
export const post = z.enum([
  'president',
  'vicePresident',
  'chair',
  'viceChair',
  'member',
  'manager',
  'deputy',
  'operator',
  'staff',
  'mayor',
  'guard',
  'auditor',
  'contractor',
])

/** The document's word for a post: 管理責任者, 運用取扱者, 委員 … */
export const postWord = ruled({ post, word: words })

/** 管理責任者: who answers. `per`: one for the whole document, one for each camera, or one for each use of the pictures. */
export const manager = ruled({
  /** Which office holds it, as the document names it: 「当該防犯カメラの管理を所管する課等の長」. */
  office: words,
  /** The post that is the manager without any further appointment; null: appointed by name of office. */
  is: post.nullable(),
  per: z.enum(['document', 'camera', 'use']),
  /** What cannot be done with footage while nobody holds the post. */
  vacant: rule,
})

/** Who acts when the manager cannot. */
export const deputy = z.discriminatedUnion('kind', [
  /** The named post declares it, alone and at once, with a reason; somebody confirms it later. */
  ruled({
    kind: z.literal('declared'),
    post,
    occasion: words,
    declaration: houseRuleBasis,
    confirmation: shape({ from: post, withinDays: days, by: houseRuleBasis }),
    /** Manager and deputy never act at once: it ends when the manager signs in. */
    notBoth: basis,
  }),
  /** By the body's own rules on who signs instead (代決); they are cited when it is entered. */
  ruled({ kind: z.literal('cityRule'), word: words }),
  ruled({ kind: z.literal('none') }),
])

/** A body of members that manages the cameras (管理運用委員会). */
export const committee = ruled({
  name: words,
  /** How many members; null where the document has a blank that was never filled. */
  seats: shape({ count: z.int().min(1).nullable(), by: basis, blank: basis }),
  /** Posts that must sit on it, at least one of each. */
  includes: list(ruled({ post })),
  chair: shape({ is: post, one: basis, by: basis }),
  viceChair: shape({ one: basis }),
  meetings: ruled({ convenedBy: list(post) }),
  /** What it decides beforehand where the document is silent. */
  notProvided: rule,
  /** Matters not provided for, in urgency: the manager instructs and reports at the next meeting. */
  urgentInstruction: ruled({ reported: houseRuleBasis, notInPlaceOfApproval: basis }),
})

/** Who works the cameras: designated persons. */
export const operators = ruled({
  designation: z.enum(['must', 'may', 'whenNeeded']),
  /** Staff of which unit; null where anybody may be. */
  from: ruled({
    unit: words,
    /** Why the staff of a body that runs the place for the owner are none of them; absent: for `by`. */
    employedElsewhere: basis.exactOptional(),
  }).nullable(),
  /** Nobody else may operate. */
  onlyThey: basis.nullable(),
  /** Whether an operator needs an instruction for each act, or works under a standing one. */
  direction: ruled({
    kind: z.enum(['standing', 'perAct', 'none']),
    /** A standing instruction does not do for showing and copying; absent where it does. */
    notStanding: basis.exactOptional(),
  }),
  endDate: houseRuleBasis,
  /** No session opens while nobody is designated; null where the manager may operate alone. */
  oneNeeded: basis.nullable(),
})

/** Outgoing officers act until their successors take office. */
export const succession = rule

export type Post = z.infer<typeof post>
export type Manager = z.infer<typeof manager>
export type Deputy = z.infer<typeof deputy>
export type Committee = z.infer<typeof committee>
export type Operators = z.infer<typeof operators>
