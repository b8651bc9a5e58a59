import type { Minute } from '#civil/minute.ts'
import type { Basis, HouseRule, ReadingBasis, TextBasis } from './basis.ts'
import type { houseHold } from './house.ts'
import type { ImportRule } from './imports.ts'
import type { Retention, RuleInForce } from './retention.ts'

/**
 * A rule document as data: every datum beside its basis. Plain JSON throughout, so that it can be
 * canonically written and hashed. What a document says nothing about rests on a house rule (内規).
 */
export type Profile = {
  readonly id: string
  /** The document's own title. */
  readonly title: string
  readonly version: string
  /** From when the document and each amendment apply, `yyyy-mm-dd`, in order; null: left blank in it. */
  readonly effectiveFrom: readonly { readonly day: string | null; readonly by: TextBasis }[]
  readonly retention: RetentionRule
  readonly extension: Extension
  /** What the document says about the end of the period; printed on erasure certificates. */
  readonly erasure: { readonly by: TextBasis }
  /** Footage that comes on a medium. */
  readonly imports: ImportRule
  readonly live: Live
  readonly audio: { readonly recorded: false; readonly by: ReadingBasis }
  readonly editing: Editing
  /** Hours a day a camera films, where the document says so. */
  readonly hoursADay: { readonly hours: number; readonly by: TextBasis } | null
  /** The list of places a camera must stand in before it is first switched on (内規). */
  readonly appendix: { readonly name: string; readonly by: Basis; readonly gate: HouseRule }
  readonly words: { readonly request: readonly { readonly word: string; readonly by: Basis }[] }
}

export type RetentionRule = {
  readonly rule: Retention
  /** The words that set the period. */
  readonly by: TextBasis
  /** How the words become an instant. */
  readonly computed: ReadingBasis
  /** How near the instant the machine must be. */
  readonly tolerance: HouseRule
  /** Only where the document leaves the period to a person. */
  readonly decision: RetentionDecision | null
}

export type RetentionDecision = {
  readonly decidedBy: { readonly posts: readonly string[]; readonly by: Basis }
  /** Written in the handling manual. */
  readonly inManual: ReadingBasis
  /** Or decided for a circumstance, by purpose. */
  readonly byCircumstance: TextBasis
  readonly review: HouseRule
  /** A new camera waits until there is a value. */
  readonly gate: HouseRule
}

/** Whether and by whom the life of footage may be lengthened. */
export type Extension =
  | { readonly kind: 'none'; readonly by: ReadingBasis; readonly next: string }
  | {
      readonly kind: 'allowed'
      readonly by: TextBasis
      readonly grounds: readonly HoldGround[]
      readonly house: typeof houseHold
    }

export type HoldGround = {
  /** In full, as it is written on forms. */
  readonly code: string
  readonly alsoCalled: readonly string[]
  readonly by: TextBasis
  readonly decidedBy: { readonly posts: readonly string[]; readonly by: Basis }
  /** The paper the ground itself demands. */
  readonly document: { readonly name: string; readonly by: TextBasis } | null
}

/** Live pictures. This version has no live surface at all; the switch says what a later one may build. */
export type Live = {
  readonly mode: 'none' | 'placesAndRoster' | 'perPurpose'
  readonly places: readonly string[]
  readonly by: Basis
  /** Constant watching, where the document forbids it. */
  readonly forbids: TextBasis | null
}

/** The stored picture is never changed; a derivative may be, where the document leaves room. */
export type Editing = {
  readonly stored: { readonly mode: 'never'; readonly by: TextBasis | ReadingBasis }
  readonly derivative: { readonly mode: 'forProvision'; readonly by: Basis } | null
}

/** The line a camera's or site's list gets; `retention` is the decided one where a person decides. */
export const ruleInForce = (
  profile: Profile,
  fromMinute: Minute,
  retention: Retention = profile.retention.rule,
): RuleInForce => ({
  fromMinute,
  retention,
  profile: profile.id,
  version: profile.version,
  article: profile.retention.by.cite,
})
