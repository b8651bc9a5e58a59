import { Fault, sentence } from '#keeper/fault.ts'
import type { Profile } from '#law/profile.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'

/** The rule documents this program knows; named here and nowhere else. */
export const profiles: readonly Profile[] = [kai, hokuto, nishinari, sakai, kawasaki]

export function profileNamed(id: string): Profile {
  const found = profiles.find(profile => profile.id === id)
  if (found) return found
  throw new Fault(
    'Misconfigured',
    sentence(`規程「${id}」はこの版にありません。`, `This version has no rule document "${id}".`),
  )
}
