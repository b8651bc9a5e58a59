import { Fault, sentence } from '#fault/fault.ts'
import type { Profile } from '#law/profile.ts'
import { profiles } from '#law/profiles/held.ts'

export function profileNamed(id: string): Profile {
  const found = profiles.find(profile => profile.id === id)
  if (found) return found
  throw new Fault(
    'Misconfigured',
    sentence(`規程「${id}」はこの版にありません。`, `This version has no rule document "${id}".`),
  )
}
