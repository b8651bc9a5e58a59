import type { Keyring } from '#keyring/keyring.ts'
import type { RecordingProfile } from '#law/profile.ts'
import { isCeiling, printedRetention, type Retention } from '#law/retention.ts'
import type { MinuteKeys, WriterOptions } from '#vault/writer.ts'
import type { Custody } from '../forgetting/custody.ts'
import { rulesFor } from '../forgetting/rules-in-force.ts'
import { profileHash } from '../found.ts'
import { random } from '../hashing.ts'
import type { Premises } from '../premises.ts'

/** The rule under which a minute of a camera is captured, and how long it lets it live. */
export function ruleAt(
  keyring: Keyring,
  profile: RecordingProfile,
  camera: string,
  minute: number,
) {
  const rule = rulesFor(keyring, camera).findLast(({ fromMinute }) => fromMinute <= minute)
  return { rule, retention: (rule?.retention ?? profile.retention.rule) as Retention }
}

/** What every sealed file of a camera says of whose it is and under which rule, and with which keys it is sealed. */
export function sealedBy(
  {
    premises,
    profile,
    custody,
  }: { readonly premises: Premises; readonly profile: RecordingProfile; readonly custody: Custody },
  camera: string,
  minute: number,
  importNumber = 0,
): Pick<WriterOptions, 'root' | 'identity' | 'random' | 'leadIn'> & { minuteKey: MinuteKeys } {
  const { rule, retention } = ruleAt(custody.keyring, profile, camera, minute)
  return {
    root: premises.directory,
    identity: () => ({
      site: Buffer.from(premises.site, 'hex'),
      keeper: Buffer.from(premises.keeper, 'hex'),
      camera,
      profileHash: profileHash(profile),
      limitRule: `${profile.id} ${rule?.article ?? ''} ${printedRetention(retention)}`,
      importNumber,
    }),
    minuteKey: minute => custody.minuteKey(camera, minute),
    random,
    leadIn: isCeiling(retention) ? 'oneMinute' : 'withinDay',
  }
}
