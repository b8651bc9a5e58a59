/** What the routes answer, as types alone: the app reads them by these. */
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
