import type { Act, RequesterKind } from '#law/vocabulary/grounds.ts'
import type { FootageRange } from '../footage-range.ts'

/** Who asks. */
export type Requester = {
  readonly kind: RequesterKind
  /** Their id where they are one of the office's own people; nobody witnesses or decides their own request. */
  readonly person: string | null
  readonly organisation: string
  readonly post: string
  readonly name: string
  readonly contact: string
  readonly address: string
}

/** A paper that was handed in. `sha256` of its scan, null where it was only seen. */
export type HandedIn = {
  /** Which of the profile's papers it is. */
  readonly paper: string
  readonly title: string
  readonly issuer: string
  /** Civil day on it, `yyyy-mm-dd`. */
  readonly dated: string
  readonly number: string | null
  readonly contents: Readonly<Record<string, string>>
  readonly sha256: string | null
}

/** How it was made sure who asks: kinds of proof, never a picture of them. */
export type Identified = {
  readonly facts: readonly string[]
  readonly photo: boolean
  readonly checkedBy: string
  readonly atUs: number
}

export type Answer = { readonly holds: boolean; readonly facts: string }

export type Urgent = {
  readonly reason: string
  readonly recognisedBy: string
  /** Post-holder who permitted it where the document wants one. */
  readonly permittedBy: string | null
}

export type WarrantPaper = {
  readonly court: string
  readonly number: string
  readonly officer: string
  readonly inventory: string
  readonly entries: Readonly<Record<string, string>>
}

/** A request as it stands: one for many cameras × ranges. */
export type OpenRequest = {
  readonly status: 'open'
  readonly id: string
  readonly receivedAtUs: number
  /** Who took it in; somebody else reads it a second time. */
  readonly receivedBy: string
  /** Showing, handing over, telling: what is asked. */
  readonly acts: readonly Act[]
  /** Asked by the office itself, for its own eyes. */
  readonly internal: boolean
  readonly requester: Requester
  readonly purpose: string
  readonly ranges: readonly FootageRange[]
  /** The profile's `ground.code`; null until one is claimed. */
  readonly ground: string | null
  readonly answers: Readonly<Record<string, Answer>>
  readonly entries: Readonly<Record<string, string>>
  readonly papers: readonly HandedIn[]
  readonly identified: Identified | null
  readonly checks: Readonly<Record<string, Answer>>
  readonly urgent: Urgent | null
  readonly warrant: WarrantPaper | null
  /** Who read it a second time, where the ground wants one. */
  readonly secondReader: string | null
}

export type RequestState =
  | { readonly status: 'none' }
  | OpenRequest
  | { readonly status: 'withdrawn' | 'closed'; readonly request: OpenRequest }
