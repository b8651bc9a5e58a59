import type { ProfileOf } from '#acts/replay.ts'
import type { Profile } from '#law/vocabulary/profile.ts'

/** The rule document that a leaf names, of these; another version of it is another document. */
export const profileAmong =
  (profiles: readonly Profile[]): ProfileOf =>
  ({ profile, version }) =>
    profiles.find(held => held.id === profile && held.version === version) ?? null
