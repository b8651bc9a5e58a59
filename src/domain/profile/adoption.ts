import { type Day, startOfDayUs } from '#civil/minute.ts'
import { isRefusal, type Refusal, refuse } from '#law/basis.ts'
import { profileHouse } from '#law/house/profiles.ts'
import { type Adopted, adopt } from '#law/versions/adoption.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { Decider, Happened, Said } from '../decider.ts'
import { officersAmong } from '../own-posts.ts'

type Words = {
  /** The whole document as data: the ledger itself carries what later acts are judged by. */
  readonly document: Profile
  readonly inForceOn: Day | null
  /** The unit that puts it in force, where the document names its keeper. */
  readonly unit: string | null
  /** The paper that says so: minutes of the general meeting, number of the directive. */
  readonly writtenIn: string
  /** Who read both and signs. */
  readonly officers: readonly string[]
}
export type AdoptProfile = Said<'AdoptProfile', Words>
export type ProfileAdopted = Happened<
  'ProfileAdopted',
  Omit<Words, 'inForceOn'> & { readonly fromUs: number }
>
/** In their order; the one that the site was founded with is not among them. */
export type AdoptedProfiles = readonly Adopted[]

/** An amended version of the document that this site runs by. */
export const profileAdoption: Decider<AdoptedProfiles, AdoptProfile, ProfileAdopted> = {
  initial: [],
  decide: ({ profile, office }, adopted, command) => {
    const { atUs, by, document, inForceOn, unit, writtenIn } = command
    const officers = officersAmong(office, command.officers, atUs)
    if (officers.length < Math.max(2, command.officers.length)) return tooFew()
    if (writtenIn.trim() === '') return nothingWritten()
    if (document.id !== profile.id) return another()
    const before = adopted.length > 0 ? adopted : [{ profile, fromUs: startOfDayUs('1970-01-01') }]
    if (before.some(held => held.profile.version === document.version)) return known()
    const existingFootage = 'earliestLimit'
    const next = adopt(before, { profile: document, inForceOn, existingFootage, unit, atUs })
    if (isRefusal(next)) return next
    const basis = document.effectiveFrom.at(-1)!.by
    const { fromUs } = next
    const said = { atUs, by, basis, document, unit, writtenIn, officers, fromUs }
    return [{ type: 'ProfileAdopted', ...said }]
  },
  evolve: (adopted, { document, fromUs }) => [...adopted, { profile: document, fromUs }],
}

const tooFew = (): Refusal =>
  refuse(
    'この事務室の人2名の確認が必要です',
    profileHouse.byTwo,
    'いま職にある2名が、改正を決めた書面と読み合わせて署名してください',
  )
const nothingWritten = (): Refusal =>
  refuse(
    '改正を決めた書面が書かれていません',
    profileHouse.written,
    '総会や委員会の議事録、訓令などの名前と日付を書いてください',
  )
const another = (): Refusal =>
  refuse(
    'いまの規程の改正ではなく、別の規程です',
    profileHouse.sameDocument,
    '別の規程で運用するときは、新しい録画機として始めてください',
  )
const known = (): Refusal =>
  refuse(
    'この版は、すでに採り入れられています',
    profileHouse.ownVersion,
    '改正した版に、新しい版の名を付けてください',
  )
