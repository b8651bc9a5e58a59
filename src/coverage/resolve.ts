import type { Profile } from '#law/vocabulary/profile.ts'
import type { Binding } from './binding.ts'

/** By what an element of a list is named in a path. */
const names = ['id', 'code', 'post', 'needs', 'kind', 'act', 'name', 'word'] as const

/** The datum at a path into a profile; undefined where there is none. */
export function datumAt(profile: Profile, path: string): unknown {
  return path.split('.').reduce<unknown>((value, step) => {
    if (Array.isArray(value)) {
      return value[Number(step)] ?? value.find(one => names.some(name => one?.[name] === step))
    }
    return typeof value === 'object' && value !== null && Object.hasOwn(value, step)
      ? (value as Readonly<Record<string, unknown>>)[step]
      : undefined
  }, profile)
}

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
      return true
  }
}
