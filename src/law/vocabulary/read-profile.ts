import { z } from 'zod'
import { type Profile, profile } from './profile.ts'

/** A place in a value where it is not a profile; `code` as zod names the kind of mistake. */
export type Misread = {
  readonly path: string
  readonly code: string
  readonly ja: string
  readonly en: string
}

/** A value as a profile, or every place where it is none, said in both languages. */
export function readProfile(value: unknown): Profile | readonly Misread[] {
  const parsed = profile.safeParse(value)
  if (parsed.success) return parsed.data
  const { issues } = profile.safeParse(value, { error: z.locales.ja().localeError }).error!
  return parsed.error.issues.map(({ path, code, message }, at) => ({
    path: path.join('.'),
    code,
    ja: issues[at]?.message ?? message,
    en: message,
  }))
}
