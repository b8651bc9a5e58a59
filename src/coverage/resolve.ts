import { datumAt } from '#law/data.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { Binding } from './binding.ts'

/** Whether what a binding names is really there. `exportsName`: whether a source file exports a name. */
export function isThere(
  binding: Binding,
  profile: Profile,
  exportsName: (file: string, name: string) => boolean,
): boolean {
  switch (binding.to) {
    case 'code':
      return exportsName(binding.file, binding.name)
    case 'gate':
      return profile.cameras.gates.some(({ needs }) => needs === binding.needs)
    case 'attested':
      return profile.attested.some(({ id }) => id === binding.id)
    case 'definition':
      return (datumAt(profile, binding.path) ?? null) !== null
    case 'gap':
    case 'otherBasis':
      return true
  }
}
