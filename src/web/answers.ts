/** What the routes answer, as types alone: the app reads them by these. */
import type { Profile } from '#law/profile.ts'
import type { Post } from '#law/vocabulary/people.ts'

export type SessionAnswer = {
  readonly person: string
  readonly terminal: string | null
  readonly posts: readonly Post[]
  readonly session: string
  readonly startedAtUs: number
}

export type PendingAnswer = {
  readonly actId: string
  readonly by: string
  readonly endsAtUs: number
  readonly stream: string
  readonly checkpoint: string
  readonly people: readonly {
    readonly person: string
    readonly signed: boolean
    /** base64url. */
    readonly challenge: string
  }[]
}

export type ActedAnswer = {
  readonly index: number
  readonly happened: readonly { readonly type: string }[]
}

export type KeysAnswer = {
  readonly keys: readonly {
    readonly id: string
    readonly attachment: 'cross-platform' | 'platform'
    readonly addedAtUs: number
  }[]
}

/** A file that was read as an amended version; `document` null: it is none, and `wrong` says where. */
export type ReadAmendment = {
  readonly document: Profile | null
  readonly wrong: readonly { readonly path: string; readonly says: string }[]
  readonly changes: readonly {
    readonly place: string
    readonly before: string | null
    readonly after: string | null
  }[]
}
/** `adopted` in their order; the version that the office was founded with is not among them. */
export type Versions = {
  readonly nowUs: number
  readonly inForce: string
  readonly adopted: readonly { readonly version: string; readonly fromUs: number }[]
}
