import type { Minute } from '#civil/minute.ts'
import type { RuleInForce } from './retention.ts'
import type { Cameras } from './vocabulary/cameras.ts'
import type { Extension, HoldGround, Retention, RetentionRule } from './vocabulary/footage.ts'
import type { Profile } from './vocabulary/profile.ts'

export type { Extension, HoldGround, Profile, Retention }

/** What recording and forgetting need of a rule document. */
export type RecordingProfile = Pick<
  Profile,
  'id' | 'title' | 'version' | 'extension' | 'erasure' | 'imports'
> & {
  readonly retention: Omit<RetentionRule, 'ownerMayChoose' | 'earlyErasure'>
  readonly cameras: {
    readonly appendix: Pick<Cameras['appendix'], 'name' | 'by' | 'gate'>
    readonly hoursADay: Pick<NonNullable<Cameras['hoursADay']>, 'hours' | 'by'> | null
  }
}

/** Only where the document leaves the period to a person. */
export type RetentionDecision = NonNullable<RetentionRule['decision']>

/** The line a camera's or site's list gets; `retention` is the decided one where a person decides. */
export const ruleInForce = (
  profile: RecordingProfile,
  fromMinute: Minute,
  retention: Retention = profile.retention.rule,
): RuleInForce => ({
  fromMinute,
  retention,
  profile: profile.id,
  version: profile.version,
  article: profile.retention.by.cite,
})
