import type { Accounts } from '#desk/accounts.ts'
import type { Desk } from '#desk/desk.ts'
import type { Drafts } from '#desk/drafts.ts'
import type { FirstPerson } from '#desk/founding.ts'
import type { Gatherings } from '#desk/gatherings.ts'
import type { Instructions } from '#desk/instructions.ts'
import type { Papers } from '#desk/papers.ts'
import type { PersonalKeys } from '#desk/personal-keys.ts'
import type { RegisterShelf } from '#desk/registers.ts'
import type { Showings } from '#desk/showings.ts'
import type { Signing } from '#desk/signing.ts'
import type { Terminals } from '#desk/terminals.ts'
import type { Sessions } from '#entrance/sessions.ts'
import type { Passage } from '#law/quote.ts'
import type { Answer } from '#verification/answer.ts'
import type { AppFiles } from './app-files.ts'

/** Everything a route may ask. */
export type Rooms = {
  readonly desk: Desk
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly terminals: Terminals
  readonly first: FirstPerson
  readonly keys: PersonalKeys
  readonly signing: Signing
  readonly showings: Showings
  readonly instructions: Instructions
  readonly drafts: Drafts
  readonly gatherings: Gatherings
  readonly papers: Papers
  readonly registers: RegisterShelf
  readonly office: OfficeView
  /** The document's own words, in their order; empty where only its data is held. */
  readonly text: readonly Passage[]
  /** The staff app; null where nobody has built it. */
  readonly app: AppFiles | null
}

/** A recorder that may be waiting for people to confirm something; `nonce` belongs into what they sign. */
export type RecorderState = {
  readonly keeper: string
  readonly nonce: string
  readonly clock: 'certain' | 'uncertain'
  readonly nowUs: number
  readonly rolledBack: boolean
  /** Its people may sign by ID and password before an enrolled screen. */
  readonly gradeC: boolean
}

/** What the office's process says of itself and of its ledger. */
export type OfficeView = {
  /** As `tachiai status` has it. */
  readonly report: () => Promise<unknown>
  /** What the recorder says of itself now; null: it does not answer, or there are several. */
  readonly recorder: () => Promise<RecorderState | null>
  /** The stored ledger, held to everything a verifier holds it to. */
  readonly verify: () => Promise<Answer>
}
