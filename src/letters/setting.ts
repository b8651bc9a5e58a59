import { dayOf, minuteOf } from '#civil/minute.ts'
import { warekiDay } from '#civil/wareki.ts'
import type { Setting } from '#domain/decider.ts'
import type { FootageRange } from '#domain/footage-range.ts'
import { type Basis, printedBasis } from '#law/basis.ts'
import { actWord, postWord } from '#law/called.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { placesAndPeriods } from '#registers/spans.ts'

/** What a letter is written from, besides what it is about. */
export type Writing = Setting & {
  readonly placeOf: (camera: string) => string
  readonly nowUs: number
}

export const dayWords = (us: number): string => warekiDay(dayOf(minuteOf(us)))

/** Each stretch on a line of its own. */
const rangeWords = ({ placeOf }: Writing, ranges: readonly FootageRange[]): string =>
  ranges.map(range => placesAndPeriods([range], placeOf)).join('\n')

export const rangeRow = (writing: Writing, ranges: readonly FootageRange[]) =>
  ({ name: '画像の範囲\n（場所・日時）', says: rangeWords(writing, ranges), isLong: true }) as const

export const actsWords = (profile: Profile, acts: readonly Act[]): string =>
  acts.map(act => actWord(profile, act)).join('・')

/** 「運用基準10（1）関係」, and for what is ours 「内規」. */
export const underWords = (basis: Basis): string =>
  basis.kind === 'houseRule' || basis.kind === 'otherLaw'
    ? printedBasis(basis)
    : `${basis.cite}関係`

/** Where several rules speak, the document's own words go before readings and ours. */
export const strongest = (bases: readonly Basis[]): Basis =>
  bases.find(({ kind }) => kind === 'text') ??
  bases.find(({ kind }) => kind === 'reading') ??
  bases[0]!

/** Whoever decides, as the letter is addressed to them. */
export const bodyWord = (profile: Profile): string =>
  profile.approval.body === 'committee' && profile.committee
    ? profile.committee.name
    : postWord(profile, 'manager')

/** What is chosen among what there is: paper knows no other way. */
export const choices = (
  all: readonly { readonly says: string; readonly isChosen: boolean }[],
): string => all.map(({ says, isChosen }) => `${isChosen ? '■' : '□'} ${says}`).join('\n')

/** Conditions word for word; one of our own says that it is 内規. */
export const conditionWords = (
  conditions: readonly { readonly says: string; readonly by: Basis }[],
): readonly string[] =>
  conditions.map(({ says, by }) => (by.kind === 'houseRule' ? `${says}（内規）` : says))
