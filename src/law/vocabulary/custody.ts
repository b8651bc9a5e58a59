import { z } from 'zod'
import { basis, houseRuleBasis, rule, ruled } from './basis.ts'
import { days, list, shape, words } from './notation.ts'

/** 操作端末・専用パソコン: the only screens that ever show a picture. */
export const terminals = ruled({
  word: words,
  /** Rooms named by the document; empty: any enrolled room. */
  rooms: list(words),
  onlyTheseRooms: basis.nullable(),
  /** Pictures appear on an enrolled terminal only; deciding works anywhere. */
  enrolledOnly: basis,
  /** It is taken out of and put back into its locked place, each time recorded. */
  checkOut: basis.nullable(),
  /** Terminals somebody else keeps (the police): their keeping is known, so often. */
  elsewhere: ruled({ whose: words, everyDays: days, everyBy: houseRuleBasis }).nullable(),
})

/** Media: in use → retired → erased → destroyed. */
export const media = shape({
  register: houseRuleBasis,
  /** Erased surely first, then crushed. */
  eraseFirst: basis.nullable(),
  /** Crushed, cut or the like, so that nothing can be read; null: by house rule. */
  destroy: basis,
  methods: list(words),
  twoPeople: houseRuleBasis,
  photo: houseRuleBasis,
  /** Leaves its place only with permission; null where the document does not ask. */
  move: ruled({ permittedBy: z.literal('manager') }).nullable(),
  /** Where media and machines are kept: locked. */
  locked: ruled({ what: words }),
  /** The key's own keeping. */
  key: ruled({ says: words }).nullable(),
  attestation: shape({ everyDays: days, by: houseRuleBasis }),
})

/** How people show who they are. */
export const credentials = ruled({
  login: z.enum(['idAndPassword', 'any']),
  /** One person, one credential. */
  personal: basis,
  rotation: ruled({
    of: list(z.enum(['id', 'password'])),
    /** The text says 定期的; how often is ours. */
    everyDays: shape({ count: days, by: basis }),
    changedBy: z.literal('manager'),
    /** Past its date it does not work. */
    overdue: houseRuleBasis,
  }).nullable(),
  /** Who issued or recovered a credential cannot sign beside it. */
  notBeside: houseRuleBasis,
})

/** A leak: found, contained, told to the owner, recorded. */
export const incidents = shape({
  prevent: rule,
  recorded: houseRuleBasis,
  otherLaw: basis.nullable(),
})

export type Terminals = z.infer<typeof terminals>
export type Media = z.infer<typeof media>
export type Credentials = z.infer<typeof credentials>
