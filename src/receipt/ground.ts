import type { ProfileOf } from '#acts/replay.ts'
import type { Signers } from '#acts/signers.ts'
import type { Refusal } from '#law/basis.ts'
import type { Post } from '#law/vocabulary/people.ts'
import type { Given, Said } from '#leaf/body.ts'
import type { NoteKey } from '#tlog/note.ts'

/** One act with what people signed for it; the texts may be anything. */
export type SignedAct = Signers & {
  readonly stream: string
  readonly said: Said
  readonly given?: Given
  readonly cosigned: readonly unknown[]
  readonly atUs: number
  /** Of its first leaf. */
  readonly index: number
  /** When the request that it is about was received; null: it is about none. */
  readonly askedAtUs: number | null
  /** The posts that the ledger gives those who sign. */
  readonly postsOf: (person: string) => readonly Post[]
}

/** What a keeper knows by itself, and holds a receipt to. */
export type Ground = {
  readonly keeper: string
  /** The ledger it was told to trust; null: none yet. */
  readonly ledger: NoteKey | null
  /** The newest checkpoint of it that it verified. */
  readonly verified: { readonly size: number; readonly root: Uint8Array }
  /** Its own time, µs. */
  readonly nowUs: number
  readonly profileOf: ProfileOf
  /** Whether everybody who must have signed did, by its own roster; null: they did. */
  readonly refuseUnsigned: (act: SignedAct) => Refusal | null
  /** Opened once already. */
  readonly isBurnt: (id: string) => boolean
  /** How many sessions it opened under this approval (its leaf's index) by its own book. */
  readonly opened: (approval: number) => number
  /** The number of the last event of a stream it has seen proven. */
  readonly lastSeen: (stream: string) => number
}
