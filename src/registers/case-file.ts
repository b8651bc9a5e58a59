import type { ApprovalState } from '#domain/approval/state.ts'
import type { OpenRequest, RequestState } from '#domain/request/state.ts'
import type { TakeOutState } from '#domain/take-out/state.ts'
import type { Told } from '#domain/telling/telling.ts'
import type { ViewingState } from '#domain/viewing/state.ts'
import type { ViewingEvent } from '#domain/viewing/words.ts'
import type { Profile } from '#law/vocabulary/profile.ts'

/** One request with everything that followed from it: what its lines are written from. */
export type CaseFile = {
  /** 「令和8年度 第0042号」 */
  readonly number: string
  readonly request: RequestState
  readonly approval: ApprovalState
  readonly sessions: readonly {
    readonly state: ViewingState
    readonly events: readonly ViewingEvent[]
  }[]
  readonly copies: readonly TakeOutState[]
  readonly tellings: readonly Told[]
}

/** How people and places are called on paper, and the document the lines stand under. */
export type Clerk = {
  readonly profile: Profile
  readonly nameOf: (person: string) => string
  /** The place of a camera as the list of places has it. */
  readonly placeOf: (camera: string) => string
}

/** The request itself, open or not; null before anybody asked. */
export const requestOf = ({ request }: CaseFile): OpenRequest | null =>
  request.status === 'none' ? null : request.status === 'open' ? request : request.request
