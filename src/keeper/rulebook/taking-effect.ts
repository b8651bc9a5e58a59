import { minuteOf } from '#civil/minute.ts'
import { appendRule } from '#keyring/changes.ts'
import type { RecordingProfile } from '#law/profile.ts'
import { ruleInForce } from '#law/profile.ts'
import type { Retention } from '#law/retention.ts'
import type { Custody } from '../forgetting/custody.ts'
import type { Entry } from './profile-book.ts'

/**
 * Versions whose day has come and whose period is not yet among the keyring's rules: from their minute on, or from the last
 * rule's where one was decided since. A crash in between does it at the next start; nothing is erased before.
 */
export async function takeEffect(
  custody: Custody,
  entries: readonly Entry[],
  nowUs: number,
): Promise<void> {
  for (const { profile, fromUs, receipt } of entries) {
    const { rules } = custody.keyring
    if (fromUs > nowUs || rules.some(one => one.receipt === receipt)) continue
    const fromMinute = Math.max(minuteOf(fromUs), rules.at(-1)?.fromMinute ?? 0)
    const period = decidedStill(profile, rules.at(-1)?.retention as Retention | undefined)
    const rule = { ...ruleInForce(profile, fromMinute, period), receipt }
    await custody.change(keyring => ({ next: appendRule(keyring, rule), result: undefined }))
  }
}

/** Where both leave the period to a person, what was decided goes on until somebody decides anew. */
const decidedStill = (profile: RecordingProfile, before?: Retention): Retention =>
  profile.retention.rule.kind === 'minimumNecessary' && before?.kind === 'minimumNecessary'
    ? before
    : profile.retention.rule
