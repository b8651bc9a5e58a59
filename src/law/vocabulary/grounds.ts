import { z } from 'zod'
import { basis, houseRuleBasis, ruled } from './basis.ts'
import { list, name, shape, words } from './notation.ts'
import { post } from './people.ts'

/**
 * What is done with footage for somebody. `viewing` shows it; `takeOut` makes a copy and hands it over
 * (持ち出し, 複製の提供, 画像の提供); `telling` passes on what was learned from it.
 */
export const act = z.enum(['viewing', 'takeOut', 'telling'])

export const requesterKind = z.enum([
  'investigator',
  'court',
  'publicBody',
  'commissioned',
  'subject',
  'proxy',
  'person',
  'organisation',
  'staff',
])

/** A field that must be filled in. */
export const entry = ruled({ id: name, name: words })

/**
 * One half of what a ground demands, asked and answered by itself. `facts`: the answer must say in
 * words why it is so (null: yes is enough).
 */
export const groundTest = ruled({
  id: name,
  asks: words,
  facts: basis.nullable(),
  /** Answers that say nothing by themselves (「子どものため」): taken as none. */
  tooGeneral: list(words).exactOptional(),
})

/** A paper a ground or an act demands before it can be decided. */
export const paper = ruled({
  id: name,
  name: words,
  for: list(act),
  /** Demanded of these requesters alone (a proxy's 同意書); absent: of everybody. */
  from: list(requesterKind).exactOptional(),
  /** What it must say. */
  contents: list(entry),
  /** Urgency, and nothing else, may stand in its place. */
  urgencyWaives: z.boolean(),
  /** What to do without it. */
  otherwise: words,
})

/**
 * What is checked before the decision; `automatic`: by the machine from its own record. Answered no, it
 * bars the decision, unless `remedy` names another check that was answered yes.
 */
export const check = ruled({
  id: name,
  asks: words,
  automatic: z.boolean(),
  remedy: name.exactOptional(),
})

/** Who the requester is, beyond their word. */
export const identity = ruled({
  /** Independent facts needed. */
  facts: z.int().min(1),
  photo: z.boolean(),
  /** Kind, checker and time are recorded, never a picture of the document. */
  noImageKept: houseRuleBasis,
})

/** A ground on which footage may be shown, handed over or told of. */
export const ground = ruled({
  /** In full, as it is written on forms: 第6条第1項第2号. */
  code: words,
  alsoCalled: list(words),
  /** In a clerk's words, for lists. */
  label: words,
  acts: list(act),
  /** Who may use it; null: anybody. */
  requesters: ruled({ kinds: list(requesterKind) }).nullable(),
  tests: list(groundTest),
  entries: list(entry),
  papers: list(paper),
  identity: identity.nullable(),
  checks: list(check),
  /** Its pictures are named with a beginning and an end; absent: as in every request. */
  bounded: basis.exactOptional(),
  /** Other people in the frame: what must be done about them; null where the document and we ask nothing. */
  othersInFrame: basis.nullable(),
  /** Only this post may decide it, and it cannot be passed on; null: the approving body as for others. */
  onlyBy: ruled({ post }).nullable(),
  /** A second person reads it before it is decided. */
  secondReader: houseRuleBasis.nullable(),
  /** It is counted in what is published. */
  counted: houseRuleBasis.nullable(),
})

/** Every request must have a ground; what is refused without one. */
export const grounds = shape({
  list: list(ground),
  /** The list is closed: no other ground. */
  closed: basis,
  /** Where the document limits handing over, and showing falls under it only by reading; absent: it says so. */
  closedToShowing: basis.exactOptional(),
  /** What keeps what was learned from being told without a ground, where it is another clause; absent: the same. */
  closedToTelling: basis.exactOptional(),
  /** A written request (申請, 依頼) the counter may write down; before approval. */
  application: ruled({
    for: list(act),
    /** Where it is demanded for showing only by reading; absent: as for the rest. */
    forShowing: basis.exactOptional(),
    entries: list(entry),
    counterMayWrite: z.boolean(),
  }),
  /** What was approved for one purpose is not used for another. */
  purposeBound: basis,
  /** The range asked for is narrowed to the purpose. */
  narrow: basis,
  /** A paper for viewing alone is not demanded; null where the document demands it. */
  noPaperForViewing: basis.nullable(),
})

/** Urgency: waives exactly what the document waives. */
export const urgency = ruled({
  /** Which grounds it is open to; empty: every one. */
  grounds: list(words),
  waives: list(z.literal('papers')),
  keeps: list(ruled({ what: z.enum(['approval', 'witnesses', 'register']) })),
  needs: list(
    ruled({ what: z.enum(['reason', 'recognisedBy', 'identity', 'identityRecord']), name: words }),
  ),
  permittedBy: ruled({ post }).nullable(),
  /** A paper to follow; never a condition. */
  paperLater: houseRuleBasis.nullable(),
})

/** A judge's warrant: no discretion, no vote. */
export const warrant = z.discriminatedUnion('kind', [
  ruled({
    kind: z.literal('ownPath'),
    /** The ground it counts as. */
    ground: words,
    noVote: basis,
    entries: list(entry),
    /** Any so many current post-holders sign. */
    signers: ruled({ count: z.int().min(2) }),
    /** With one person alone: a sealed copy, unreadable until the second signature. */
    sealedCopy: houseRuleBasis,
  }),
  ruled({ kind: z.literal('ask') }),
])

export type Act = z.infer<typeof act>
export type RequesterKind = z.infer<typeof requesterKind>
export type Ground = z.infer<typeof ground>
export type Grounds = z.infer<typeof grounds>
export type Paper = z.infer<typeof paper>
export type Entry = z.infer<typeof entry>
export type Urgency = z.infer<typeof urgency>
export type Warrant = z.infer<typeof warrant>
