import type { Basis } from '#law/basis.ts'
import type { Post } from '#law/vocabulary/people.ts'
import type { Setting } from './decider.ts'

/** One person in one post for a time. A post may be held for one camera or one use of the pictures. */
export type Tenure = {
  readonly person: string
  readonly post: Post
  /** The camera or use it is held for; null: all of them. */
  readonly of: string | null
  /** The section the person belongs to; null where the document does not ask. */
  readonly unit: string | null
  readonly fromUs: number
  /** Exclusive; null while it runs. A designated last day ends at 00:00 of the next. */
  readonly untilUs: number | null
}

/** The manager cannot act and a deputy does, from the declaration to its end. */
export type Absence = {
  readonly of: string | null
  readonly deputy: string
  readonly reason: string
  /** The rule of the body's own under which the deputy signs; null where the document itself names the deputy. */
  readonly citation: string | null
  readonly declaredAtUs: number
  readonly confirmedBy: string | null
  readonly endedAtUs: number | null
}

/** A body's decision that stands: what it says and until when. */
export type Resolution = {
  readonly id: string
  readonly matter: /** 『緊急時の承認方法』: who assents, how many, by telephone. */
    | {
        readonly kind: 'urgentApproval'
        readonly members: readonly string[]
        readonly howMany: number
      }
    /** An operator who is a member may be counted among a viewing's witnesses. */
    | { readonly kind: 'operatorCounts' }
    /** Votes in writing are allowed. */
    | { readonly kind: 'writtenVotes' }
    /** An exception the document leaves to the body, e.g. looking without a third party's request. */
    | { readonly kind: 'exception'; readonly says: string }
    /** What the body settled where the document is silent: a local precedent. */
    | { readonly kind: 'precedent'; readonly says: string }
    /** A contractor it approved. */
    | { readonly kind: 'contractor'; readonly name: string }
    /** Money it released. */
    | { readonly kind: 'spending'; readonly amountYen: number; readonly says: string }
    | { readonly kind: 'other'; readonly says: string }
  readonly passedAtUs: number
  readonly repealedAtUs: number | null
  readonly basis: Basis
}

/** Who holds which post and what the body has resolved: the fold of appointments and meetings. */
export type Office = {
  readonly tenures: readonly Tenure[]
  readonly absences: readonly Absence[]
  readonly resolutions: readonly Resolution[]
}

export const emptyOffice: Office = { tenures: [], absences: [], resolutions: [] }

/** Whether it runs then. */
export const runs = ({ fromUs, untilUs }: Tenure, atUs: number): boolean =>
  fromUs <= atUs && (untilUs === null || atUs < untilUs)

/** Whether a person holds a post then; `of` names the camera or use it matters for, null: any. */
export const holds = (
  { tenures }: Office,
  person: string,
  post: Post,
  atUs: number,
  of: string | null = null,
): boolean =>
  tenures.some(
    tenure =>
      tenure.person === person && tenure.post === post && runs(tenure, atUs) && serves(tenure, of),
  )

/** Everybody in a post then, each once. */
export const holdersOf = (
  { tenures }: Office,
  post: Post,
  atUs: number,
  of: string | null = null,
): readonly string[] => [
  ...new Set(
    tenures
      .filter(tenure => tenure.post === post && runs(tenure, atUs) && serves(tenure, of))
      .map(({ person }) => person),
  ),
]

const serves = (tenure: Tenure, of: string | null): boolean =>
  of === null || tenure.of === null || tenure.of === of

/** Everybody who sits on the committee then, its chair and vice chair among them. */
export const membersAt = (office: Office, atUs: number): readonly string[] => [
  ...new Set(
    (['member', 'chair', 'viceChair'] as const).flatMap(post => holdersOf(office, post, atUs)),
  ),
]

/** The absence that is running then, for a camera or use; the latest where there are several. */
export const absenceAt = ({ absences }: Office, atUs: number, of: string | null = null) =>
  absences.findLast(
    absence =>
      absence.declaredAtUs <= atUs &&
      (absence.endedAtUs === null || atUs < absence.endedAtUs) &&
      (of === null || absence.of === null || absence.of === of),
  )

/**
 * Who acts as the manager then: the deputy while an absence runs, otherwise whoever holds the post (or the
 * post that is the manager by the document: the committee's chair). Empty while it is vacant.
 */
export function actingManagers(
  { profile, office }: Setting,
  atUs: number,
  of: string | null = null,
): readonly string[] {
  const absence = absenceAt(office, atUs, of)
  if (absence) return [absence.deputy]
  return holdersOf(office, profile.manager.is ?? 'manager', atUs, of)
}

/** Whether a person acts as the manager then. */
export const actsAsManager = (
  setting: Setting,
  person: string,
  atUs: number,
  of: string | null = null,
): boolean => actingManagers(setting, atUs, of).includes(person)

/**
 * For what a post must be held: for each of these cameras, or, where managers answer for a use of the
 * pictures, for that use, whatever the camera. The approval says which use it is; null: any.
 */
export const heldFor = (
  { profile }: Setting,
  cameras: readonly string[],
  use: string | null = null,
): readonly (string | null)[] => (profile.manager.per === 'use' ? [use] : cameras)

/** The resolutions that stand then, of one kind. */
export const resolutionsInForce = <Kind extends Resolution['matter']['kind']>(
  { resolutions }: Office,
  kind: Kind,
  atUs: number,
) =>
  resolutions.filter(
    (resolution): resolution is Resolution & { matter: { kind: Kind } } =>
      resolution.matter.kind === kind &&
      resolution.passedAtUs <= atUs &&
      (resolution.repealedAtUs === null || atUs < resolution.repealedAtUs),
  )

const ownPosts: readonly Post[] = [
  'manager',
  'deputy',
  'chair',
  'viceChair',
  'member',
  'operator',
  'staff',
]

/** Whether a person holds a post of the office itself then: no guard, contractor or auditor does. */
export const ofTheOffice = (office: Office, person: string, atUs: number): boolean =>
  ownPosts.some(post => holds(office, person, post, atUs))
