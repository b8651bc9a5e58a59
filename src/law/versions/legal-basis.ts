import type { Day } from '#civil/minute.ts'
import { type Refusal, refuse } from '../basis.ts'
import { repealedWithNote } from '../house.ts'
import type { LegalBasis, Profile } from '../vocabulary/profile.ts'

/** One law the document stands on, as it is to be written on a day. */
export type CitedLaw = {
  readonly name: string
  /** What must stand beside it; null while it is as the document cites it. */
  readonly note: string | null
  readonly law: LegalBasis
}

/** The register of legal bases: what the document cites, with the note on each that was superseded by then. */
export const legalBasesOn = ({ legalBasis }: Profile, on: Day): readonly CitedLaw[] =>
  legalBasis.map(law => ({
    name: law.name,
    note: law.superseded && law.superseded.on <= on ? law.superseded.says : null,
    law,
  }))

/** Words for a form that name a superseded law without its note are refused; null where they may stand. */
export function citedWithoutNote(profile: Profile, on: Day, words: string): Refusal | null {
  const bare = legalBasesOn(profile, on).find(
    ({ name, note }) => note !== null && words.includes(name) && !words.includes(note),
  )
  if (!bare) return null
  return refuse(
    `「${bare.name}」は${bare.law.superseded!.on}に改正されています。`,
    repealedWithNote,
    `「${bare.note}」と添えて書き、規程の所管に見直しを頼んでください。`,
  )
}
