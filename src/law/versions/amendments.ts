import type { Day } from '#civil/minute.ts'
import type { Profile, Version } from '../vocabulary/profile.ts'

/** An amendment of a document, as its 附則 lists them. */
export type Amendment = Version & {
  /** Only the wording of the last one is held; of an earlier one the day alone. */
  readonly wordingHeld: boolean
}

/** The amendment that applied on a day; null before the first, or where the document leaves its day blank. */
export function amendmentOn({ effectiveFrom }: Profile, on: Day): Amendment | null {
  const at = effectiveFrom.findLastIndex(({ day }) => day !== null && day <= on)
  return at < 0 ? null : { ...effectiveFrom[at]!, wordingHeld: at === effectiveFrom.length - 1 }
}
