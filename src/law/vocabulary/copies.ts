import { z } from 'zod'
import { basis, houseRuleBasis, rule, ruled } from './basis.ts'
import { days, list, name, shape, words } from './notation.ts'

/** How the life of a copy that was handed over ends. */
export const ending = z.enum(['return', 'erase', 'destroy', 'cannotReturn'])

/** A condition the recipient is bound to; `says` is printed as it stands. */
export const condition = ruled({ id: name, says: words })

/** Copies: made only for an approved act, numbered, and followed to their end. */
export const copies = shape({
  /** The document's word for carrying or handing them out: 持ち出し, 複製の提供, 画像の提供. */
  word: words,
  /** Copies and prints are footage themselves. */
  areFootage: basis,
  /** A replica that opens by itself is a copy; the same ciphertext under the same keys is no second one. */
  replicas: basis,
  /** On a medium only, never as a download. */
  byMediumOnly: basis,
  /** Only for the purpose; null: no more than the approval asks. */
  purposeOnly: basis.nullable(),
  /** A provision may be allowed where a copy is not: view only, or ask. */
  viewOnlyOutsidePurpose: basis.nullable(),
  /** Nothing but what was approved, hidden or not. */
  exact: basis,
  /** A whole card or day is not handed over unextracted; absent where the document does not name it. */
  extractedOnly: basis.exactOptional(),
  /** The words an approval must carry if decoding needs pictures before the range. */
  leadIn: shape({ words, by: houseRuleBasis }),
  /** The register line stands before the key is released. */
  lineFirst: basis,
  /** Handed over in the session in which it was made; null where that is left open. */
  sameSession: houseRuleBasis.nullable(),
  /** The manager compares instruction and result after copying. */
  confirmation: ruled({ post: z.literal('manager'), beforeItLeaves: houseRuleBasis }).nullable(),
  /** What the recipient must observe. */
  conditions: list(condition),
  /** The paper on which they are told and delivered, before the package key is released. */
  told: ruled({ document: words, ifUnsigned: words }).nullable(),
  /** How it may end; anything else does not close it. */
  endings: list(ruled({ kind: ending, word: words, evidence: basis.nullable() })),
  /** What 返却不能 needs, where the document knows it. */
  cannotReturn: ruled({
    statement: basis,
    decidedBy: basis,
    reasons: list(words),
  }).nullable(),
  /** A returned copy is recognised by its hash and erased in the same sitting. */
  returned: rule,
  /** Nothing is closed while a copy lives. */
  notWhileAlive: basis,
  /** The office's own package key dies at hand-over; an uncollected copy with its footage. */
  packageKey: houseRuleBasis,
  reminder: shape({ afterDays: days, by: houseRuleBasis }),
  /** "Is the purpose still alive?" is asked so often; null where nothing hangs on it. */
  purposeAsked: shape({ everyDays: days, by: houseRuleBasis }).nullable(),
})

export type Ending = z.infer<typeof ending>
export type Copies = z.infer<typeof copies>
