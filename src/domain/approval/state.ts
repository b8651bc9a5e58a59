import type { Basis } from '#law/basis.ts'
import type { Way } from '#law/vocabulary/approval.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import type { FootageRange } from '../footage-range.ts'

/** What was approved: nothing outside it is ever opened. */
export type Approved = {
  readonly status: 'approved'
  readonly request: string
  /** The ground it stands on, in full. */
  readonly ground: string
  readonly purpose: string
  readonly acts: readonly Act[]
  readonly ranges: readonly FootageRange[]
  readonly conditions: readonly string[]
  /** How many sessions; each has its own witnesses. */
  readonly sessions: number
  /** 「復号に必要な直前の数秒を含む」 stands in it. */
  readonly leadIn: boolean
  /** Who decided: members who voted for it, or the manager. */
  readonly approvers: readonly string[]
  readonly way: Way | 'manager' | 'warrant'
  readonly atUs: number
  readonly basis: Basis
}

export type NotApproved = {
  readonly status: 'refused'
  readonly request: string
  readonly reasons: string
  readonly atUs: number
  readonly basis: Basis
}
