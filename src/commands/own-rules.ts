import type { ProfileOf } from '#acts/replay.ts'
import type { Keeper } from '#keeper/keeper.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { profileNamed } from './profiles.ts'

type Ruled = Pick<Keeper, 'custody' | 'profiles'>

/** The version of the document that was, is or will be in force on this keeper at that time. */
export const ruleAt = ({ custody, profiles }: Ruled, atUs: number): Profile =>
  profiles.inForceAt(atUs) ?? profileNamed(String(custody.keyring.settings.profile))

/** What was decided counts here only under this keeper's own rule of that time, whatever else the program holds. */
export const ownRules =
  (keeper: Ruled): ProfileOf =>
  ({ profile, version }, atUs) => {
    const rule = ruleAt(keeper, atUs)
    return rule.id === profile && rule.version === version ? rule : null
  }

/** Why it stops: an amended version came into force. */
export const amendment = 'amendment'
const lookMs = 500

/**
 * Resolves when another version is in force than the one that the keeper was opened under. A process knows one document
 * all its life; at the midnight of an amendment it is replaced, which costs its cameras a recorded gap of a second or two.
 */
export function untilAmended(keeper: Pick<Keeper, 'custody' | 'profiles' | 'profile' | 'nowUs'>): {
  readonly promise: Promise<typeof amendment>
  end(): void
} {
  const { promise, resolve } = Promise.withResolvers<typeof amendment>()
  const timer = setInterval(() => {
    if (ruleAt(keeper, keeper.nowUs()).version !== keeper.profile.version) resolve(amendment)
  }, lookMs)
  return { promise, end: () => clearInterval(timer) }
}
