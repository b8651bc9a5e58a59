import { dayOf, firstMinute } from '#civil/minute.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { FootageRange } from '../footage-range.ts'
import type { LogEntry, Notice, Terms } from './words.ts'

/** Taken from a camera with no line before it, or beyond one. */
export type Breach = LogEntry & {
  readonly demand: { readonly says: string; readonly dueUs: number } | null
  readonly answer: string | null
  readonly closed: boolean
}

export type Agreed = Terms & {
  readonly status: 'drafted' | 'active' | 'ended'
  readonly activatedAtUs: number | null
  readonly suspended: boolean
  readonly notices: readonly (Notice & { readonly atUs: number })[]
  readonly provided: readonly {
    readonly line: string
    readonly to: string
    readonly atUs: number
  }[]
  readonly extracted: readonly { readonly line: string; readonly atUs: number }[]
  readonly breaches: readonly Breach[]
  /** Lines that the logs do not bear out, until somebody has said why. */
  readonly unmatched: readonly string[]
  /** When it was last known how the partner keeps the terminals. */
  readonly keepingLearnedAtUs: number | null
}

export type AgreementState = { readonly status: 'none' } | Agreed

export const inForce = (state: AgreementState, atUs: number): state is Agreed =>
  state.status === 'active' && state.fromUs <= atUs && atUs < state.untilUs

/** The document's rule for this partner. */
export const ruleFor = ({ agreements }: Profile, partner: string) =>
  agreements.find(rule => rule.with === partner)

/**
 * Articles that do not bind then, because an agreement's own procedure stands in their place: for its
 * partner alone. Everything else of the document still does.
 */
export const displacedAt = (
  profile: Profile,
  state: AgreementState,
  partner: string,
  atUs: number,
): readonly string[] =>
  inForce(state, atUs) && state.with === partner ? (ruleFor(profile, partner)?.displaces ?? []) : []

/** Whether a range lies in the cameras and hours it was made for; a range over midnight is asked day by day. */
export function isCovered(
  { cameras, hours }: Terms,
  { camera, fromMinute, toMinute }: FootageRange,
): boolean {
  if (!cameras.includes(camera)) return false
  if (!hours) return true
  const first = firstMinute(dayOf(fromMinute))
  return first + hours.fromMinute <= fromMinute && toMinute <= first + hours.toMinute
}
