import type { Basis } from './basis.ts'
import type { Profile } from './vocabulary/profile.ts'

/** One step of a path into a profile. */
export type Step = {
  /** A key, or in a list what names the element: its id, code, post …, else its index. */
  readonly key: string
  /** Words of the document or the form for an element of a list; null for a key. */
  readonly called: string | null
}

export type FactValue = string | number | boolean | null | readonly (string | number)[]
export type Fact = { readonly key: string; readonly value: FactValue }

/** One datum of a profile: where it stands, what it says, and on what it rests. */
export type Datum = {
  readonly path: readonly Step[]
  readonly facts: readonly Fact[]
  /** Null for names and words that rest on nothing of their own. */
  readonly basis: Basis | null
}

export const pathOf = ({ path }: Datum): string => path.map(({ key }) => key).join('.')

/** Every datum of a profile in its order; each basis stands in exactly one. */
export const dataOf = (profile: Profile): readonly Datum[] => dataIn(profile as Branch, [])

/** The datum at a path such as `grounds.list.第6条第1項第2号`; undefined where there is none. */
export function datumAt(profile: Profile, path: string): unknown {
  return path.split('.').reduce<unknown>((value, step) => {
    if (Array.isArray(value))
      return value.find((_, at) => nameIn(value, at) === step) ?? value[Number(step)]
    return isBranch(value) && Object.hasOwn(value, step) ? value[step] : undefined
  }, profile)
}

type Branch = Readonly<Record<string, unknown>>
const isBranch = (value: unknown): value is Branch => typeof value === 'object' && value !== null

const isBasis = (value: unknown): value is Basis =>
  isBranch(value) &&
  typeof value.cite === 'string' &&
  ['text', 'reading', 'houseRule', 'otherLaw'].includes(String(value.kind))

const hasBasis = (value: unknown): boolean =>
  isBranch(value) && (isBasis(value) || Object.values(value).some(hasBasis))

/** Facts that rest on a basis beside them, not on that of the whole: how words are counted, how often we look, who decides. */
const beside: Readonly<Record<string, readonly string[]>> = {
  rule: ['computed'],
  reviewers: ['review'],
  againEveryDays: ['review', 'gate'],
  everyDays: ['everyBy'],
  tooGeneral: ['facts'],
  decidedBy: ['decider'],
  methods: ['destroy'],
}

const basisBeside = (branch: Branch, key: string): string =>
  beside[key]?.find(name => isBasis(branch[name])) ?? 'by'

function dataIn(branch: Branch, path: readonly Step[]): readonly Datum[] {
  const entries = Object.entries(branch)
  const factsOn = (basis: string) =>
    entries
      .filter(([key, value]) => !hasBasis(value) && basisBeside(branch, key) === basis)
      .flatMap(([key, value]) => factsIn(key, value))
  const by = isBasis(branch.by) ? branch.by : null
  const facts = factsOn('by')
  const own = by || facts.length > 0 ? [{ path, facts, basis: by }] : []
  const below = entries.flatMap(([key, value]): readonly Datum[] => {
    const step = [...path, { key, called: null }]
    if (key === 'by' || !hasBasis(value)) return []
    if (isBasis(value)) return [{ path: step, facts: factsOn(key), basis: value }]
    if (!Array.isArray(value)) return dataIn(value as Branch, step)
    return value.flatMap((element, at) =>
      dataIn(element, [...step, { key: nameIn(value, at), called: calledIn(element) }]),
    )
  })
  return [...own, ...below]
}

function factsIn(key: string, value: unknown): readonly Fact[] {
  if (Array.isArray(value) && value.some(isBranch)) {
    if (value.every(isNamedOnly)) return [{ key, value: value.map(calledIn) }]
    return value.flatMap((one, at) => factsIn(`${key}.${nameIn(value, at)}`, one))
  }
  if (isBranch(value) && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([inner, one]) => factsIn(`${key}.${inner}`, one))
  }
  return [{ key, value: value as FactValue }]
}

/** An element that is a name for the machine and words for people, and nothing else. */
const isNamedOnly = (element: unknown): element is Branch =>
  isBranch(element) &&
  Object.keys(element).length === 2 &&
  'id' in element &&
  calledIn(element) !== ''

/** What names an element among the others of its list: the first of these that all have, each its own. */
const names = ['id', 'code', 'post', 'needs', 'what', 'kind', 'act', 'way', 'name', 'word']

function nameIn(list: readonly unknown[], at: number): string {
  const key = names.find(name => {
    const values = list.map(one => (isBranch(one) ? one[name] : undefined))
    return values.every(value => typeof value === 'string') && new Set(values).size === list.length
  })
  return key ? String((list[at] as Branch)[key]) : String(at)
}

const calledIn = (element: Branch): string => {
  const words = ['label', 'title', 'name', 'word', 'says', 'asks'].map(key => element[key])
  return words.find(value => typeof value === 'string') ?? ''
}
