import type { ApprovalState } from '#domain/approval/state.ts'
import type { Point } from '#domain/request/inspection/point.ts'
import type { Answer, OpenRequest } from '#domain/request/state.ts'
import type { Ending } from '#domain/viewing/words.ts'
import type { Basis } from '#law/basis.ts'

/** How far a request has come: still being filled in, before the body, decided, at its end. */
export type Stage =
  | 'incomplete'
  | 'ready'
  | 'proposed'
  | 'approved'
  | 'refused'
  | 'withdrawn'
  | 'closed'

/** A request as a line of a list. */
export type CaseLine = {
  readonly id: string
  readonly stage: Stage
  readonly request: OpenRequest
  /** When the first of its pictures goes; null: nothing is named, or nobody has decided how long pictures live. */
  readonly goneUs: number | null
}

/** A request as it stands, with what the machine finds of it by the document. */
export type CaseNow = CaseLine & {
  readonly nowUs: number
  readonly approval: ApprovalState
  /** 点検 of everything that is asked, in the order a clerk would ask. */
  readonly points: readonly Point[]
  readonly asks: CaseAsks
  /** Who may decide it now: members, or whoever answers as the manager for its cameras. */
  readonly deciders: readonly string[]
  /** How many of them carry it, the posts that the document wants among them; null where one decides. */
  readonly needed: number | null
  /** How many sessions the approval allows and how many of them were held; null: viewing is not approved. */
  readonly sessions: { readonly allowed: number; readonly held: number } | null
  /** Sessions that were opened for it, the oldest first. */
  readonly viewings: readonly ViewingLine[]
}

export type ViewingLine = {
  /** Names its stream: `viewing/<case>/<number>`. */
  readonly number: string
  readonly openedAtUs: number
  readonly operator: string
  /** How it ended; null: it is on a screen, or nobody knows yet. */
  readonly how: Ending | null
  /** Who confirmed its line. */
  readonly confirmedBy: readonly string[]
}

export type CaseAsks = {
  readonly tests: readonly {
    readonly id: string
    readonly asks: string
    readonly by: Basis
    /** Yes alone says nothing: why, too. */
    readonly needsFacts: boolean
    readonly answer: Answer | null
  }[]
  readonly entries: readonly {
    readonly id: string
    readonly name: string
    readonly by: Basis
    readonly says: string
  }[]
  readonly papers: readonly {
    readonly id: string
    readonly name: string
    readonly by: Basis
    readonly contents: readonly { readonly id: string; readonly name: string }[]
    readonly otherwise: string
    readonly isThere: boolean
  }[]
  /** Independent facts needed, and whether one has a photo on it; null: the ground asks none. */
  readonly identity: { readonly facts: number; readonly photo: boolean; readonly by: Basis } | null
  readonly checks: readonly {
    readonly id: string
    readonly asks: string
    /** The machine knows it by itself. */
    readonly automatic: boolean
    readonly by: Basis
    readonly answer: Answer | null
  }[]
  readonly secondReader: Basis | null
}

export type CamerasNamed = readonly {
  readonly camera: string
  readonly name: string
  readonly place: string
}[]
